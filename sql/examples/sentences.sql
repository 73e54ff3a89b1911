-- Which sentences state the figures on laptops, and where were they published?
-- One row per figure, with the sentence, the publisher and the address.
select
    observations.measure,
    citations.quote,
    citations.sentence,
    citations.publisher,
    citations.published_on,
    citations.url,
from observations
join citations using (observation_id)
where observations.commodity = 'laptops'
order by citations.published_on desc, observations.statement_id;
