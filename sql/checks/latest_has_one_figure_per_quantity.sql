-- severity: error
-- why: whoever sums or joins latest counts on one row per quantity, and on none missing
-- looked at: select count(*) from latest
-- out of: select count(*) from observations join releases using (release_id) where is_current
-- within: region and year
with quantities as (
    select
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
        basis,
        whole,
        unit,
        1 as stated,
        0 as shown,
    from observations
    join releases using (release_id)
    where releases.is_current
    group by all
    union all by name
    select
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
        basis,
        whole,
        unit,
        0 as stated,
        count(*) as shown,
    from latest
    group by all
)
select
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
    basis,
    whole,
    unit,
    sum(stated) as stated,
    sum(shown) as shown,
from quantities
group by all
having sum(stated) <> 1 or sum(shown) <> 1
order by all;
