-- What was traded in each quarter, stated or taken as the difference of two year-to-date figures?
-- Grain: one row per region, quarter, flow, breakdown and unit.
-- Caveat: year-to-date figures of two releases differ by the quarter and by what was revised of the quarters before it.
-- A difference has wider bounds than a stated figure, so the stated one is taken where there is one.
create or replace view quarterly as
with latest_levels as (
    select *
    from latest
    where measure = 'level'
),
stated_quarters as (
    select *
    from latest_levels
    where month(period_start) in (1, 4, 7, 10)
        and last_day((period_start + interval 2 month)::date) = period_end
),
year_to_date as (
    select *
    from latest_levels
    where month(period_start) = 1 and year(period_start) = year(period_end)
),
differences as (
    select
        year_to_date.region,
        date_trunc('quarter', year_to_date.period_end)::date as period_start,
        year_to_date.period_end,
        year_to_date.flow,
        year_to_date.partner,
        year_to_date.commodity,
        year_to_date.regime,
        year_to_date.enterprise,
        year_to_date.zone,
        year_to_date.transport,
        year_to_date.unit,
        year_to_date.value - earlier.value as value,
        year_to_date.value_low - earlier.value_high as value_low,
        year_to_date.value_high - earlier.value_low as value_high,
        coalesce(year_to_date.approx = '~', false) or coalesce(earlier.approx = '~', false) as is_approximate,
        [year_to_date.statement_id, earlier.statement_id] as statements,
    from year_to_date
    inner join year_to_date as earlier
        on earlier.region = year_to_date.region
        and earlier.period_start = year_to_date.period_start
        and earlier.period_end = last_day((year_to_date.period_end - interval 3 month)::date)
        and earlier.flow = year_to_date.flow
        and earlier.partner = year_to_date.partner
        and earlier.commodity = year_to_date.commodity
        and earlier.regime = year_to_date.regime
        and earlier.enterprise = year_to_date.enterprise
        and earlier.zone = year_to_date.zone
        and earlier.transport = year_to_date.transport
        and earlier.unit = year_to_date.unit
    where month(year_to_date.period_end) in (6, 9, 12)
),
quarters_both_ways as (
    select
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
        stated_quarters.value as stated,
        stated_quarters.value_low as stated_low,
        stated_quarters.value_high as stated_high,
        differences.value as difference,
        differences.value_low as difference_low,
        differences.value_high as difference_high,
        coalesce(stated_quarters.approx = '~', false) or coalesce(differences.is_approximate, false) as is_approximate,
        coalesce(
            stated_quarters.value_low > differences.value_high or stated_quarters.value_high < differences.value_low,
            false
        ) as is_outside,
        stated_quarters.release_id,
        list_concat(
            if(stated_quarters.statement_id is null, [], [stated_quarters.statement_id]),
            coalesce(differences.statements, [])
        ) as statements,
    from stated_quarters
    full join differences using (
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
    )
)
select
    region,
    period_start,
    period_end,
    flow,
    partner,
    commodity,
    regime,
    enterprise,
    zone,
    transport,
    unit,
    coalesce(stated, difference) as value,
    if(stated is null, difference_low, stated_low) as value_low,
    if(stated is null, difference_high, stated_high) as value_high,
    case
        when difference is null then 'stated'
        when stated is null then 'difference'
        else 'both'
    end as derivation,
    stated,
    stated_low,
    stated_high,
    difference,
    difference_low,
    difference_high,
    case
        when stated is null and difference_high < 0 and flow <> 'balance' and not is_approximate then 'violated'
        when stated is null or difference is null then 'not testable'
        when not is_outside then 'holds'
        when is_approximate then 'not testable'
        else 'violated'
    end as verdict,
    case
        when difference is null and month(period_start) = 1
            then 'stated; the first quarter of a year is its own year to date'
        when difference is null then 'stated; the year-to-date figures that would give it are not both published'
        when stated is null and difference_high < 0 and flow <> 'balance'
            then 'the year-to-date figure fell: figures of earlier quarters were revised, or one is mistaken'
        when stated is null then 'no release states the quarter'
        when not is_outside then 'the stated quarter agrees with the year-to-date figures'
        when is_approximate then 'approximate figure: how far about reaches is not printed'
        else 'the stated quarter lies outside what year-to-date figures allow: a revision, or a mistaken figure'
    end as why,
    is_approximate,
    release_id,
    statements,
from quarters_both_ways;

comment on view quarterly is 'Levels of single quarters: as stated, or as year-to-date less year-to-date of the quarter before, with bounds from the printed digits; where both exist, whether they agree. Figures are those of latest';
comment on column quarterly.region is 'Reporter, see regions';
comment on column quarterly.period_start is 'First day of the quarter';
comment on column quarterly.period_end is 'Last day of the quarter';
comment on column quarterly.flow is 'total, export, import, or balance (surplus positive)';
comment on column quarterly.partner is 'Partner country or group, see partners; world when not broken down';
comment on column quarterly.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column quarterly.regime is 'Customs regime, see regimes; all when not broken down';
comment on column quarterly.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column quarterly.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column quarterly.transport is 'Mode of transport, see transports; all when not broken down';
comment on column quarterly.unit is 'CNY, USD, or a physical unit';
comment on column quarterly.value is 'Level of the quarter, in unit: the stated one where there is one, else the difference';
comment on column quarterly.value_low is 'Least level that rounding leaves; null where nothing bounds it';
comment on column quarterly.value_high is 'Greatest level that rounding leaves; null where nothing bounds it';
comment on column quarterly.derivation is 'stated, difference (year-to-date less year-to-date), or both; where both exist value is the stated one';
comment on column quarterly.stated is 'Level of the quarter as stated; null where no release states it';
comment on column quarterly.stated_low is 'Least stated level that its text leaves';
comment on column quarterly.stated_high is 'Greatest stated level that its text leaves';
comment on column quarterly.difference is 'Year-to-date less year-to-date of the quarter before; null where either is not published';
comment on column quarterly.difference_low is 'Least difference that rounding leaves';
comment on column quarterly.difference_high is 'Greatest difference that rounding leaves';
comment on column quarterly.verdict is 'holds (the bounds of stated level and difference meet), violated, or not testable where there is only one; violated too where the year-to-date figure fell';
comment on column quarterly.why is 'What the verdict rests on';
comment on column quarterly.is_approximate is 'True where a figure behind the row is given as about (~)';
comment on column quarterly.release_id is 'Release that states the quarter; null where the value is a difference';
comment on column quarterly.statements is 'Statements behind the row: the stated quarter, year-to-date, year-to-date of the quarter before';
