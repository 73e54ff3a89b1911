-- severity: error
-- why: an identity between yuan and dollars tests nothing but the exchange rate
-- looked at: select count(*) from reconciliation where unit in ('CNY', 'USD')
-- out of: select count(*) from parts where unit in ('CNY', 'USD')
with units_used as (
    select
        reconciliation.identity,
        reconciliation.release_id,
        reconciliation.statements,
        reconciliation.unit,
        list(distinct observations.unit order by observations.unit) as units,
    from reconciliation
    join observations on list_contains(reconciliation.statements, observations.statement_id)
    where observations.measure = 'level' and reconciliation.unit <> 'CNY per USD'
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
