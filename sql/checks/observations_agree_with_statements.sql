-- severity: error
-- why: normalizing codes, dates and bounds must not change what was read; only a reviewed override may
-- looked at: select count(*) from observations join statements using (statement_id)
-- out of: select count(*) from observations
-- within: release
select
    observations.observation_id,
    statements.statement_id,
    statements.quote,
    statements.value as value_read,
    observations.value,
    observations.value_low,
    observations.value_high,
    statements.step,
from observations
join statements using (statement_id)
join releases on releases.release_id = statements.release_id
where statements.correction is null
    and (
        observations.region is distinct from statements.region
        or observations.period_start is distinct from statements.period_start
        or observations.period_end is distinct from statements.period_end
        or observations.flow is distinct from statements.flow
        or observations.partner is distinct from statements.partner
        or observations.commodity is distinct from statements.commodity
        or observations.regime is distinct from statements.regime
        or observations.enterprise is distinct from statements.enterprise
        or observations.zone is distinct from statements.zone
        or observations.transport is distinct from statements.transport
        or observations.measure is distinct from statements.measure
        or observations.basis is distinct from statements.basis
        or observations.unit is distinct from statements.unit
        or observations.approx is distinct from statements.approx
        or observations.value is distinct from statements.value
        or observations.published_on is distinct from releases.published_on
        -- A growth of 100 and more printed as a multiple of ten is rounded to ten.
        or (
            observations.value_high - observations.value_low <> statements.step
            and not (
                observations.measure = 'growth'
                and abs(observations.value) >= 100
                and observations.value_high - observations.value_low = 10
            )
        )
    )
order by observations.observation_id;
