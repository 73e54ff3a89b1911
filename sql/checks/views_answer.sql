-- severity: error
-- why: a view that stays empty though the releases state what it needs has lost its rows
-- looked at: select count(*) from observations join releases using (release_id) where is_current
-- out of: select count(*) from releases where is_current and release_id in (select release_id from statements where correction is null)
with current_observations as (
    select observation_id
    from observations
    join releases using (release_id)
    where releases.is_current
),
levels as (
    select
        *,
        (partner <> 'world')::int + (commodity <> 'all')::int + (regime <> 'all')::int + (enterprise <> 'all')::int
            + (zone <> 'all')::int + (transport <> 'all')::int as breakdowns,
    from figures
    where measure = 'level'
),
grown as (
    select levels.observation_id
    from levels
    semi join (from figures where measure = 'growth') as growths
        using (release_id, region, period_start, period_end, flow, breakdown)
),
parts_with_wholes as (
    select observation_id
    from levels
    semi join (from levels where breakdowns = 0) as wholes using (release_id, region, period_start, period_end, flow, unit)
    where breakdowns = 1
),
views as (
    select 'figures' as view, exists (from current_observations) as has_input, exists (from figures) as has_rows
    union all
    select 'latest', exists (from current_observations), exists (from latest)
    union all
    select 'indicators', exists (from current_observations), exists (from indicators)
    union all
    select 'citations', exists (from observations), exists (from citations)
    union all
    select 'sentences', exists (from statements), exists (from sentences)
    union all
    select 'grown_levels', exists (from grown), exists (from grown_levels)
    union all
    select 'baselines', exists (from grown), exists (from baselines)
    union all
    select 'parts', exists (from parts_with_wholes), exists (from parts)
    union all
    select 'shares', exists (from figures where measure = 'share'), exists (from shares)
    union all
    select
        'contributions',
        exists (from parts_with_wholes semi join grown using (observation_id)),
        exists (from contributions),
    union all
    select 'monthly', exists (from levels where period_end = last_day(period_start)), exists (from monthly)
    union all
    select
        'quarterly',
        exists (
            from levels
            where month(period_start) in (1, 4, 7, 10) and period_end = last_day((period_start + interval 2 month)::date)
        ),
        exists (from quarterly),
    union all
    select 'reconciliation', exists (from parts_with_wholes), exists (from reconciliation)
    union all
    select 'code_ancestors', exists (from commodities where len(parents) > 0), exists (from code_ancestors)
)
select view
from views
where has_input and not has_rows
order by view;
