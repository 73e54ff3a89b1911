-- What are level, growth, share and share change of each flow, side by side?
-- Grain: one row per region, period and breakdown.
-- Caveat: each measure is the latest figure, so one row may draw on several releases; the statement behind each measure
-- says which. Share and share_change are of the nearest whole where a release gives shares of several.
create or replace view indicators as
with figures_side_by_side as (
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
        arg_min(
            struct_pack(value, unit, approx, observation_id, statement_id),
            row(unit <> 'CNY', unit <> 'USD', unit)
        ) filter (measure = 'level') as level_figure,
        max(value) filter (measure = 'level' and unit = 'USD') as level_usd,
        arg_min(
            struct_pack(value, basis, approx, observation_id, statement_id, is_contradicted),
            row(basis <> 'yoy', basis)
        ) filter (measure = 'growth') as growth_figure,
        arg_min(
            struct_pack(value, whole, statement_id),
            row(length(whole), whole)
        ) filter (measure = 'share') as share_figure,
        arg_min(
            struct_pack(value, basis, whole, statement_id),
            row(basis <> 'yoy', length(whole), whole, basis)
        ) filter (measure = 'share_change') as share_change_figure,
        max(published_on) as published_on,
    from latest
    group by all
),
paired_growths as (
    select
        level_observation_id,
        basis,
        growth,
        growth_statement_id,
    from grown_levels
    where growth_is_ambiguous
),
ambiguous_growths as (
    select distinct growth_observation_id
    from grown_levels
    where growth_is_ambiguous
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
    level_figure.value as level,
    level_figure.unit as unit,
    level_figure.approx as level_approx,
    level_usd,
    coalesce(paired_growths.growth, growth_figure.value) as growth,
    growth_figure.basis as growth_basis,
    growth_figure.approx as growth_approx,
    coalesce(growth_figure.is_contradicted, false)
    or ambiguous_growths.growth_observation_id is not null as growth_is_ambiguous,
    share_figure.value as share,
    share_change_figure.value as share_change,
    coalesce(share_figure.whole, share_change_figure.whole) as share_of,
    level_figure.statement_id as level_statement_id,
    coalesce(paired_growths.growth_statement_id, growth_figure.statement_id) as growth_statement_id,
    share_figure.statement_id as share_statement_id,
    share_change_figure.statement_id as share_change_statement_id,
    published_on,
from figures_side_by_side
left join paired_growths
    on paired_growths.level_observation_id = level_figure.observation_id
    and paired_growths.basis = growth_figure.basis
left join ambiguous_growths
    on ambiguous_growths.growth_observation_id = growth_figure.observation_id;

comment on view indicators is 'The wide table: level, growth, share and share change of each region, period and breakdown side by side, with the statement behind each. Figures are those of latest';
comment on column indicators.region is 'Reporter, see regions';
comment on column indicators.period_start is 'First day of the period';
comment on column indicators.period_end is 'Last day of the period';
comment on column indicators.flow is 'total, export, import, or balance (surplus positive)';
comment on column indicators.partner is 'Partner country or group, see partners; world when not broken down';
comment on column indicators.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column indicators.regime is 'Customs regime, see regimes; all when not broken down';
comment on column indicators.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column indicators.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column indicators.transport is 'Mode of transport, see transports; all when not broken down';
comment on column indicators.level is 'Level in unit: in yuan where it is stated in yuan, else in dollars, else the quantity';
comment on column indicators.unit is 'Unit of level: CNY, USD, or a physical unit';
comment on column indicators.level_approx is '~ about, > over, < under; null for a plain figure';
comment on column indicators.level_usd is 'Level in dollars where a release states it, also where level is in yuan';
comment on column indicators.growth is 'Growth, percent, against growth_basis; where a release states several that differ (in yuan and in dollars), the one that goes with level, see grown_levels';
comment on column indicators.growth_basis is 'What growth compares with: yoy where it is stated, else mom, qoq or vs:YYYY';
comment on column indicators.growth_approx is '~ about, > over, < under; null for a plain figure';
comment on column indicators.growth_is_ambiguous is 'True where the release states several growths or levels in several units for this row, so that growth may belong to another of them';
comment on column indicators.share is 'Share of share_of, percent';
comment on column indicators.share_change is 'Change of the share, percentage points, against the year before unless its statement says otherwise';
comment on column indicators.share_of is 'What share and share_change are of, as the coordinates in which it differs from the row, or in the release''s own words';
comment on column indicators.level_statement_id is 'Statement of level';
comment on column indicators.growth_statement_id is 'Statement of growth';
comment on column indicators.share_statement_id is 'Statement of share';
comment on column indicators.share_change_statement_id is 'Statement of share_change';
comment on column indicators.published_on is 'Latest publication date among the row''s figures';
