-- severity: error
-- why: only a balance can be below zero: the sign belongs to a change
-- looked at: select count(*) from observations where measure = 'level'
-- out of: select count(*) from statements where unit not in ('%', 'pp')
select
    observation_id,
    statement_id,
    flow,
    value,
    unit,
from observations
where measure = 'level' and flow <> 'balance' and value < 0
order by observation_id;
