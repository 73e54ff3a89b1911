-- severity: error
-- why: a figure that is stated is in the warehouse exactly once, unless a reviewer rejected it
-- looked at: select count(*) from statements
-- out of: select count(*) from observations
-- within: release
with counted as (
    select
        statements.statement_id,
        statements.quote,
        count(observations.observation_id) as observations,
        if(exists (from corrections where corrections.statement_id = statements.statement_id and action = 'reject'), 0, 1) as expected,
    from statements
    left join observations using (statement_id)
    group by all
)
select
    statement_id,
    quote,
    observations,
    expected,
from counted
where observations <> expected
order by statement_id;
