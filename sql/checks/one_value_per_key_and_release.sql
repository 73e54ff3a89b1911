-- severity: warn
-- why: a release that says two things of one quantity is contradictory, or one of them was misplaced
-- looked at: select count(*) from observations
-- out of: select count(*) from statements
with contradictory_quantities as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        measure,
        coalesce(basis, '') as basis,
        coalesce(whole, '') as whole,
        unit,
    from observations
    group by all
    -- Printed roundings that overlap may be one value: 4.6 and 4.61 trillion.
    having max(value_low) > min(value_high)
)
select
    contradictory_quantities.*,
    list(distinct observations.value order by observations.value) as values,
    list(observations.statement_id order by observations.statement_id) as statements,
from contradictory_quantities
join observations
    using (
        release_id, region, period_start, period_end, flow, partner, commodity, regime, enterprise, zone, transport,
        measure, unit
    )
where coalesce(observations.basis, '') = contradictory_quantities.basis
    and coalesce(observations.whole, '') = contradictory_quantities.whole
group by all
order by all;
