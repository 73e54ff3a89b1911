-- What was traded in each month and each quarter, stated or taken as the difference of two year-to-date figures?
-- Grain: one row per step (month, quarter), region, period, flow, breakdown and unit.
-- Caveat: year-to-date figures of two releases differ by the period and by what was revised of those before it. A
-- difference has wider bounds than a stated figure, so the stated one is taken where there is one.
create or replace view discrete_levels as
with steps as (
    select *
    from (values ('month', 1), ('quarter', 3)) as steps (step, months)
),
latest_levels as (
    select *
    from latest
    where measure = 'level'
),
stated_levels as (
    select
        steps.step,
        latest_levels.*,
    from latest_levels
    inner join steps
        on latest_levels.period_end = last_day((latest_levels.period_start + to_months(steps.months - 1))::date)
        and (month(latest_levels.period_start) - 1) % steps.months = 0
),
year_to_date as (
    select *
    from latest_levels
    where month(period_start) = 1 and year(period_start) = year(period_end)
),
later_year_to_date as (
    select
        steps.step,
        date_trunc(steps.step, year_to_date.period_end)::date as discrete_start,
        last_day((year_to_date.period_end - to_months(steps.months))::date) as earlier_end,
        year_to_date.*,
    from year_to_date
    inner join steps
        on month(year_to_date.period_end) > steps.months
        and month(year_to_date.period_end) % steps.months = 0
),
differences as (
    select
        later.step,
        later.region,
        later.discrete_start as period_start,
        later.period_end,
        later.flow,
        later.breakdown,
        later.unit,
        later.value - earlier.value as value,
        later.value_low - earlier.value_high as value_low,
        later.value_high - earlier.value_low as value_high,
        coalesce(later.approx = '~', false) or coalesce(earlier.approx = '~', false) as is_approximate,
        [later.statement_id, earlier.statement_id] as statements,
    from later_year_to_date as later
    inner join year_to_date as earlier
        on earlier.region = later.region
        and earlier.period_start = later.period_start
        and earlier.period_end = later.earlier_end
        and earlier.flow = later.flow
        and earlier.breakdown = later.breakdown
        and earlier.unit = later.unit
),
levels_both_ways as (
    select
        step,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        unit,
        stated_levels.value as stated,
        stated_levels.value_low as stated_low,
        stated_levels.value_high as stated_high,
        differences.value as difference,
        differences.value_low as difference_low,
        differences.value_high as difference_high,
        coalesce(stated_levels.approx = '~', false) or coalesce(differences.is_approximate, false) as is_approximate,
        coalesce(
            stated_levels.value_low > differences.value_high or stated_levels.value_high < differences.value_low,
            false
        ) as is_outside,
        stated_levels.release_id,
        list_concat(
            if(stated_levels.statement_id is null, [], [stated_levels.statement_id]),
            coalesce(differences.statements, [])
        ) as statements,
    from stated_levels
    full join differences using (step, region, period_start, period_end, flow, breakdown, unit)
)
select
    step,
    region,
    period_start,
    period_end,
    flow,
    breakdown.partner as partner,
    breakdown.commodity as commodity,
    breakdown.regime as regime,
    breakdown.enterprise as enterprise,
    breakdown.zone as zone,
    breakdown.transport as transport,
    breakdown,
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
            then concat('stated; the first ', step, ' of a year is its own year to date')
        when difference is null then 'stated; the year-to-date figures that would give it are not both published'
        when stated is null and difference_high < 0 and flow <> 'balance'
            then concat('the year-to-date figure fell: figures of earlier ', step, 's were revised, or one is mistaken')
        when stated is null then concat('no release states the ', step)
        when not is_outside then concat('the stated ', step, ' agrees with the year-to-date figures')
        when is_approximate then 'approximate figure: how far about reaches is not printed'
        else concat(
            'the stated ', step, ' lies outside what year-to-date figures allow: a revision, or a mistaken figure'
        )
    end as why,
    is_approximate,
    release_id,
    statements,
from levels_both_ways;

comment on view discrete_levels is 'Levels of single months and quarters: as stated, or as year-to-date less year-to-date of the period before, with bounds from the printed digits; where both exist, whether they agree. Figures are those of latest';
comment on column discrete_levels.step is 'month or quarter';
comment on column discrete_levels.region is 'Reporter, see regions';
comment on column discrete_levels.period_start is 'First day of the month or quarter';
comment on column discrete_levels.period_end is 'Last day of the month or quarter';
comment on column discrete_levels.flow is 'total, export, import, or balance (surplus positive)';
comment on column discrete_levels.partner is 'Partner country or group, see partners; world when not broken down';
comment on column discrete_levels.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column discrete_levels.regime is 'Customs regime, see regimes; all when not broken down';
comment on column discrete_levels.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column discrete_levels.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column discrete_levels.transport is 'Mode of transport, see transports; all when not broken down';
comment on column discrete_levels.breakdown is 'The six codes partner to transport as one value, to join and group by';
comment on column discrete_levels.unit is 'CNY, USD, or a physical unit';
comment on column discrete_levels.value is 'Level of the month or quarter, in unit: the stated one where there is one, else the difference';
comment on column discrete_levels.value_low is 'Least level that rounding leaves; null where nothing bounds it';
comment on column discrete_levels.value_high is 'Greatest level that rounding leaves; null where nothing bounds it';
comment on column discrete_levels.derivation is 'stated, difference (year-to-date less year-to-date), or both; where both exist value is the stated one';
comment on column discrete_levels.stated is 'Level of the month or quarter as stated; null where no release states it';
comment on column discrete_levels.stated_low is 'Least stated level that its text leaves';
comment on column discrete_levels.stated_high is 'Greatest stated level that its text leaves';
comment on column discrete_levels.difference is 'Year-to-date less year-to-date of the period before; null where either is not published';
comment on column discrete_levels.difference_low is 'Least difference that rounding leaves';
comment on column discrete_levels.difference_high is 'Greatest difference that rounding leaves';
comment on column discrete_levels.verdict is 'holds (the bounds of stated level and difference meet), violated, or not testable where there is only one; violated too where the year-to-date figure fell';
comment on column discrete_levels.why is 'What the verdict rests on';
comment on column discrete_levels.is_approximate is 'True where a figure behind the row is given as about (~)';
comment on column discrete_levels.release_id is 'Release that states the period; null where the value is a difference';
comment on column discrete_levels.statements is 'Statements behind the row: the stated figure, year-to-date, year-to-date of the period before';
