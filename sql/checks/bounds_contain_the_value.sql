-- severity: error
-- why: verdicts of the views follow from the bounds
-- looked at: select count(*) from observations
-- out of: select count(*) from statements
-- within: release
select
    observation_id,
    statement_id,
    value_low,
    value,
    value_high,
    approx,
from observations
where value not between value_low and value_high or value_low = value_high
order by observation_id;
