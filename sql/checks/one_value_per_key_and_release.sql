-- severity: warn
-- why: a release that says two things of one quantity is contradictory, or one of them was misplaced
-- looked at: select count(*) from observations
-- out of: select count(*) from statements
select
    release_id,
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
    measure,
    basis,
    whole,
    unit,
    list(distinct value order by value) as values,
    list(statement_id order by statement_id) as statements,
from observations
group by all
-- Printed roundings that overlap may be one value: 4.6 and 4.61 trillion.
having max(value_low) > min(value_high)
order by all;
