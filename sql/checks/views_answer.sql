-- severity: error
-- why: a view that stays empty though the releases state what it needs has lost its rows
-- looked at: select count(*) from observations join releases using (release_id) where is_current
-- out of: select count(*) from releases where is_current and release_id in (select release_id from statements where correction is null)
with current_figures as (
    select
        observations.*,
        (partner <> 'world')::int + (commodity <> 'all')::int + (regime <> 'all')::int + (enterprise <> 'all')::int
            + (zone <> 'all')::int + (transport <> 'all')::int as breakdowns,
    from observations
    join releases using (release_id)
    where releases.is_current
),
grown as (
    select
        levels.*,
    from current_figures as levels
    join current_figures as growths
        using (release_id, region, period_start, period_end, flow, partner, commodity, regime, enterprise, zone, transport)
    where levels.measure = 'level' and growths.measure = 'growth'
),
parts_with_wholes as (
    select
        part.*,
    from current_figures as part
    join current_figures as whole using (release_id, region, period_start, period_end, flow, unit, measure)
    where part.measure = 'level' and part.breakdowns = 1 and whole.breakdowns = 0
),
inputs as (
    select 'figures' as view, (select count(*) from current_figures) as input_rows, (select count(*) from figures) as rows
    union all
    select 'latest', (select count(*) from current_figures), (select count(*) from latest)
    union all
    select 'indicators', (select count(*) from current_figures), (select count(*) from indicators)
    union all
    select 'citations', (select count(*) from observations), (select count(*) from citations)
    union all
    select 'grown_levels', (select count(*) from grown), (select count(*) from grown_levels)
    union all
    select 'baselines', (select count(*) from grown), (select count(*) from baselines)
    union all
    select 'parts', (select count(*) from parts_with_wholes), (select count(*) from parts)
    union all
    select 'shares', (select count(*) from current_figures where measure = 'share'), (select count(*) from shares)
    union all
    select
        'contributions',
        (select count(*) from parts_with_wholes semi join grown using (observation_id)),
        (select count(*) from contributions),
    union all
    select
        'monthly',
        (select count(*) from current_figures where measure = 'level' and period_end = last_day(period_start)),
        (select count(*) from monthly),
    union all
    select
        'quarterly',
        (
            select count(*)
            from current_figures
            where measure = 'level'
                and month(period_start) in (1, 4, 7, 10)
                and period_end = last_day((period_start + interval 2 month)::date)
        ),
        (select count(*) from quarterly),
    union all
    select 'reconciliation', (select count(*) from parts_with_wholes), (select count(*) from reconciliation)
    union all
    select 'code_ancestors', (select count(*) from commodities where len(parents) > 0), (select count(*) from code_ancestors)
)
select
    view,
    input_rows,
    rows,
from inputs
where input_rows > 0 and rows = 0
order by view;
