-- severity: error
-- why: nothing shrinks by more than all of it: the growth was misread
-- looked at: select count(*) from observations where measure = 'growth'
-- out of: select count(*) from statements where basis is not null and unit = '%'
select
    observation_id,
    statement_id,
    flow,
    value,
from observations
where measure = 'growth' and flow <> 'balance' and value < -100
order by observation_id;
