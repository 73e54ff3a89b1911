-- severity: warn
-- why: a difference that rounding explains is no revision
-- looked at: select count(*) from revisions
-- out of: select count(*) from figures as earlier join figures as later using (region, period_start, period_end, flow, partner, commodity, regime, enterprise, zone, transport, measure, unit) where measure = 'level' and earlier.choice = 1 and later.choice = 1 and earlier.approx is null and later.approx is null and earlier.published_on < later.published_on and (earlier.value_high < later.value_low or earlier.value_low > later.value_high)
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
