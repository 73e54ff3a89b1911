"""Trade releases, read into a warehouse: the map of the package, in the order that the data takes.

- ``compiled``    whether the reading is taken from machine code: where it was compiled, and its source has not changed since
- ``model``       the records that travel between stages
- ``release``     page bytes -> ``Release``, with ``page`` for encoding, dates, main content and blocks (the only place
                  that knows HTML)
- ``vocabulary``  code lists and the words for them, as data
- ``reading``     ``Release`` -> ``Statement`` and ``Number`` records, each with its characters
- ``normalize``   statements -> ``Observation`` records: codes, dates, exact decimals, rounding bounds
- ``extract``     one page from bytes to observations, as a pure function
- ``raw``         the pages on disk and their manifest
- ``warehouse``   records -> DuckDB tables and views -> checks -> published file
- ``freshness``   whether the published file is of what is in ``raw/`` now
- ``fetching``    the web -> ``raw/``
- ``compiling``   the reading in machine code, for ``compiled``
- ``cli``         the ``trade`` command; ``assets``, ``checks``, ``definitions`` the Dagster shell

Imports run one way, down this list towards ``cli`` and the Dagster modules.
"""

from pipeline import compiled

compiled.use(__path__)
