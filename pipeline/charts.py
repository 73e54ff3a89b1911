"""Small charts of what a build says, as SVG images for the orchestrator's pages."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt
    import duckdb
    import pandas as pd

# Of the current release published last, the region and period that it says most about: its flows and its breakdowns in
# one dimension, each with level and growth side by side.
_BREAKDOWNS = """
with figures as (
    select
        observations.*,
        releases.title,
        list_filter(
            [
                if(partner <> 'world', 'partner', null),
                if(commodity <> 'all', 'commodity', null),
                if(regime <> 'all', 'regime', null),
                if(enterprise <> 'all', 'enterprise', null),
                if(zone <> 'all', 'zone', null),
                if(transport <> 'all', 'transport', null),
            ],
            lambda dimension: dimension is not null
        ) as dimensions,
    from observations
    inner join releases using (release_id)
    where releases.is_current
        and (measure = 'level' and unit in ('CNY', 'USD') or measure = 'growth' and basis = 'yoy')
),
pictured as (
    select
        release_id,
        region,
        period_start,
        period_end,
    from figures
    group by release_id, region, period_start, period_end
    order by max(published_on) desc, count(*) desc, release_id, region, period_start, period_end
    limit 1
),
codes as (
    select 'partner' as dimension, code, name_en from partners
    union all
    select 'commodity', code, name_en from commodities
    union all
    select 'regime', code, name_en from regimes
    union all
    select 'enterprise', code, name_en from enterprises
    union all
    select 'zone', code, name_en from zones
    union all
    select 'transport', code, name_en from transports
),
labelled as (
    select
        figures.*,
        coalesce(dimensions[1], 'flow') as dimension,
        case dimensions[1]
            when 'partner' then partner
            when 'commodity' then commodity
            when 'regime' then regime
            when 'enterprise' then enterprise
            when 'zone' then zone
            when 'transport' then transport
        end as code,
    from figures
    inner join pictured using (release_id, region, period_start, period_end)
    where len(dimensions) <= 1 and figures.flow <> 'balance'
)
select
    labelled.dimension,
    concat_ws(
        ', ',
        coalesce(codes.name_en, labelled.code),
        case
            when labelled.dimension = 'flow' then if(flow = 'total', 'exports and imports', flow || 's')
            when flow <> 'total' then flow || 's'
        end
    ) as breakdown,
    arg_min(value, (unit, observation_id)) filter (where measure = 'level') as level,
    min(unit) filter (where measure = 'level') as unit,
    arg_min(value, observation_id) filter (where measure = 'growth') as growth,
    any_value(title) as title,
    any_value(region) as region,
    any_value(period_start) as period_start,
    any_value(period_end) as period_end,
from labelled
left join codes using (dimension, code)
group by labelled.dimension, breakdown
order by
    list_position(['flow', 'partner', 'commodity', 'regime', 'enterprise', 'zone', 'transport'], labelled.dimension),
    level desc nulls last,
    growth desc nulls last,
    breakdown
"""

_VERDICTS = """
select identity, verdict, count(*) as rows
from reconciliation
group by all
order by all
"""

SHOWN = 8  # breakdowns of one dimension


def breakdowns(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Level and year-on-year growth of the flows and the main breakdowns of the latest release; None without any."""
    rows = connection.execute(_BREAKDOWNS).df()
    rows = rows.groupby("dimension", sort=False).head(SHOWN)
    if rows.empty:
        return None
    import altair as alt

    unit = rows["unit"].dropna().min()
    rows = rows.assign(level=(rows["level"].where(rows["unit"] == unit) / 1e9).round(3), growth=rows["growth"])
    order = rows["breakdown"].tolist()
    head = rows.iloc[0]
    rows = rows[["dimension", "breakdown", "level", "growth"]]

    def bars(field: str, title: str, colour: alt.Color, labels: bool) -> alt.Chart:
        base = alt.Chart(rows).encode(
            y=alt.Y("breakdown:N", sort=order, title=None, axis=alt.Axis(labelLimit=280) if labels else None),
            x=alt.X(f"{field}:Q", title=title),
        )
        values = base.mark_text(align="left", dx=3, fontSize=10).encode(text=alt.Text(f"{field}:Q", format=",.6~g"))
        return (base.mark_bar().encode(color=colour) + values).properties(width=260, height=alt.Step(16))

    colour = alt.Color("dimension:N", title=None, sort=rows["dimension"].unique().tolist())
    chart = bars("level", f"level, billion {unit}", colour, True) | bars(
        "growth", "growth, percent year-on-year", colour, False
    )
    months = f"{head['period_start']:%Y-%m} to {head['period_end']:%Y-%m}"
    return _svg(chart.properties(title=alt.Title(head["title"], subtitle=f"{head['region']}, {months}")))


def verdicts(connection: duckdb.DuckDBPyConnection) -> str | None:
    """How many rows of ``reconciliation`` hold, are violated or cannot be tested, by identity; None without any."""
    rows: pd.DataFrame = connection.execute(_VERDICTS).df()
    if rows.empty:
        return None
    import altair as alt

    scale = alt.Scale(domain=["holds", "violated", "not testable"], range=["#4c9f70", "#c8442f", "#b8b8b8"])
    chart = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            y=alt.Y("identity:N", title=None, axis=alt.Axis(labelLimit=400)),
            x=alt.X("rows:Q", title="rows"),
            color=alt.Color("verdict:N", title=None, scale=scale),
        )
    )
    return _svg(chart.properties(width=420, height=alt.Step(18), title="Identities that the figures support"))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its rows, and what draws them (None where there is nothing to draw)."""

    query: str
    draw: Callable[[duckdb.DuckDBPyConnection], str | None]


# By the asset on whose page it is shown.
CHARTS = {
    "indicators": Chart(_BREAKDOWNS, breakdowns),
    "reconciliation": Chart(_VERDICTS, verdicts),
    "published_warehouse": Chart(_BREAKDOWNS, breakdowns),
}


def markdown_image(svg: str, text: str) -> str:
    """An image as Markdown that carries its own bytes, so that it needs no file and no server.

    >>> markdown_image("<svg/>", "levels")
    '![levels](data:image/svg+xml;base64,PHN2Zy8+)'
    """
    return f"![{text}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"


def _svg(chart: alt.TopLevelMixin) -> str:
    # SVG: a sixth of the size of the same picture as PNG, and every materialization keeps one.
    import vl_convert

    return vl_convert.vegalite_to_svg(chart.configure_view(stroke=None).to_dict())
