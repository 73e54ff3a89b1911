-- severity: warn
-- why: no values within the printed rounding satisfy it: a misreading, an error of the release, or figures revised in between
-- looked at: select count(*) from reconciliation where verdict in ('holds', 'violated')
-- out of: select count(*) from parts where part_approx is null and whole_approx is null
select
    identity,
    release_id,
    region,
    period_start,
    period_end,
    flow,
    stated,
    computed,
    difference,
    rounding_allowance,
    why,
    statements,
from reconciliation
where verdict = 'violated'
order by all;
