"""What commands tell the person at the terminal, on standard error."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from pipeline.cli.output import render
from pipeline.warehouse.build import Summary
from pipeline.warehouse.checks import CheckResult

ROWS = 10  # offending rows shown of a check
PAGES = 10  # unreadable pages named in a summary


def say(message: str = "", **style: object) -> None:
    typer.secho(message, err=True, **style)


def print_summary(summary: Summary) -> None:
    """A build in a few lines: what went in, what came out, what needs a person, and what to ask next."""
    say(f"{_count(summary.releases, 'release')}, {_count(summary.figures, 'figure')}, {summary.unread} numbers unread")
    pages = f"{_count(summary.read, 'page')} read, {summary.cached} unchanged since the last build"
    say(pages + (f", {summary.duplicates} with the same bytes as another" if summary.duplicates else ""))
    if summary.corrections:
        say(f"{_count(summary.corrections, 'correction')} applied")
    for unused in summary.unused_corrections:
        say(f"trade: {unused}: no such release in raw/", fg="yellow")
    for path, cause in list(summary.unreadable.items())[:PAGES]:
        say(f"trade: {path}: {cause}", fg="red")
    if len(summary.unreadable) > PAGES:
        say(f"trade: {len(summary.unreadable) - PAGES} more pages could not be read: see the table unreadable_pages")
    print_failures(summary.failed)
    passed = len(summary.checks) - len(summary.failed)
    say(f"{passed} of {len(summary.checks)} checks passed")
    if summary.published is None:
        say("not published: the warehouse is as it was", fg="red")
        return
    say(f"published {summary.published} in {summary.seconds:.1f} s", fg="green")
    if summary.unread:
        say("Next: trade sql \"select text, reason, hint from numbers where outcome = 'unread'\"")
    else:
        say('Next: trade sql "$(cat sql/examples/growth_by_partner.sql)"')


def print_checks(results: Sequence[CheckResult]) -> None:
    """Every check in one line, failed ones with their rows, errors first."""
    for result in results:
        if result.passed:
            say(f"  ok     {result.message}")
    print_failures(sorted((r for r in results if not r.passed), key=lambda r: (r.severity != "error", r.name)))
    say(f"{sum(r.passed for r in results)} of {len(results)} checks passed")


def print_failures(failed: Sequence[CheckResult]) -> None:
    """Failed checks with the first of their rows."""
    for result in failed:
        say(f"  {result.severity:6} {result.message}", fg="red" if result.severity == "error" else "yellow")
        if result.offending:
            for line in render(result.table.slice(0, ROWS)).splitlines():
                say(f"         {line}")
        if result.offending > ROWS:
            say(f"         and {result.offending - ROWS} more")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
