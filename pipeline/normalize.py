"""Statements -> observations: stable ids, the bounds that printed digits leave, and what a share is a share of.

Everything here is exact: ``Decimal`` in, ``Decimal`` out, at most six decimals, which is what the warehouse stores.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Observation, Release, Statement, UnreadablePage

# The coordinates of a figure, in the order in which a whole is written down.
COORDINATES = (
    "region",
    "period",
    "flow",
    "partner",
    "commodity",
    "regime",
    "enterprise",
    "zone",
    "transport",
)
# What each breakdown says of a figure that is not broken down by it.
UNDIVIDED = {
    "partner": "world",
    "commodity": "all",
    "regime": "all",
    "enterprise": "all",
    "zone": "all",
    "transport": "all",
}
SCALE = Decimal("0.000001")  # value columns are decimal(28, 6)
LARGEST = Decimal(10) ** 22

_CODED_WHOLE = re.compile(rf"(?:{'|'.join(COORDINATES)})=[^;=]+(?:;(?:{'|'.join(COORDINATES)})=[^;=]+)*")


def content_id(*parts: object) -> str:
    """16 hex digits that depend on the parts alone, so that a rebuild names the same figure in the same way.

    >>> content_id("0123456789abcdef", 10, 24, "level") == content_id("0123456789abcdef", 10, 24, "level")
    True
    """
    return _digest(*map(str, parts))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def statement_id(release: Release, statement: Statement) -> str:
    """The id of a statement: a hash of its release, its characters, its measure and its coordinates.

    Measure and coordinates are in it because one span may carry several figures: "exports and imports both grew 5%".
    """
    return _digest(
        release.release_id,
        str(statement.char_start),
        str(statement.char_end),
        statement.measure,
        statement.region,
        statement.period_start.isoformat(),
        statement.period_end.isoformat(),
        statement.flow,
        statement.partner,
        statement.commodity,
        statement.regime,
        statement.enterprise,
        statement.zone,
        statement.transport,
    )


def observation_id(statement_id: str) -> str:
    """The id of the observation that a statement gives; never equal to the statement's own."""
    return _digest("observation", statement_id)


def printed_step(measure: str, value: Decimal, step: Decimal) -> Decimal:
    """One unit of the last digit that carries meaning.

    Growth of 100% and more printed as a multiple of ten is a rounded multiple ("tripled", "up 120%"), so its unit is ten
    points however many digits are printed before the point.

    >>> printed_step("growth", Decimal("120"), Decimal("1")), printed_step("growth", Decimal("120.0"), Decimal("0.1"))
    (Decimal('10'), Decimal('0.1'))
    """
    if measure == "growth" and step == 1 and abs(value) >= 100 and value % 10 == 0:
        return Decimal(10)
    return step


def bounds(value: Decimal, step: Decimal, approx: str | None) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that a printed figure leaves.

    A plain figure lies half a ``step`` to either side of what is printed, and so does one that is said to be about a
    value (``~``): how far "about" reaches is not printed. "More than" (``>``) starts at the value and ends one step
    beyond it, "less than" (``<``) mirrors it; for a negative value both are said of its size ("fell by more than 14%").

    >>> bounds(Decimal("11.4"), Decimal("0.1"), None)
    (Decimal('11.35'), Decimal('11.45'))
    >>> bounds(Decimal("-14"), Decimal("1"), ">")
    (Decimal('-15'), Decimal('-14'))
    """
    if approx in (">", "<"):
        outwards = (approx == ">") == (value >= 0)
        return (value, value + step) if outwards else (value - step, value)
    half = step / 2
    return value - half, value + half


def whole_of(statement: Statement) -> str | None:
    """What a share is a share of, as the coordinates in which the whole differs from the part.

    Unless the release says otherwise the whole is the region's same flow in the same period with no breakdown, so the
    answer names every breakdown of the part, in the order of ``COORDINATES``. Exports or imports that are not broken
    down are a share of total trade. ``Statement.of`` wins: either coded in the same way (``region=CN``) or the release's
    own words. None for level and growth.
    """
    if statement.measure not in ("share", "share_change"):
        return None
    if statement.of:
        said = statement.of.strip()
        if not _CODED_WHOLE.fullmatch(said):
            return said.replace(";", ",").replace("=", " ")
        coded = dict(part.split("=", 1) for part in said.split(";"))
        return ";".join(f"{name}={coded[name]}" for name in COORDINATES if name in coded)
    divided = [f"{name}={code}" for name, code in UNDIVIDED.items() if getattr(statement, name) != code]
    if not divided and statement.flow in ("export", "import"):
        divided = ["flow=total"]
    return ";".join(divided) or "not stated"


def observation(release: Release, statement: Statement) -> Observation:
    """The normalized figure of one statement.

    Raises ``UnreadablePage`` for a value that the warehouse cannot hold exactly (more than 22 digits before the point or
    more than six after it): no trade figure has that, so the page was misread.
    """
    step = printed_step(statement.measure, statement.value, statement.step)
    low, high = bounds(statement.value, step, statement.approx)
    for number in (statement.value, statement.step, low, high):
        if not number.is_finite() or abs(number) >= LARGEST or number != number.quantize(SCALE):
            raise UnreadablePage(f"figure {statement.quote!r} has more digits than a trade figure can have")
    key = statement_id(release, statement)
    return Observation(
        observation_id=observation_id(key),
        statement_id=key,
        release_id=release.release_id,
        region=statement.region,
        period_start=statement.period_start,
        period_end=statement.period_end,
        flow=statement.flow,
        partner=statement.partner,
        commodity=statement.commodity,
        regime=statement.regime,
        enterprise=statement.enterprise,
        zone=statement.zone,
        transport=statement.transport,
        measure=statement.measure,
        basis=statement.basis,
        whole=whole_of(statement),
        value=statement.value,
        value_low=low,
        value_high=high,
        unit=statement.unit,
        approx=statement.approx,
        published_on=release.published_on,
    )


def observations(release: Release, statements: Sequence[Statement]) -> list[Observation]:
    """One observation per statement, in the same order."""
    return [observation(release, statement) for statement in statements]
