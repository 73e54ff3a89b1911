-- severity: error
-- why: a release cannot report a month that begins after it is published: the period was resolved wrongly
-- looked at: select count(*) from observations join releases using (release_id)
-- out of: select count(*) from observations
-- within: release
select
    observations.observation_id,
    observations.statement_id,
    observations.period_start,
    observations.period_end,
    releases.published_on,
    releases.path,
from observations
join releases using (release_id)
where observations.period_end > last_day(releases.published_on)
order by observations.observation_id;
