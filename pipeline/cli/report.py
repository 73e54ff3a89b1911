"""What commands tell the person at the terminal, on standard error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import typer

from pipeline.cli.output import plain, render
from pipeline.warehouse.build import Summary
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.explain import Explanation, Identity

ROWS = 10  # offending rows that trade check shows of a check
FEW_ROWS = 3  # and the summary of a build
ALIKE = 3  # rows of one identity shown of a figure that takes part in many
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
    print_failures([result for result in summary.failed if result.name != "pages_are_readable"], FEW_ROWS)  # said above
    passed = len(summary.checks) - len(summary.failed)
    say(f"{passed} of {len(summary.checks)} checks passed" + ("; trade check shows all rows" if summary.failed else ""))
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


def print_failures(failed: Sequence[CheckResult], rows: int = ROWS) -> None:
    """Failed checks with the first of their rows."""
    for result in failed:
        say(f"  {result.severity:6} {result.message}", fg="red" if result.severity == "error" else "yellow")
        if result.offending:
            for line in render(result.table.slice(0, rows)).splitlines():
                say(f"         {line}")
        if result.offending > rows:
            say(f"         and {result.offending - rows} more")


def explanation_text(found: Explanation) -> str:
    """An explanation for people: the sentence with the figure marked, then where, how and with what it fits."""
    statement, observation, release = found.statement, found.observation, found.release
    marked = typer.style(f"«{found.quote}»", bold=True)
    lines = [f"{found.before}{marked}{found.after}", ""]

    def tell(what: str, *texts: object) -> None:
        lines.extend(f"{what if not number else '':14}{text}" for number, text in enumerate(texts) if text)

    tell("release", release["title"], f"{release['publisher'] or 'publisher not known'}, {release['published_on']}")
    tell("address", release["url"])
    tell("page", f"raw/{release['path']}, characters {statement['char_start']} to {statement['char_end']}")
    tell("heading", found.heading)
    tell("rule", statement["rule"], statement["decided_by"] and f"decided by {statement['decided_by']}")
    tell("about", found.coordinates)
    if observation:
        about = {"~": "about ", ">": "over ", "<": "under ", None: ""}[observation["approx"]]
        tell("value", f"{about}{plain(observation['value'])} {observation['unit']}")
        low, high = plain(observation["value_low"]), plain(observation["value_high"])
        tell("bounds", f"{low} to {high}, from {statement['value_text']} {statement['unit_text']} as printed")
        tell("share of", observation["whole"])
        tell("observation", observation["observation_id"])
    tell("statement", statement["statement_id"])
    tell("correction", statement["correction"])
    for row in found.corrections:
        if row["field"]:
            tell("", f"{row['field']}: {row['value_read']} was read, {row['value_corrected']} holds")
    if not found.identities:
        tell("identities", "none that the figures support")
    alike = Counter((identity.verdict, identity.identity) for identity in found.identities)
    shown: Counter = Counter()
    for number, identity in enumerate(found.identities):
        kind = identity.verdict, identity.identity
        shown[kind] += 1
        # A total takes part in the same identity with each of its parts: some stand for all that hold.
        if shown[kind] <= ALIKE or identity.verdict == "violated":
            tell("identities" if not number else "", _identity(identity))
        elif shown[kind] == alike[kind]:
            tell("", f"{identity.verdict}: {identity.identity}; {alike[kind] - ALIKE} more")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _identity(row: Identity) -> str:
    text = f"{row.verdict}: {row.identity}"
    if row.computed is not None and row.stated is not None:
        text += f"; stated {plain(row.stated)}, computed {plain(row.computed)}"
    if row.difference is not None and row.rounding_allowance is not None:
        text += f", apart {plain(row.difference)}, rounding allows {plain(row.rounding_allowance)}"
    return text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
