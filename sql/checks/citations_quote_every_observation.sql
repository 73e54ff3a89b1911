-- severity: error
-- why: every figure has its sentence, and the sentence has the figure
-- looked at: select count(*) from citations
-- out of: select count(*) from observations
-- within: release
select
    observations.observation_id,
    observations.statement_id,
    citations.quote,
    citations.sentence,
    count(citations.observation_id) as citations,
from observations
left join citations using (observation_id)
group by all
having count(citations.observation_id) <> 1 or not coalesce(contains(citations.sentence, citations.quote), false)
order by observations.observation_id;
