-- What was the level a year (month, quarter) earlier, as level and growth imply it, and does the level published for
-- that time lie within the bounds?
-- Grain: one row per level and basis of growth that one release states for the same region, period and breakdown.
-- Caveat: a published level outside the bounds is most often a base that was revised after it was published (see
-- revisions), not an error of either release. Which growth goes with a level: see grown_levels.
create or replace view baselines as
with dated_bases as (
    select
        *,
        case
            when basis = 'yoy' then 12
            when basis = 'mom' and last_day(period_start) = period_end then 1
            when basis = 'qoq' and last_day(period_start + interval 2 month) = period_end then 3
            when basis like 'vs:%' then 12 * (year(period_start) - try_cast(substr(basis, 4) as integer))
        end as months_back,
        level > 0 and growth > -100 as is_computable,
    from grown_levels
),
implied_bases as (
    select
        *,
        (period_start - to_months(months_back::integer))::date as baseline_period_start,
        last_day((period_end - to_months(months_back::integer))::date) as baseline_period_end,
        if(is_computable, round(level / nullif(1 + growth::double / 100, 0), 2), null) as baseline,
        if(is_computable, round(level_low / nullif(1 + growth_high::double / 100, 0), 2), null) as baseline_low,
        if(
            is_computable and growth_low > -100,
            round(level_high / nullif(1 + growth_low::double / 100, 0), 2),
            null
        ) as baseline_high,
    from dated_bases
),
compared_bases as (
    select
        implied_bases.*,
        latest.value as published_level,
        latest.value_low as published_low,
        latest.value_high as published_high,
        latest.release_id as published_release_id,
        latest.statement_id as published_statement_id,
        coalesce(
            latest.value_low > implied_bases.baseline_high or latest.value_high < implied_bases.baseline_low,
            false
        ) as is_outside,
        coalesce(latest.approx = '~', false) as published_is_approximate,
    from implied_bases
    left join latest
        on latest.measure = 'level'
        and latest.region = implied_bases.region
        and latest.period_start = implied_bases.baseline_period_start
        and latest.period_end = implied_bases.baseline_period_end
        and latest.flow = implied_bases.flow
        and latest.partner = implied_bases.partner
        and latest.commodity = implied_bases.commodity
        and latest.regime = implied_bases.regime
        and latest.enterprise = implied_bases.enterprise
        and latest.zone = implied_bases.zone
        and latest.transport = implied_bases.transport
        and latest.unit = implied_bases.unit
)
select
    release_id,
    region,
    period_start,
    period_end,
    baseline_period_start,
    baseline_period_end,
    flow,
    partner,
    commodity,
    regime,
    enterprise,
    zone,
    transport,
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
    baseline,
    baseline_low,
    baseline_high,
    published_level,
    published_low,
    published_high,
    round(published_level - baseline, 2) as difference,
    case
        when baseline is null or published_level is null then 'not testable'
        when not is_outside then 'holds'
        when is_approximate or published_is_approximate or growth_is_ambiguous then 'not testable'
        else 'violated'
    end as verdict,
    case
        when level <= 0 then 'a level of zero or less has no base that growth could give'
        when growth <= -100 then 'a fall of 100 percent leaves nothing to compute the base from'
        when baseline_period_start is null then 'the period that the growth compares with is not known'
        when published_level is null then 'no release states the level of the earlier period'
        when not is_outside then 'the published level lies within the bounds'
        when is_approximate or published_is_approximate then 'approximate figure: how far about reaches is not printed'
        when growth_is_ambiguous then 'outside the bounds, but which growth goes with the level is not certain'
        else 'the published level lies outside the bounds: the base was revised, or a figure is mistaken'
    end as why,
    level_observation_id,
    growth_observation_id,
    level_statement_id,
    growth_statement_id,
    published_statement_id,
    published_release_id,
    published_on,
from compared_bases;

comment on view baselines is 'Level of the period that growth compares with, implied by level and growth of one release: level / (1 + growth / 100), with bounds from the printed digits, beside the level that is published for that period. One row per level and basis of growth';
comment on column baselines.release_id is 'Release that states level and growth';
comment on column baselines.region is 'Reporter, see regions';
comment on column baselines.period_start is 'First day of the period of level and growth';
comment on column baselines.period_end is 'Last day of the period of level and growth';
comment on column baselines.baseline_period_start is 'First day of the period that growth compares with; null where basis does not tell';
comment on column baselines.baseline_period_end is 'Last day of the period that growth compares with; null where basis does not tell';
comment on column baselines.flow is 'total, export, import, or balance (surplus positive)';
comment on column baselines.partner is 'Partner country or group, see partners; world when not broken down';
comment on column baselines.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column baselines.regime is 'Customs regime, see regimes; all when not broken down';
comment on column baselines.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column baselines.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column baselines.transport is 'Mode of transport, see transports; all when not broken down';
comment on column baselines.basis is 'What growth compares with: yoy, mom, qoq or vs:YYYY';
comment on column baselines.unit is 'Unit of level, baseline and published level: CNY, USD, or a physical unit';
comment on column baselines.level is 'Level as stated, in unit';
comment on column baselines.level_low is 'Least level that the text leaves; null where it leaves that side open';
comment on column baselines.level_high is 'Greatest level that the text leaves; null where it leaves that side open';
comment on column baselines.growth is 'Growth as stated, percent';
comment on column baselines.growth_low is 'Least growth that the text leaves, percent; null where it leaves that side open';
comment on column baselines.growth_high is 'Greatest growth that the text leaves, percent; null where it leaves that side open';
comment on column baselines.growth_is_ambiguous is 'True where the release states several growths or levels in several units for this key, so that position in the text settled which go together';
comment on column baselines.is_approximate is 'True where level or growth is given as about (~)';
comment on column baselines.baseline is 'Implied level of the earlier period, in unit, to hundredths; null where level is zero or less or growth -100 percent or less';
comment on column baselines.baseline_low is 'Least implied level: level_low / (1 + growth_high / 100); null where nothing bounds it';
comment on column baselines.baseline_high is 'Greatest implied level: level_high / (1 + growth_low / 100); null where nothing bounds it';
comment on column baselines.published_level is 'Level published for the earlier period, as chosen by latest; null where no release states it';
comment on column baselines.published_low is 'Least published level that its text leaves';
comment on column baselines.published_high is 'Greatest published level that its text leaves';
comment on column baselines.difference is 'published_level - baseline';
comment on column baselines.verdict is 'holds (the bounds of published and implied level meet), violated, or not testable';
comment on column baselines.why is 'What the verdict rests on';
comment on column baselines.level_observation_id is 'Observation of the level';
comment on column baselines.growth_observation_id is 'Observation of the growth';
comment on column baselines.level_statement_id is 'Statement of the level';
comment on column baselines.growth_statement_id is 'Statement of the growth';
comment on column baselines.published_statement_id is 'Statement of the published level';
comment on column baselines.published_release_id is 'Release that states the published level';
comment on column baselines.published_on is 'Publication date of release_id';
