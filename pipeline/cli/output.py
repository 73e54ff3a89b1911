"""Query results for terminals and files: exact decimals everywhere, without the zeros that pad them."""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

FORMATS = ("table", "csv", "json", "parquet")


def write(table: pa.Table, format: str, output: Path | None = None) -> None:
    """Write a result in one of ``FORMATS`` to a file or to standard output."""
    if output is None:
        _WRITERS[format](table, sys.stdout.buffer)
        sys.stdout.flush()
    else:
        with output.open("wb") as file:
            _WRITERS[format](table, file)


def plain(value: object) -> str:
    """A value as people write it: decimals without padding, null as nothing, lists separated by semicolons.

    >>> plain(Decimal("461390000000.000000")), plain(Decimal("11.400000")), plain(None)
    ('461390000000', '11.4', '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, list):
        return ";".join(plain(item) for item in value)
    return str(value)


def json_text(value: object) -> str:
    """A value as JSON; decimals are numbers with all their digits, dates are text.

    >>> json_text({"value": Decimal("291010000000.000000"), "of": None})
    '{"value": 291010000000, "of": null}'
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {json_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_text, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(str(value), ensure_ascii=False)


def _csv(table: pa.Table, file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=10_000):
        writer.writerows([plain(value) for value in row] for row in _rows(batch))
    text.detach()


def _json(table: pa.Table, file: BinaryIO) -> None:
    file.write(b"[")
    separator = b"\n"
    for batch in table.to_batches(max_chunksize=10_000):
        for row in _rows(batch):
            file.write(separator + json_text(dict(zip(table.column_names, row, strict=True))).encode())
            separator = b",\n"
    file.write(b"\n]\n")


def _parquet(table: pa.Table, file: BinaryIO) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, file)


def _table(table: pa.Table, file: BinaryIO) -> None:
    file.write(render(table, terminal=file is getattr(sys.stdout, "buffer", None) and sys.stdout.isatty()).encode())


def render(table: pa.Table, terminal: bool = False) -> str:
    """A result as a table of text: as wide as it needs to be, or as the terminal is."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for field in table.schema:
        number = pa.types.is_decimal(field.type) or pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        shown.add_column(field.name, justify="right" if number else "left", overflow="fold")
    for row in _rows(table):
        shown.add_row(*(_escaped(plain(value)) for value in row))
    console = Console(file=io.StringIO(), width=None if terminal else 100_000, color_system=None, highlight=False)
    console.print(shown)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _rows(table: pa.Table | pa.RecordBatch) -> Iterator[tuple]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


_WRITERS: dict[str, Callable[[pa.Table, BinaryIO], None]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}
