-- severity: error
-- why: releases report months; another period would match nothing that it is compared with
-- looked at: select count(*) from observations
-- out of: select count(*) from statements
-- within: release
select
    observation_id,
    statement_id,
    period_start,
    period_end,
from observations
where period_start <> date_trunc('month', period_start)
    or period_end <> last_day(period_end)
    or period_start > period_end
order by observation_id;
