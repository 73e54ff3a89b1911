"""The web -> ``raw/``: which pages to follow, fetching them safely and politely, and keeping every version.

- ``sources``    ``raw/sources.toml``: the releases to follow, and how hard to try, read with ``toml_table``
- ``addresses``  which network addresses may be connected to, decided after DNS and on every hop
- ``bodies``     response bodies, decompressed within limits
- ``web``        one address -> its bytes: redirects, robots.txt, retries, politeness
- ``listings``   index pages, feeds and sitemaps -> the pages that they list
- ``names``      file names that cannot leave ``raw/``
- ``disk``       whole files or none, one writer at a time
- ``store``      a fetched page -> file and manifest row, or nothing where the text is unchanged
- ``report``     what happened to each address
- ``run``        all of it: ``fetch`` and ``add``
"""
