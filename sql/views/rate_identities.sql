-- Do dollar figures and their yuan twins imply one exchange rate?
-- Grain: one row per figure that a release states in both currencies.
-- Caveat: not judged yet, see reconciliation. Yuan and dollars are never added, only divided.
create or replace view rate_identities as
with implied_rates as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        yuan.value::double / nullif(dollars.value::double, 0) as rate,
        yuan.value_low::double / nullif(dollars.value_high::double, 0) as rate_low,
        yuan.value_high::double / nullif(dollars.value_low::double, 0) as rate_high,
        '~' in (yuan.approx, dollars.approx) as is_uncertain,
        [yuan.statement_id, dollars.statement_id] as statements,
        flow = 'total'
        and (yuan.partner, yuan.commodity, yuan.regime, yuan.enterprise, yuan.zone, yuan.transport)
        = ('world', 'all', 'all', 'all', 'all', 'all') as is_total,
        count(*) over (partition by release_id, region, period_start, period_end) as pairs,
    from (select * from figures where measure = 'level' and choice = 1 and unit = 'CNY') as yuan
    inner join (select * from figures where measure = 'level' and choice = 1 and unit = 'USD') as dollars using (
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
    )
    where yuan.value > 0 and dollars.value > 0 and flow <> 'balance'
),
rates_against_total as (
    select
        'dollar figure = yuan figure at the rate of the total' as identity,
        pair.release_id,
        pair.region,
        pair.period_start,
        pair.period_end,
        pair.flow,
        pair.breakdown,
        'CNY per USD' as unit,
        pair.rate as stated,
        pair.rate_low as stated_low,
        pair.rate_high as stated_high,
        if(pair.is_total, null, total.rate) as computed,
        if(pair.is_total, null, total.rate_low) as computed_low,
        if(pair.is_total, null, total.rate_high) as computed_high,
        pair.is_uncertain or coalesce(total.is_uncertain, false) as is_uncertain,
        case
            when pair.is_total then 'no other figure of the period is stated in both currencies'
            when total.rate is null then 'the total of the period is not stated in both currencies'
        end as missing,
        if(pair.is_total, pair.statements, list_concat(pair.statements, coalesce(total.statements, []))) as statements,
    from implied_rates as pair
    left join (select * from implied_rates where is_total) as total
        using (
            release_id,
            region,
            period_start,
            period_end,
        )
    where not pair.is_total or pair.pairs = 1
)
select *
from rates_against_total;

comment on view rate_identities is 'Identities between dollar figures and their yuan twins, by the exchange rate that the total implies; judged in reconciliation';
comment on column rate_identities.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column rate_identities.release_id is 'Release that states the figures';
comment on column rate_identities.region is 'Reporter, see regions';
comment on column rate_identities.period_start is 'First day of the period';
comment on column rate_identities.period_end is 'Last day of the period';
comment on column rate_identities.flow is 'Flow that the identity is about';
comment on column rate_identities.breakdown is 'The six codes partner to transport that the identity is about';
comment on column rate_identities.unit is 'Unit of stated and computed';
comment on column rate_identities.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column rate_identities.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column rate_identities.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column rate_identities.computed is 'What the other figures give';
comment on column rate_identities.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column rate_identities.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column rate_identities.is_uncertain is 'True where a figure is given as about, or its growth is ambiguous';
comment on column rate_identities.missing is 'What is missing to test it; null where nothing is';
comment on column rate_identities.statements is 'Statements behind the row, the stated figure''s first where it has one; null for those that are missing';
