-- severity: error
-- why: an identity between yuan and dollars tests nothing but the exchange rate
-- looked at: select count(*) from reconciliation where unit in ('CNY', 'USD')
-- out of: select count(*) from parts where unit in ('CNY', 'USD')
with releases_in_several_units as (
    select release_id
    from observations
    where measure = 'level'
    group by release_id
    having min(unit) <> max(unit)
),
levels_behind_identities as (
    select
        identity,
        release_id,
        statements,
        unit,
        unnest(statements) as statement_id,
    from reconciliation
    where unit <> 'CNY per USD'
        -- all other identities keep to one release, so where that has one unit there is nothing to mix
        and (release_id in (from releases_in_several_units) or identity like '% = year to date - year to date before')
),
units_used as (
    select
        levels.identity,
        levels.release_id,
        levels.statements,
        levels.unit,
        min(observations.unit) as one_unit,
        max(observations.unit) as other_unit,
    from levels_behind_identities as levels
    join observations using (statement_id)
    where observations.measure = 'level'
    group by all
)
select
    identity,
    release_id,
    unit,
    one_unit,
    other_unit,
    statements,
from units_used
where one_unit <> other_unit
order by all;
