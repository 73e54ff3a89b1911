-- Which growth goes with which level?
-- Grain: one row per level and basis of growth that one release states for the same region, period and breakdown.
-- Caveat: a table, built once: baselines, shares, contributions and reconciliation would each repeat its join. A release
-- may state levels of one key in several units, and growths that differ (in yuan and in dollars, by value and by
-- weight). As many growths as levels go together in the order of the text; a single growth goes with the nearest level,
-- never with the dollar equivalent of a yuan level; otherwise each level takes the growth that stands nearest to it.
-- growth_is_ambiguous marks what was settled in this way.
-- Within: release
create or replace table grown_levels as
with levels as (
    select *
    from figures
    where measure = 'level' and choice = 1
),
growths as (
    select *
    from figures
    where measure = 'growth' and (choice = 1 or is_contradicted)
),
keys_in_several_units as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
    from levels
    group by all
    having count(*) > 1
),
paired_figures as (
    select
        levels.release_id,
        levels.region,
        levels.period_start,
        levels.period_end,
        levels.flow,
        levels.partner,
        levels.commodity,
        levels.regime,
        levels.enterprise,
        levels.zone,
        levels.transport,
        levels.breakdown,
        growths.basis,
        levels.unit,
        levels.value as level,
        levels.value_low as level_low,
        levels.value_high as level_high,
        growths.value as growth,
        growths.value_low as growth_low,
        growths.value_high as growth_high,
        coalesce(levels.approx = '~', false) or coalesce(growths.approx = '~', false) as is_approximate,
        growths.is_contradicted,
        levels.char_start as level_start,
        growths.char_start as growth_start,
        levels.observation_id as level_observation_id,
        growths.observation_id as growth_observation_id,
        levels.statement_id as level_statement_id,
        growths.statement_id as growth_statement_id,
        levels.published_on,
    from levels
    inner join growths using (release_id, region, period_start, period_end, flow, breakdown)
),
plain_pairs as (
    select
        *,
        false as growth_is_ambiguous,
    from paired_figures
    anti join keys_in_several_units using (release_id, region, period_start, period_end, flow, breakdown)
    where not is_contradicted
),
unclear_pairs as (
    select *
    from paired_figures
    where is_contradicted
    union
    select *
    from paired_figures
    semi join keys_in_several_units using (release_id, region, period_start, period_end, flow, breakdown)
),
numbered_pairs as (
    select
        *,
        dense_rank() over (
            same_key
            order by level_start, level_observation_id
        ) as level_number,
        dense_rank() over (
            same_key
            order by growth_start, growth_observation_id
        ) as growth_number,
        count(distinct level_observation_id) over same_key as levels_stated,
        count(distinct growth_observation_id) over same_key as growths_stated,
        unit = 'USD' and bool_or(unit = 'CNY') over same_key as is_dollar_equivalent,
        abs(growth_start - level_start) as characters_between,
    from unclear_pairs
    window same_key as (
        partition by
            release_id,
            region,
            period_start,
            period_end,
            flow,
            breakdown,
            basis
    )
),
ranked_pairs as (
    select
        *,
        row_number() over (
            partition by growth_observation_id
            order by is_dollar_equivalent, characters_between nulls last, level_observation_id
        ) as level_choice,
        row_number() over (
            partition by level_observation_id, basis
            order by characters_between nulls last, growth_observation_id
        ) as growth_choice,
        growths_stated > 1 or levels_stated - max(is_dollar_equivalent::integer) over (
            partition by growth_observation_id
        ) > 1 as growth_is_ambiguous,
    from numbered_pairs
),
all_pairs as (
    select *
    from plain_pairs
    union all by name
    select *
    from ranked_pairs
    where case
        when growths_stated = levels_stated then level_number = growth_number
        when growths_stated = 1 then level_choice = 1
        else growth_choice = 1
    end
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
    breakdown,
    basis,
    unit,
    level,
    level_low,
    level_high,
    growth,
    growth_low,
    growth_high,
    growth_is_ambiguous,
    is_approximate,
    level_observation_id,
    growth_observation_id,
    level_statement_id,
    growth_statement_id,
    published_on,
from all_pairs;

comment on table grown_levels is 'Levels with the growth that the same release states for them. One row per level and basis';
comment on column grown_levels.release_id is 'Release that states level and growth';
comment on column grown_levels.region is 'Reporter, see regions';
comment on column grown_levels.period_start is 'First day of the period of level and growth';
comment on column grown_levels.period_end is 'Last day of the period of level and growth';
comment on column grown_levels.flow is 'total, export, import, or balance (surplus positive)';
comment on column grown_levels.partner is 'Partner country or group, see partners; world when not broken down';
comment on column grown_levels.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column grown_levels.regime is 'Customs regime, see regimes; all when not broken down';
comment on column grown_levels.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column grown_levels.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column grown_levels.transport is 'Mode of transport, see transports; all when not broken down';
comment on column grown_levels.breakdown is 'The six codes partner to transport as one value, to join and group by';
comment on column grown_levels.basis is 'What growth compares with: yoy, mom, qoq or vs:YYYY';
comment on column grown_levels.unit is 'Unit of level, baseline and published level: CNY, USD, or a physical unit';
comment on column grown_levels.level is 'Level as stated, in unit';
comment on column grown_levels.level_low is 'Least level that the text leaves; null where it leaves that side open';
comment on column grown_levels.level_high is 'Greatest level that the text leaves; null where it leaves that side open';
comment on column grown_levels.growth is 'Growth as stated, percent';
comment on column grown_levels.growth_low is 'Least growth that the text leaves, percent; null where it leaves that side open';
comment on column grown_levels.growth_high is 'Greatest growth that the text leaves, percent; null where it leaves that side open';
comment on column grown_levels.growth_is_ambiguous is 'True where the release states several growths or levels in several units for this key, so that position in the text settled which go together';
comment on column grown_levels.is_approximate is 'True where level or growth is given as about (~)';
comment on column grown_levels.level_observation_id is 'Observation of the level';
comment on column grown_levels.growth_observation_id is 'Observation of the growth';
comment on column grown_levels.level_statement_id is 'Statement of the level';
comment on column grown_levels.growth_statement_id is 'Statement of the growth';
comment on column grown_levels.published_on is 'Publication date of release_id';
