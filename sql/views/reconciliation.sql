-- Do the figures add up? Every identity that the figures support, with a verdict that follows from the printed digits.
-- Grain: one row per identity and the figures that it is held against, within one release; only the identity of months
-- and quarters with year-to-date figures reaches across releases (its release is the one that states the month or
-- quarter).
-- Caveat: a table, built once: a dozen identities over a million observations take seconds. A missing part is a row
-- that is not testable. violated says that no values within the rounding of the figures satisfy the identity; the cause
-- may be a misreading, an error of the release, or figures that were revised in between.
-- Within: region and year
create or replace table reconciliation as
with identities as (
    select *
    from flow_identities
    union all by name
    select *
    from growth_identities
    union all by name
    select *
    from part_identities
    union all by name
    select *
    from period_identities
    union all by name
    select *
    from rate_identities
),
rounded_identities as (
    select
        identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        unit,
        round(stated::double, 6) as stated,
        round(stated_low::double, 6) as stated_low,
        round(stated_high::double, 6) as stated_high,
        round(computed::double, 6) as computed,
        round(computed_low::double, 6) as computed_low,
        round(computed_high::double, 6) as computed_high,
        coalesce(is_at_most, false) as is_at_most,
        coalesce(is_uncertain, false) as is_uncertain,
        missing,
        parts_summed,
        list_filter(statements, lambda id: id is not null) as statements,
    from identities
),
judged_identities as (
    select
        *,
        coalesce(computed_low > stated_high, false) as is_above,
        coalesce(computed_high < stated_low, false) and not is_at_most as is_below,
        round(stated - computed, 6) as difference,
        -- how far apart rounding alone can put the two, on the side on which they differ
        round(
            if(
                stated >= computed and not is_at_most,
                (stated - stated_low) + (computed_high - computed),
                (stated_high - stated) + (computed - computed_low)
            ),
            6
        ) as rounding_allowance,
    from rounded_identities
)
select
    identity,
    release_id,
    region,
    period_start,
    period_end,
    flow,
    breakdown.partner as partner,
    breakdown.commodity as commodity,
    breakdown.regime as regime,
    breakdown.enterprise as enterprise,
    breakdown.zone as zone,
    breakdown.transport as transport,
    whole,
    unit,
    stated,
    stated_low,
    stated_high,
    computed,
    computed_low,
    computed_high,
    difference,
    rounding_allowance,
    case
        when missing is not null then 'not testable'
        when not is_above and not is_below then 'holds'
        when is_uncertain then 'not testable'
        else 'violated'
    end as verdict,
    case
        when missing is not null then missing
        when (is_above or is_below) and is_uncertain
            then 'it fails, but not for certain: a figure is given as about, or its growth is ambiguous'
        when is_above and is_at_most then 'the computed figure exceeds the stated one by more than rounding allows'
        when is_above or is_below then 'the figures differ by more than rounding allows'
        when parts_summed is not null and computed_high >= stated_low
            then parts_summed || ' parts make up the whole within rounding'
        when parts_summed is not null then parts_summed || ' parts are stated; the rest of the whole is not'
        when is_at_most then 'not more than the whole'
        else 'the figures agree within rounding'
    end as why,
    statements,
from judged_identities;comment on table reconciliation is 'Every identity that the stated figures support, tested with the rounding of the printed digits: exports + imports = total; balance; share = part / whole; share change; part and sum of parts within whole; growth of the total between and from those of exports and imports; growth between its quarters''; month within and from year to date; dollar against yuan figure. Start with: select identity, verdict, count(*) from reconciliation group by all';
comment on column reconciliation.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column reconciliation.release_id is 'Release that states the figures; for months and quarters from year-to-date figures, the one that states the month or quarter';
comment on column reconciliation.region is 'Reporter, see regions';
comment on column reconciliation.period_start is 'First day of the period';
comment on column reconciliation.period_end is 'Last day of the period';
comment on column reconciliation.flow is 'Flow that the identity is about: of the part for shares and parts, of the whole for sums';
comment on column reconciliation.partner is 'Partner that the identity is about, see partners; of the part for shares and parts';
comment on column reconciliation.commodity is 'Commodity that the identity is about, see commodities; of the part for shares and parts';
comment on column reconciliation.regime is 'Regime that the identity is about, see regimes; of the part for shares and parts';
comment on column reconciliation.enterprise is 'Kind of enterprise that the identity is about, see enterprises; of the part for shares and parts';
comment on column reconciliation.zone is 'Zone that the identity is about, see zones; of the part for shares and parts';
comment on column reconciliation.transport is 'Mode of transport that the identity is about, see transports; of the part for shares and parts';
comment on column reconciliation.whole is 'Whole that a share, part or sum of parts is held against, as coordinates; null for other identities';
comment on column reconciliation.unit is 'Unit of stated and computed: CNY, USD, a physical unit, %, pp, or CNY per USD';
comment on column reconciliation.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column reconciliation.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column reconciliation.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column reconciliation.computed is 'What the other figures give; for growth between others, the point of their span that is nearest to stated';
comment on column reconciliation.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column reconciliation.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column reconciliation.difference is 'stated - computed';
comment on column reconciliation.rounding_allowance is 'How far apart rounding alone can put stated and computed on the side on which they differ (for within: computed above stated); null where nothing bounds it';
comment on column reconciliation.verdict is 'holds (the bounds of stated and computed meet, or computed can be at most stated), violated, or not testable (a part is missing, or it fails by a figure given as about or by a growth that is ambiguous)';
comment on column reconciliation.why is 'What the verdict rests on, or what is missing';
comment on column reconciliation.statements is 'Statements behind the row, the stated figure''s first where it has one';
