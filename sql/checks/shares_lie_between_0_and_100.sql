-- severity: error
-- why: a share outside is no share: the measure or the value was misread
-- looked at: select count(*) from observations where measure in ('share', 'share_change')
-- out of: select count(*) from statements where unit = '%' and basis is null or unit = 'pp'
select
    observation_id,
    statement_id,
    measure,
    value,
from observations
where (measure = 'share' and value not between 0 and 100)
    or (measure = 'share_change' and value not between -100 and 100)
order by observation_id;
