"""How long the warehouse takes at a million observations: reading, building again, loading, checking, and every view.

    .venv/bin/python benchmarks/warehouse.py [--pages 100000] [--folder DIR]

Pages are generated: each states ten figures of one region, month and partner. They are read by a light reader that knows
their layout, so the times are those of the build around the reading, not of the reading. Results go to standard output.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import os
import resource
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline import normalize
from pipeline.model import Number, Observation, PageSource, Passage, Reading, Release, Statement
from pipeline.warehouse import checks, pages, publish, schema
from pipeline.warehouse.build import build, reference_frames

REGIONS = [
    f"CN-{code}"
    for code in [
        "AH",
        "BJ",
        "CQ",
        "FJ",
        "GD",
        "GS",
        "GX",
        "GZ",
        "HA",
        "HB",
        "HE",
        "HI",
        "HL",
        "HN",
        "JL",
        "JS",
        "JX",
        "LN",
        "NM",
        "NX",
        "QH",
        "SC",
        "SD",
        "SH",
        "SN",
        "SX",
        "TJ",
        "XJ",
        "XZ",
        "YN",
        "ZJ",
    ]
]
PARTNERS = [
    "ASEAN", "EU", "US", "JP", "KR", "HK", "TW", "VN", "MY", "TH", "SG", "ID", "PH", "IN", "AU", "BR", "RU", "DE", "FR",
    "GB", "NL", "IT", "MX", "CA", "CL", "SA", "AE", "ZA", "BRI", "RCEP",
]  # fmt: skip
FIRST_YEAR = 2015
FLOWS = ("total", "export", "import")


@dataclass(frozen=True)
class Extraction:
    release: Release
    reading: Reading
    observations: tuple[Observation, ...]


def figures(number: int) -> tuple[str, str, int, int, list[tuple[str, str, str, Decimal]]]:
    """Region, partner, year, month of a page, and its figures as (flow, partner, measure, printed number)."""
    partner, rest = PARTNERS[number % len(PARTNERS)], number // len(PARTNERS)
    region, month = REGIONS[rest % len(REGIONS)], rest // len(REGIONS)
    size = 40 + rest % 60  # billion yuan; the same for all pages of a region and month
    export, part = Decimal(size) * Decimal("0.6"), Decimal(size) * (number % len(PARTNERS) + 1) / 200
    levels = {"total": Decimal(size), "export": export, "import": size - export}
    stated = [(flow, "world", "level", levels[flow]) for flow in FLOWS]
    stated += [(flow, "world", "growth", Decimal(rest % 40) / 2) for flow in FLOWS]
    stated += [("total", partner, "level", part), ("total", partner, "growth", Decimal(number % 60) / 2)]
    stated += [("export", partner, "level", part / 2), ("total", partner, "share", 100 * part / size)]
    return region, partner, FIRST_YEAR + month // 12, month % 12 + 1, stated


def page(number: int) -> bytes:
    region, _, year, month, stated = figures(number)
    printed = [f"{flow} {partner} {measure} {value:.2f}." for flow, partner, measure, value in stated]
    return f"{number}\n{region} {year}-{month:02}\n{' '.join(printed)}\n".encode()


def extract(content: bytes, source: PageSource) -> Extraction:
    """What a generated page states."""
    lines = content.decode().splitlines()
    region, _, year, month, stated = figures(int(lines[0]))
    start, end = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    text, heading = lines[2], len(lines[1])
    body = f"{lines[1]}\n{text}"
    passages = (Passage("heading", 0, heading, level=1), Passage("paragraph", heading + 1, len(body), heading=0))
    release = Release(
        release_id=hashlib.sha256(content).hexdigest()[:16],
        title=lines[1],
        published_on=date(year + month // 12, month % 12 + 1, 18),
        date_source="page",
        language="en",
        body_text=body,
        passages=passages,
        url=f"https://www.example.org/{lines[0]}",
        path=source.path,
    )
    statements, numbers = [], [Number(len(region) + 1, heading, lines[1][len(region) + 1 :], "date", "month")]
    position = heading + 1
    for flow, partner, measure, value in stated:
        quote = f"{value:.2f}"
        at = body.index(quote, position)
        position = at + len(quote)
        scale = 10**9 if measure == "level" else 1
        statements.append(
            Statement(
                char_start=at,
                char_end=position,
                quote=quote,
                rule="generated",
                measure=measure,
                value_text=quote,
                unit_text="billion yuan" if measure == "level" else "%",
                value=Decimal(quote) * scale,
                step=Decimal("0.01") * scale,
                unit="CNY" if measure == "level" else "%",
                region=region,
                period_start=start,
                period_end=end,
                flow=flow,
                partner=partner,
                basis="yoy" if measure == "growth" else None,
            )
        )
        numbers.append(Number(at, position, quote, "read", "generated", statement=len(statements) - 1))
    reading = Reading(tuple(statements), tuple(numbers))
    return Extraction(release, reading, tuple(normalize.observations(release, statements)))


def write_pages(raw_dir: Path, numbers: range) -> None:
    for number in numbers:
        folder = raw_dir / f"{number // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06}.html").write_bytes(page(number))


def timed(what: str, action, count: int | None = None):
    started = time.perf_counter()
    result = action()
    seconds = time.perf_counter() - started
    rate = f"  {count / seconds:12,.0f} a second" if count else ""
    print(f"{what:58} {seconds:8.2f} s{rate}", flush=True)
    return result


def report_builds(raw_dir: Path, warehouse: Path, count: int) -> None:
    def run():
        summary = build(raw_dir, warehouse, extract=extract)
        assert summary.published, [result.message for result in summary.failed]
        return summary

    summary = timed(f"first build, {count:,} pages read", run, count)
    print(f"{summary.figures:,} observations; {os.path.getsize(warehouse / publish.PUBLISHED) / 1e6:,.0f} MB")
    timed("build again, nothing changed", run)
    write_pages(raw_dir, range(count, count + 10))
    summary = timed("build again, 10 new pages", run)
    assert (summary.read, summary.cached) == (10, count)


def report_steps(raw_dir: Path, warehouse: Path) -> None:
    def read():
        return pages.read_pages(raw_dir, cache_dir=warehouse / publish.CACHE, extract=extract)

    readings = timed("  of it: pages to frames, through the cache", read)
    with publish.BuildFile(warehouse) as file:
        for name, frame in (readings.frames | reference_frames()).items():
            if len(frame) < 10_000:
                file.write_table(name, frame)
            else:
                timed(
                    f"  of it: load {len(frame):,} {name}", lambda n=name, f=frame: file.write_table(n, f), len(frame)
                )
        for name in schema.view_names():
            timed(f"  of it: create {name}", lambda n=name: file.create_view(n))
        timed("  of it: write out", file._settle)


def report_questions(warehouse: Path) -> None:
    with publish.open_published(warehouse) as connection:
        for name in schema.check_names():
            timed(f"check {name}", lambda n=name: checks.run(connection, checks.load(n)))
        for name in schema.view_names():
            everything = f"create or replace temp table answer as from {name}"
            timed(f"view {name}, all of it", lambda q=everything: connection.execute(q))
            (rows,) = connection.execute("select count(*) from answer").fetchone()
            columns = {row[0] for row in connection.execute(f"describe {name}").fetchall()}
            if "region" in columns:
                some = f"create or replace temp table answer as from {name} where region = 'CN-CQ'"
                timed(
                    f"view {name}, one region of {len(REGIONS)} ({rows:,} rows in all)",
                    lambda q=some: connection.execute(q),
                )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pages", type=int, default=100_000)
    arguments.add_argument(
        "--folder", type=Path, help="where to work; a temporary folder, removed afterwards, if left out"
    )
    options = arguments.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp())
    raw_dir, warehouse = folder / "raw", folder / "warehouse"
    try:
        timed(f"generate {options.pages:,} pages", lambda: write_pages(raw_dir, range(options.pages)))
        report_builds(raw_dir, warehouse, options.pages)
        report_steps(raw_dir, warehouse)
        report_questions(warehouse)
        print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:,.1f} GB")
    finally:
        if options.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
