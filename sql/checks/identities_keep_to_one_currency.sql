-- severity: error
-- why: an identity between yuan and dollars tests nothing but the exchange rate
-- looked at: select count(*) from reconciliation where unit in ('CNY', 'USD')
-- out of: select count(*) from parts where unit in ('CNY', 'USD')
with levels_behind_identities as (
    select
        identity,
        release_id,
        statements,
        unit,
        unnest(statements) as statement_id,
    from reconciliation
    where unit <> 'CNY per USD'
),
units_used as (
    select
        levels.identity,
        levels.release_id,
        levels.statements,
        levels.unit,
        list(distinct observations.unit order by observations.unit) as units,
    from levels_behind_identities as levels
    join observations using (statement_id)
    where observations.measure = 'level'
    group by all
)
select
    identity,
    release_id,
    unit,
    units,
    statements,
from units_used
where len(units) > 1
order by all;
