-- What was traded in each month, stated or taken as the difference of two year-to-date figures?
-- Grain: one row per region, month, flow, breakdown and unit.
-- Caveat: year-to-date figures of two releases differ by the month and by what was revised of the months before it. A
-- difference has wider bounds than a stated figure, so the stated one is taken where there is one.
create or replace view monthly as
with latest_levels as (
    select *
    from latest
    where measure = 'level'
),
stated_months as (
    select *
    from latest_levels
    where last_day(period_start) = period_end
),
year_to_date as (
    select *
    from latest_levels
    where month(period_start) = 1 and year(period_start) = year(period_end)
),
differences as (
    select
        year_to_date.region,
        date_trunc('month', year_to_date.period_end)::date as period_start,
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
        and earlier.period_end = last_day((year_to_date.period_end - interval 1 month)::date)
        and earlier.flow = year_to_date.flow
        and earlier.partner = year_to_date.partner
        and earlier.commodity = year_to_date.commodity
        and earlier.regime = year_to_date.regime
        and earlier.enterprise = year_to_date.enterprise
        and earlier.zone = year_to_date.zone
        and earlier.transport = year_to_date.transport
        and earlier.unit = year_to_date.unit

),
months_both_ways as (
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
        stated_months.value as stated,
        stated_months.value_low as stated_low,
        stated_months.value_high as stated_high,
        differences.value as difference,
        differences.value_low as difference_low,
        differences.value_high as difference_high,
        coalesce(stated_months.approx = '~', false) or coalesce(differences.is_approximate, false) as is_approximate,
        coalesce(
            stated_months.value_low > differences.value_high or stated_months.value_high < differences.value_low,
            false
        ) as is_outside,
        stated_months.release_id,
        list_concat(
            if(stated_months.statement_id is null, [], [stated_months.statement_id]),
            coalesce(differences.statements, [])
        ) as statements,
    from stated_months
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
            then 'stated; the first month of a year is its own year to date'
        when difference is null then 'stated; the year-to-date figures that would give it are not both published'
        when stated is null and difference_high < 0 and flow <> 'balance'
            then 'the year-to-date figure fell: figures of earlier months were revised, or one is mistaken'
        when stated is null then 'no release states the month'
        when not is_outside then 'the stated month agrees with the year-to-date figures'
        when is_approximate then 'approximate figure: how far about reaches is not printed'
        else 'the stated month lies outside what year-to-date figures allow: a revision, or a mistaken figure'
    end as why,
    is_approximate,
    release_id,
    statements,
from months_both_ways;

comment on view monthly is 'Levels of single months: as stated, or as year-to-date less year-to-date of the month before, with bounds from the printed digits; where both exist, whether they agree. Figures are those of latest';
comment on column monthly.region is 'Reporter, see regions';
comment on column monthly.period_start is 'First day of the month';
comment on column monthly.period_end is 'Last day of the month';
comment on column monthly.flow is 'total, export, import, or balance (surplus positive)';
comment on column monthly.partner is 'Partner country or group, see partners; world when not broken down';
comment on column monthly.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column monthly.regime is 'Customs regime, see regimes; all when not broken down';
comment on column monthly.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column monthly.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column monthly.transport is 'Mode of transport, see transports; all when not broken down';
comment on column monthly.unit is 'CNY, USD, or a physical unit';
comment on column monthly.value is 'Level of the month, in unit: the stated one where there is one, else the difference';
comment on column monthly.value_low is 'Least level that rounding leaves; null where nothing bounds it';
comment on column monthly.value_high is 'Greatest level that rounding leaves; null where nothing bounds it';
comment on column monthly.derivation is 'stated, difference (year-to-date less year-to-date), or both; where both exist value is the stated one';
comment on column monthly.stated is 'Level of the month as stated; null where no release states it';
comment on column monthly.stated_low is 'Least stated level that its text leaves';
comment on column monthly.stated_high is 'Greatest stated level that its text leaves';
comment on column monthly.difference is 'Year-to-date less year-to-date of the month before; null where either is not published';
comment on column monthly.difference_low is 'Least difference that rounding leaves';
comment on column monthly.difference_high is 'Greatest difference that rounding leaves';
comment on column monthly.verdict is 'holds (the bounds of stated level and difference meet), violated, or not testable where there is only one; violated too where the year-to-date figure fell';
comment on column monthly.why is 'What the verdict rests on';
comment on column monthly.is_approximate is 'True where a figure behind the row is given as about (~)';
comment on column monthly.release_id is 'Release that states the month; null where the value is a difference';
comment on column monthly.statements is 'Statements behind the row: the stated month, year-to-date, year-to-date of the month before';
