"""Records -> DuckDB tables and views -> checks -> published file.

- ``schema``       the SQL files, their order and their lineage
- ``frames``       records as pandas frames with the columns of the tables, exact decimals among them
- ``cache``        what was read from pages that have not changed since
- ``pages``        pages in ``raw/`` -> frames, over any ``concurrent.futures`` executor
- ``corrections``  the reviewed register, applied to what was read
- ``checks``       claims about a build, as SQL that returns the rows that break them
- ``publish``      the build file, and the one rename that publishes it
- ``build``        all of it in order
- ``explain``, ``diff``, ``export``, ``dictionary``   questions to a published file
"""
