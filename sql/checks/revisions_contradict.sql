-- severity: warn
-- why: a difference that rounding explains is no revision
-- looked at: select count(*) from revisions
-- out of: select count(*) from figures as earlier join latest using (region, period_start, period_end, flow, breakdown, measure, unit) where measure = 'level' and earlier.choice = 1 and earlier.is_overruled and earlier.approx is null and latest.approx is null and not earlier.is_contradicted and not latest.is_contradicted
select
    kind,
    region,
    period_start,
    period_end,
    flow,
    measure,
    value,
    value_low,
    value_high,
    revised_value,
    revised_low,
    revised_high,
    revised_release_id,
from revisions
where revised_low <= value_high and revised_high >= value_low
order by all;
