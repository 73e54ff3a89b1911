"""What changed between two published files: figures added, removed and changed, by what they are about."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

KEY = (
    "page",
    "region",
    "period_start",
    "period_end",
    "flow",
    "partner",
    "commodity",
    "regime",
    "enterprise",
    "zone",
    "transport",
    "measure",
    "basis",
    "whole",
    "unit",
)


def diff(old: Path, new: Path) -> pa.Table:
    """One row per figure of current releases that only one of two files has or that they value differently.

    ``change`` is added, removed or changed; figures are the same when their page (address, else path) and natural key are,
    wherever in the text they stand. ``old`` and ``new`` are the values with their bounds, ids are of statements. Raises
    ``FileNotFoundError`` or ``duckdb.Error`` for a file that cannot be opened.
    """
    for path in (old, new):
        if not path.is_file():
            raise FileNotFoundError(f"{path}: no such file")
    with duckdb.connect() as connection:
        for name, path in (("old_file", old), ("new_file", new)):
            quoted = str(path).replace("'", "''")
            connection.execute(f"attach '{quoted}' as {name} (read_only)")
        return connection.execute(_query()).to_arrow_table()


def _query() -> str:
    key = ", ".join(KEY)
    return f"""
        with old_figures as ({_figures("old_file")}),
        new_figures as ({_figures("new_file")})
        select
            case when old_figures.figures is null then 'added' when new_figures.figures is null then 'removed' else 'changed' end
                as change,
            {key},
            list_transform(old_figures.figures, lambda figure: figure.value) as old,
            list_transform(new_figures.figures, lambda figure: figure.value) as new,
            list_transform(old_figures.figures, lambda figure: [figure.value_low, figure.value_high]) as old_bounds,
            list_transform(new_figures.figures, lambda figure: [figure.value_low, figure.value_high]) as new_bounds,
            old_figures.ids as old_statement_ids,
            new_figures.ids as new_statement_ids,
        from old_figures
        full join new_figures using ({key})
        where old_figures.figures is distinct from new_figures.figures
        order by all
    """


def _figures(file: str) -> str:
    """The figures of a file's current releases, one row per natural key; null parts of it as empty text, to join on."""
    row = "{'value': value, 'value_low': value_low, 'value_high': value_high, 'approx': approx}"
    columns = ", ".join(f"coalesce({name}, '') as {name}" if name in ("basis", "whole") else name for name in KEY[1:])
    return f"""
        select
            coalesce(releases.url, releases.path) as page,
            {columns},
            list({row} order by value, value_low, value_high, approx) as figures,
            list(statement_id order by value, value_low, value_high, approx, statement_id) as ids,
        from {file}.observations
        join {file}.releases using (release_id)
        where releases.is_current
        group by all
    """
