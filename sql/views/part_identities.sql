-- Do shares and changes of share follow from the levels, and do parts, and sums of parts, stay within their wholes?
-- Grain: one row per identity and the figures of one release that it is held against.
-- Caveat: not judged yet, see reconciliation. Only parts that share no trade are summed: integrated circuits are never
-- added to the mechanical and electrical products that contain them.
create or replace view part_identities as
with stated_shares as (
    select
        'share = part / whole' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        '%' as unit,
        stated_share as stated,
        stated_share_low as stated_low,
        stated_share_high as stated_high,
        share as computed,
        share_low as computed_low,
        share_high as computed_high,
        share_verdict = 'not testable' and share is not null as is_uncertain,
        if(share is null, why, null) as missing,
        [share_statement_id, part_statement_id, whole_statement_id] as statements,
    from shares
    where stated_share is not null
),
stated_share_changes as (
    select
        'share change = share - earlier share' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        'pp' as unit,
        stated_share_change as stated,
        stated_share_change_low as stated_low,
        stated_share_change_high as stated_high,
        share_change as computed,
        share_change_low as computed_low,
        share_change_high as computed_high,
        share_change_verdict = 'not testable' and share_change is not null as is_uncertain,
        if(share_change is null, why, null) as missing,
        [
            share_change_statement_id,
            part_statement_id,
            part_growth_statement_id,
            whole_statement_id,
            whole_growth_statement_id,
        ] as statements,
    from shares
    where stated_share_change is not null
),
parts_of_wholes as (
    select
        'part within whole' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        unit,
        whole_level as stated,
        whole_low as stated_low,
        whole_high as stated_high,
        part_level as computed,
        part_low as computed_low,
        part_high as computed_high,
        true as is_at_most,
        '~' in (part_approx, whole_approx) as is_uncertain,
        if(whole_level is null, 'the whole is not stated in ' || unit, null) as missing,
        [whole_statement_id, part_statement_id] as statements,
    from parts
),
-- Codes of which no two share any trade. Left out: cross-border e-commerce (partly counted under other regimes),
-- collective enterprises (customs counts them as private), rail-sea transport, all groups of countries; zones and
-- commodities altogether, because their groups overlap.
disjoint_codes as (
    select 'partner' as dimension, code
    from partners
    where kind = 'economy'
    union all
    select
        'regime',
        unnest(
            [
                'general',
                'processing',
                'bonded_logistics',
                'border_trade',
                'market_procurement',
                'outward_processing',
                'temporary',
                'leasing',
                'foreign_aid',
                'contracted_projects',
            ]
        )
    union all
    select 'enterprise', unnest(['private', 'foreign_invested', 'state_owned'])
    union all
    select 'transport', unnest(['rail', 'water', 'air', 'road', 'post', 'pipeline'])
),
disjoint_parts as (
    select
        parts.release_id,
        parts.region,
        parts.period_start,
        parts.period_end,
        parts.flow,
        parts.dimension,
        {
            'partner': if(parts.dimension = 'partner', 'world', parts.partner),
            'commodity': parts.commodity,
            'regime': if(parts.dimension = 'regime', 'all', parts.regime),
            'enterprise': if(parts.dimension = 'enterprise', 'all', parts.enterprise),
            'zone': parts.zone,
            'transport': if(parts.dimension = 'transport', 'all', parts.transport),
        } as breakdown,
        parts.whole,
        parts.unit,
        parts.part_level,
        parts.part_low,
        parts.part_high,
        parts.part_approx,
        parts.part_statement_id,
        parts.whole_level,
        parts.whole_low,
        parts.whole_high,
        parts.whole_approx,
        parts.whole_statement_id,
    from parts
    inner join disjoint_codes
        on disjoint_codes.dimension = parts.dimension
        and disjoint_codes.code = parts.part_code
    where parts.whole_code in ('world', 'all')
),
sums_of_parts as (
    select
        'sum of parts within whole' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        unit,
        max(whole_level) as stated,
        max(whole_low) as stated_low,
        max(whole_high) as stated_high,
        sum(part_level) as computed,
        if(count(part_low) = count(*), sum(part_low), null) as computed_low,
        if(count(part_high) = count(*), sum(part_high), null) as computed_high,
        true as is_at_most,
        bool_or('~' in (part_approx, whole_approx)) as is_uncertain,
        if(max(whole_level) is null, 'the whole is not stated in ' || max(unit), null) as missing,
        list_append(list(part_statement_id order by part_statement_id), max(whole_statement_id)) as statements,
        count(*) as parts_summed,
    from disjoint_parts
    group by all
    having count(*) > 1
)
select *
from stated_shares
union all by name
select *
from stated_share_changes
union all by name
select *
from parts_of_wholes
union all by name
select *
from sums_of_parts;

comment on view part_identities is 'Identities between parts and wholes: shares, changes of share, parts and sums of parts; judged in reconciliation';
comment on column part_identities.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column part_identities.release_id is 'Release that states the figures';
comment on column part_identities.region is 'Reporter, see regions';
comment on column part_identities.period_start is 'First day of the period';
comment on column part_identities.period_end is 'Last day of the period';
comment on column part_identities.flow is 'Flow that the identity is about';
comment on column part_identities.breakdown is 'The six codes partner to transport that the identity is about';
comment on column part_identities.whole is 'Whole that a share, part or sum of parts is held against, as coordinates';
comment on column part_identities.unit is 'Unit of stated and computed';
comment on column part_identities.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column part_identities.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column part_identities.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column part_identities.computed is 'What the other figures give';
comment on column part_identities.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column part_identities.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column part_identities.is_at_most is 'True where computed may be less than stated: something lies within';
comment on column part_identities.is_uncertain is 'True where a figure is given as about, or its growth is ambiguous';
comment on column part_identities.missing is 'What is missing to test it; null where nothing is';
comment on column part_identities.parts_summed is 'How many parts the sum has; null for other identities';
comment on column part_identities.statements is 'Statements behind the row, the stated figure''s first where it has one; null for those that are missing';
