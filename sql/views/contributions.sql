-- How many percentage points did each part contribute to the growth of its whole?
-- Grain: one row per part, whole, unit and basis of growth: each part whose level and growth one release states.
-- Caveat: contributions of overlapping parts (integrated circuits, and the mechanical and electrical products that
-- contain them) do not add up to the growth of the whole; those of exports and imports do.
create or replace view contributions as
with grown_parts as (
    select
        parts.*,
        part_levels.basis,
        part_levels.growth as part_growth,
        part_levels.growth_low as part_growth_low,
        part_levels.growth_high as part_growth_high,
        part_levels.growth_statement_id as part_growth_statement_id,
        whole_levels.growth as whole_growth,
        whole_levels.growth_low as whole_growth_low,
        whole_levels.growth_high as whole_growth_high,
        whole_levels.growth_statement_id as whole_growth_statement_id,
        part_levels.is_approximate or coalesce(whole_levels.is_approximate, false) as is_approximate,
        parts.part_level > 0 and part_levels.growth > -100 as part_has_base,
        coalesce(parts.whole_level > 0 and whole_levels.growth > -100, false) as whole_has_base,
    from parts
    inner join grown_levels as part_levels
        on part_levels.level_observation_id = parts.part_observation_id
    left join grown_levels as whole_levels
        on whole_levels.level_observation_id = parts.whole_observation_id
        and whole_levels.basis = part_levels.basis
),
changes as (
    select
        *,
        -- level less base, as a share of the level: growth / (100 + growth), which rises with growth
        if(part_has_base, part_growth::double / nullif(100 + part_growth::double, 0), null) as gain,
        if(
            part_has_base and part_growth_low > -100,
            part_growth_low::double / nullif(100 + part_growth_low::double, 0),
            null
        ) as gain_low,
        if(part_has_base, part_growth_high::double / nullif(100 + part_growth_high::double, 0), null) as gain_high,
        if(
            whole_has_base, whole_level::double / nullif(1 + whole_growth::double / 100, 0), null
        ) as whole_base,
        if(
            whole_has_base, whole_low::double / nullif(1 + whole_growth_high::double / 100, 0), null
        ) as whole_base_low,
        if(
            whole_has_base and whole_growth_low > -100,
            whole_high::double / nullif(1 + whole_growth_low::double / 100, 0),
            null
        ) as whole_base_high,
    from grown_parts
),
bounded_changes as (
    select
        *,
        part_level::double * gain as change,
        if(gain_low >= 0, part_low, part_high)::double * gain_low as change_low,
        if(gain_high >= 0, part_high, part_low)::double * gain_high as change_high,
    from changes
)
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
    dimension,
    whole,
    basis,
    unit,
    part_level,
    part_growth,
    whole_level,
    whole_growth,
    round(change, 2) as change,
    round(100 * change / nullif(whole_base, 0), 6) as contribution,
    round(
        100 * change_low / nullif(if(change_low >= 0, whole_base_high, whole_base_low), 0), 6
    ) as contribution_low,
    round(
        100 * change_high / nullif(if(change_high >= 0, whole_base_low, whole_base_high), 0), 6
    ) as contribution_high,
    case
        when part_level <= 0 then 'the level of the part is zero or less'
        when part_growth <= -100 then 'a fall of 100 percent leaves nothing to compute the base of the part from'
        when whole_level is null then 'the level of the whole is not stated in ' || unit
        when whole_growth is null then 'the growth of the whole is not stated'
        when not whole_has_base then 'the whole has no base that growth could give'
    end as why,
    is_approximate,
    part_statement_id,
    part_growth_statement_id,
    whole_statement_id,
    whole_growth_statement_id,
    published_on,
from bounded_changes;

comment on view contributions is 'Contribution of each part to the growth of its whole: change of the part over the base of the whole, in percentage points, with bounds from the printed digits';
comment on column contributions.release_id is 'Release that states the figures';
comment on column contributions.region is 'Reporter, see regions';
comment on column contributions.period_start is 'First day of the period';
comment on column contributions.period_end is 'Last day of the period';
comment on column contributions.flow is 'Flow of the part: total, export or import';
comment on column contributions.partner is 'Partner of the part, see partners';
comment on column contributions.commodity is 'Commodity of the part, see commodities';
comment on column contributions.regime is 'Regime of the part, see regimes';
comment on column contributions.enterprise is 'Kind of enterprise of the part, see enterprises';
comment on column contributions.zone is 'Zone of the part, see zones';
comment on column contributions.transport is 'Mode of transport of the part, see transports';
comment on column contributions.dimension is 'The coordinate in which part and whole differ';
comment on column contributions.whole is 'Whole that the part contributes to: dimension=code';
comment on column contributions.basis is 'What growth compares with: yoy, mom, qoq or vs:YYYY';
comment on column contributions.unit is 'Unit of both levels';
comment on column contributions.part_level is 'Level of the part, in unit';
comment on column contributions.part_growth is 'Growth of the part, percent';
comment on column contributions.whole_level is 'Level of the whole, in unit; null where it is not stated';
comment on column contributions.whole_growth is 'Growth of the whole, percent; null where it is not stated';
comment on column contributions.change is 'Level of the part less its implied base, in unit';
comment on column contributions.contribution is 'change over the implied base of the whole, percentage points; null where why says so';
comment on column contributions.contribution_low is 'Least contribution that rounding leaves, percentage points';
comment on column contributions.contribution_high is 'Greatest contribution that rounding leaves, percentage points';
comment on column contributions.why is 'What keeps the contribution from being computed; null where it is';
comment on column contributions.is_approximate is 'True where a level or growth behind it is given as about (~)';
comment on column contributions.part_statement_id is 'Statement of the part''s level';
comment on column contributions.part_growth_statement_id is 'Statement of the part''s growth';
comment on column contributions.whole_statement_id is 'Statement of the whole''s level';
comment on column contributions.whole_growth_statement_id is 'Statement of the whole''s growth';
comment on column contributions.published_on is 'Publication date of the release';
