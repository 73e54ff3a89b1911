-- severity: warn
-- why: a part greater than its whole is misplaced, or is counted otherwise than the whole
-- looked at: select count(*) from observations as part join observations as whole using (release_id, region, period_start, period_end, unit, measure) where measure = 'level' and part.flow <> 'balance' and whole.flow in ('total', part.flow) and (whole.partner, whole.commodity, whole.regime, whole.enterprise, whole.zone, whole.transport) = ('world', 'all', 'all', 'all', 'all', 'all') and part.observation_id <> whole.observation_id
-- out of: select count(*) from parts where dimension = 'flow' or whole_code in ('world', 'all')
with wholes as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow as whole_flow,
        unit,
        max(value_high) as whole_high,
    from observations
    where measure = 'level'
        and flow <> 'balance'
        and (partner, commodity, regime, enterprise, zone, transport) = ('world', 'all', 'all', 'all', 'all', 'all')
    group by all
)
select
    part.observation_id,
    part.statement_id,
    part.flow,
    part.partner,
    part.commodity,
    part.regime,
    part.enterprise,
    part.zone,
    part.transport,
    part.value,
    part.unit,
    wholes.whole_flow,
    wholes.whole_high,
from observations as part
join wholes using (release_id, region, period_start, period_end, unit)
where part.measure = 'level'
    and part.flow <> 'balance'
    and wholes.whole_flow in ('total', part.flow)
    and part.value_low > wholes.whole_high
order by part.observation_id, wholes.whole_flow;
