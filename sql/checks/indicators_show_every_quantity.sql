-- severity: error
-- why: the wide table is where most people look first: a measure that is missing there is missed
-- looked at: select count(*) from indicators
-- out of: select count(*) from observations join releases using (release_id) where is_current
-- within: region and year
with quantities as (
    select distinct
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
    from latest
)
select
    quantities.region,
    quantities.period_start,
    quantities.period_end,
    quantities.flow,
    quantities.partner,
    quantities.commodity,
    quantities.regime,
    quantities.enterprise,
    quantities.zone,
    quantities.transport,
    quantities.measure,
    count(indicators.region) as rows,
from quantities
left join indicators
    using (region, period_start, period_end, flow, partner, commodity, regime, enterprise, zone, transport)
group by all
having count(indicators.region) <> 1
    or any_value(
        case quantities.measure
            when 'level' then indicators.level
            when 'growth' then indicators.growth
            when 'share' then indicators.share
            when 'share_change' then indicators.share_change
        end
    ) is null
order by all;
