-- Which stated levels are parts of which larger levels?
-- Grain: one row per level of a release and coordinate in which a level of the same unit contains it.
-- Caveat: a table, built once: shares, contributions and reconciliation would each repeat its join. The undivided whole
-- (all commodities, world, ...) is a row even where the release does not state it; any other whole (a commodity group,
-- a group of partners, total trade) only where it does. Quantities of different commodities do not add up, so a
-- quantity is no part of all commodities. Balances have no parts.
-- Within: release
create or replace table parts as
with part_levels as (
    select *
    from figures
    where measure = 'level' and choice = 1 and flow <> 'balance'
),
dimensioned_parts as (
    select *, 'partner' as dimension, partner as part_code, 'world' as undivided_code
    from part_levels
    where partner <> 'world'
    union all
    select *, 'commodity', commodity, 'all'
    from part_levels
    where commodity <> 'all' and unit in ('CNY', 'USD')
    union all
    select *, 'regime', regime, 'all'
    from part_levels
    where regime <> 'all'
    union all
    select *, 'enterprise', enterprise, 'all'
    from part_levels
    where enterprise <> 'all'
    union all
    select *, 'zone', zone, 'all'
    from part_levels
    where zone <> 'all'
    union all
    select *, 'transport', transport, 'all'
    from part_levels
    where transport <> 'all'
),
contained_parts as (
    select *, undivided_code as whole_code, true as is_undivided
    from dimensioned_parts
    union all
    select dimensioned_parts.*, code_ancestors.ancestor, false
    from dimensioned_parts
    inner join code_ancestors
        on code_ancestors.dimension = dimensioned_parts.dimension
        and code_ancestors.code = dimensioned_parts.part_code
        and coalesce(code_ancestors.valid_from <= dimensioned_parts.period_start, true)
        and coalesce(code_ancestors.valid_until > dimensioned_parts.period_end, true)
    union all
    select *, 'flow', flow, 'total', 'total', false
    from part_levels
    where flow in ('export', 'import')
),
located_parts as (
    select
        *,
        if(dimension = 'flow', whole_code, flow) as whole_flow,
        if(dimension = 'partner', whole_code, partner) as whole_partner,
        if(dimension = 'commodity', whole_code, commodity) as whole_commodity,
        if(dimension = 'regime', whole_code, regime) as whole_regime,
        if(dimension = 'enterprise', whole_code, enterprise) as whole_enterprise,
        if(dimension = 'zone', whole_code, zone) as whole_zone,
        if(dimension = 'transport', whole_code, transport) as whole_transport,
    from contained_parts
)
select
    located_parts.release_id,
    located_parts.region,
    located_parts.period_start,
    located_parts.period_end,
    located_parts.flow,
    located_parts.partner,
    located_parts.commodity,
    located_parts.regime,
    located_parts.enterprise,
    located_parts.zone,
    located_parts.transport,
    located_parts.breakdown,
    located_parts.dimension,
    located_parts.part_code,
    located_parts.whole_code,
    located_parts.dimension || '=' || located_parts.whole_code as whole,
    located_parts.unit,
    located_parts.value as part_level,
    located_parts.value_low as part_low,
    located_parts.value_high as part_high,
    located_parts.approx as part_approx,
    wholes.value as whole_level,
    wholes.value_low as whole_low,
    wholes.value_high as whole_high,
    wholes.approx as whole_approx,
    located_parts.observation_id as part_observation_id,
    wholes.observation_id as whole_observation_id,
    located_parts.statement_id as part_statement_id,
    wholes.statement_id as whole_statement_id,
    located_parts.published_on,
from located_parts
left join figures as wholes
    on wholes.measure = 'level'
    and wholes.choice = 1
    and wholes.release_id = located_parts.release_id
    and wholes.region = located_parts.region
    and wholes.period_start = located_parts.period_start
    and wholes.period_end = located_parts.period_end
    and wholes.flow = located_parts.whole_flow
    and wholes.partner = located_parts.whole_partner
    and wholes.commodity = located_parts.whole_commodity
    and wholes.regime = located_parts.whole_regime
    and wholes.enterprise = located_parts.whole_enterprise
    and wholes.zone = located_parts.whole_zone
    and wholes.transport = located_parts.whole_transport
    and wholes.unit = located_parts.unit
where located_parts.is_undivided or wholes.value is not null;

comment on table parts is 'Levels of a release paired with the levels that contain them: the ground that shares, contributions and reconciliation stand on. One row per part and coordinate in which its whole is larger';
comment on column parts.release_id is 'Release that states both';
comment on column parts.region is 'Reporter, see regions';
comment on column parts.period_start is 'First day of the period';
comment on column parts.period_end is 'Last day of the period';
comment on column parts.flow is 'Flow of the part: total, export or import';
comment on column parts.partner is 'Partner of the part, see partners';
comment on column parts.commodity is 'Commodity of the part, see commodities';
comment on column parts.regime is 'Regime of the part, see regimes';
comment on column parts.enterprise is 'Kind of enterprise of the part, see enterprises';
comment on column parts.zone is 'Zone of the part, see zones';
comment on column parts.transport is 'Mode of transport of the part, see transports';
comment on column parts.breakdown is 'The six codes partner to transport as one value, to join and group by';
comment on column parts.dimension is 'The one coordinate in which part and whole differ: flow, partner, commodity, regime, enterprise, zone or transport';
comment on column parts.part_code is 'Code of the part in that coordinate';
comment on column parts.whole_code is 'Code of the whole in that coordinate (world, all, total, or a group)';
comment on column parts.whole is 'Both as observations.whole has them: dimension=whole_code';
comment on column parts.unit is 'Unit of both levels';
comment on column parts.part_level is 'Level of the part, in unit';
comment on column parts.part_low is 'Least level of the part that the text leaves; null where it leaves that side open';
comment on column parts.part_high is 'Greatest level of the part that the text leaves; null where it leaves that side open';
comment on column parts.part_approx is '~ about, > over, < under; null for a plain figure';
comment on column parts.whole_level is 'Level of the whole; null where the release does not state it in this unit';
comment on column parts.whole_low is 'Least level of the whole that the text leaves';
comment on column parts.whole_high is 'Greatest level of the whole that the text leaves';
comment on column parts.whole_approx is '~ about, > over, < under; null for a plain figure';
comment on column parts.part_observation_id is 'Observation of the part';
comment on column parts.whole_observation_id is 'Observation of the whole';
comment on column parts.part_statement_id is 'Statement of the part';
comment on column parts.whole_statement_id is 'Statement of the whole';
comment on column parts.published_on is 'Publication date of the release';
