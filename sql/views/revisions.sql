-- Which published figures does a later one contradict?
-- Grain: one row per figure and kind of revision: restated by another release, corrected on the same page, or a base
-- that level and growth of a later release contradict.
-- Caveat: two figures that rounding reconciles are no revision, nor is a figure given as about. A contradiction may
-- also be an error of one of the releases.
create or replace view revisions as
with superseded_pages as (
    select
        observations.*,
        releases.url,
    from observations
    inner join releases using (release_id)
    where not releases.is_current and observations.approx is null
),
compared_figures as (
    select
        if(is_on_superseded_page, 'corrected', 'restated') as kind,
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
        earlier.basis,
        earlier.whole,
        unit,
        earlier.value,
        earlier.value_low,
        earlier.value_high,
        earlier.published_on,
        earlier.release_id,
        earlier.statement_id,
        latest.value::double as revised_value,
        latest.value_low::double as revised_low,
        latest.value_high::double as revised_high,
        latest.published_on as revised_on,
        latest.release_id as revised_release_id,
        [latest.statement_id] as revised_statements,
    from (
        select *, false as is_on_superseded_page
        from figures
        where choice = 1 and is_overruled and not is_contradicted and approx is distinct from '~'
        union all by name
        select * exclude (url), true as is_on_superseded_page
        from superseded_pages
    ) as earlier
    inner join latest using (
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
        unit,
    )
    where latest.basis is not distinct from earlier.basis
        and latest.whole is not distinct from earlier.whole
        and latest.release_id <> earlier.release_id
        and latest.approx is distinct from '~'
        and not latest.is_contradicted
        and (earlier.value_low > latest.value_high or earlier.value_high < latest.value_low)
),
revised_bases as (
    select
        'base' as kind,
        baselines.region,
        baselines.baseline_period_start as period_start,
        baselines.baseline_period_end as period_end,
        baselines.flow,
        baselines.partner,
        baselines.commodity,
        baselines.regime,
        baselines.enterprise,
        baselines.zone,
        baselines.transport,
        'level' as measure,
        null as basis,
        null as whole,
        baselines.unit,
        baselines.published_level as value,
        baselines.published_low as value_low,
        baselines.published_high as value_high,
        releases.published_on,
        baselines.published_release_id as release_id,
        baselines.published_statement_id as statement_id,
        baselines.baseline as revised_value,
        baselines.baseline_low as revised_low,
        baselines.baseline_high as revised_high,
        baselines.published_on as revised_on,
        baselines.release_id as revised_release_id,
        [baselines.level_statement_id, baselines.growth_statement_id] as revised_statements,
    from baselines
    inner join releases
        on releases.release_id = baselines.published_release_id
    where baselines.verdict = 'violated'
),
all_revisions as (
    select *
    from compared_figures
    union all by name
    select *
    from revised_bases
)
select
    kind,
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
    value,
    value_low,
    value_high,
    revised_value,
    revised_low,
    revised_high,
    if(
        measure = 'level', round(revised_value - value::double, 2), round(revised_value - value::double, 6)
    ) as revision,
    if(measure = 'level', round(100 * (revised_value / nullif(value::double, 0) - 1), 6), null) as revision_percent,
    published_on,
    revised_on,
    release_id,
    revised_release_id,
    statement_id,
    revised_statements,
from all_revisions;

comment on view revisions is 'Figures that a later figure contradicts beyond rounding';
comment on column revisions.kind is 'restated (another release states another figure for the same quantity), corrected (a later version of a page does), or base (level and growth of a later release imply another level)';
comment on column revisions.region is 'Reporter, see regions';
comment on column revisions.period_start is 'First day of the period';
comment on column revisions.period_end is 'Last day of the period';
comment on column revisions.flow is 'total, export, import, or balance (surplus positive)';
comment on column revisions.partner is 'Partner country or group, see partners; world when not broken down';
comment on column revisions.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column revisions.regime is 'Customs regime, see regimes; all when not broken down';
comment on column revisions.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column revisions.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column revisions.transport is 'Mode of transport, see transports; all when not broken down';
comment on column revisions.measure is 'level, growth, share, or share_change';
comment on column revisions.basis is 'What growth or share_change compares with; null for level and share';
comment on column revisions.whole is 'What a share or share_change is a share of, as in observations';
comment on column revisions.unit is 'CNY, USD, %, pp, or a physical unit';
comment on column revisions.value is 'Figure as first published, in unit';
comment on column revisions.value_low is 'Least value that its text leaves';
comment on column revisions.value_high is 'Greatest value that its text leaves';
comment on column revisions.revised_value is 'Figure that contradicts it: the one of latest, or the implied base';
comment on column revisions.revised_low is 'Least revised value that rounding leaves';
comment on column revisions.revised_high is 'Greatest revised value that rounding leaves';
comment on column revisions.revision is 'revised_value - value';
comment on column revisions.revision_percent is 'Revision of a level, percent of value; null for other measures';
comment on column revisions.published_on is 'Publication date of value';
comment on column revisions.revised_on is 'Publication date of revised_value';
comment on column revisions.release_id is 'Release that states value';
comment on column revisions.revised_release_id is 'Release that states revised_value, or level and growth that imply it';
comment on column revisions.statement_id is 'Statement of value';
comment on column revisions.revised_statements is 'Statement of revised_value, or statements of level and growth that imply it';
