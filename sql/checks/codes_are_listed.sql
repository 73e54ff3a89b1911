-- severity: error
-- why: a code that no list explains is a typo of the reading; open lists admit names in their own spelling only
-- looked at: select count(*) from observations
-- out of: select count(*) from statements
with used as (
    select 'region' as dimension, region as code, count(*) as observations from observations group by all
    union all
    select 'partner', partner, count(*) from observations group by all
    union all
    select 'commodity', commodity, count(*) from observations group by all
    union all
    select 'regime', regime, count(*) from observations group by all
    union all
    select 'enterprise', enterprise, count(*) from observations group by all
    union all
    select 'zone', zone, count(*) from observations group by all
    union all
    select 'transport', transport, count(*) from observations group by all
),
listed as (
    select 'region' as dimension, code from regions
    union all
    select 'partner', code from partners
    union all
    select 'commodity', code from commodities
    union all
    select 'regime', code from regimes
    union all
    select 'enterprise', code from enterprises
    union all
    select 'zone', code from zones
    union all
    select 'transport', code from transports
),
unlisted as (
    select
        dimension,
        code,
        observations,
        case dimension
            -- A city below a listed province, or a group of provinces by its name.
            when 'region' then regexp_matches(code, '^CN/.+')
                or (contains(code, '/') and split_part(code, '/', 1) in (select code from regions) and split_part(code, '/', 2) <> '')
            -- Longer than a country's code: those are all listed.
            when 'partner' then regexp_full_match(code, '[A-Z][A-Z0-9]{2,}(_[A-Z0-9]+)*')
            when 'commodity' then regexp_full_match(code, '[a-z0-9一-鿿]+(_[a-z0-9一-鿿]+)*')
            when 'zone' then regexp_full_match(code, '[a-z0-9一-鿿]+(_[a-z0-9一-鿿]+)*')
            else false
        end as is_open_name,
    from used
    anti join listed using (dimension, code)
)
select
    dimension,
    code,
    observations,
from unlisted
where not is_open_name
order by dimension, code;
