-- Which figures may views reckon with, how far does each reach, and which is taken where several state the same
-- quantity?
-- Grain: one row per observation of a current release.
-- Caveat: a table, built once after the observations are loaded: each view would repeat the comparison of all figures of
-- a quantity. Bounds differ from those of observations where the text says over or under: the side that it leaves open
-- is null, which is no bound. No bound lies beyond what a measure can be (level 0, growth -100, share 0 to 100).
-- Within: region and year
create or replace table figures as
with bounded_figures as (
    select
        observations.observation_id,
        observations.statement_id,
        observations.release_id,
        observations.region,
        observations.period_start,
        observations.period_end,
        observations.flow,
        observations.partner,
        observations.commodity,
        observations.regime,
        observations.enterprise,
        observations.zone,
        observations.transport,
        {
            'partner': observations.partner,
            'commodity': observations.commodity,
            'regime': observations.regime,
            'enterprise': observations.enterprise,
            'zone': observations.zone,
            'transport': observations.transport,
        } as breakdown,
        observations.measure,
        observations.basis,
        observations.whole,
        observations.unit,
        observations.approx,
        observations.value,
        -- what the measure cannot fall below: nothing is less than zero but a balance, no fall greater than all
        case
            when observations.flow = 'balance' then null
            when observations.measure = 'growth' then -100
            when observations.measure in ('level', 'share') then 0
        end as least_possible,
        if(observations.measure = 'share', 100, null) as greatest_possible,
        case
            when observations.approx is null or observations.approx = '~' then false
            else (observations.approx = '>') = (observations.value < 0)
        end as is_open_below,
        case
            when observations.approx is null or observations.approx = '~' then false
            else (observations.approx = '>') = (observations.value >= 0)
        end as is_open_above,
        case
            when is_open_below then least_possible
            when observations.value >= least_possible then greatest(observations.value_low, least_possible)
            else observations.value_low
        end as value_low,
        case
            when is_open_above then greatest_possible
            when observations.value <= greatest_possible then least(observations.value_high, greatest_possible)
            else observations.value_high
        end as value_high,
        observations.published_on,
        statements.char_start,
        -- nulls within a row are equal, so that figures without basis or whole meet
        row(
            observations.region,
            observations.period_start,
            observations.period_end,
            observations.flow,
            breakdown,
            observations.measure,
            observations.basis,
            observations.whole,
            observations.unit
        ) as quantity,
    from observations
    left join statements using (statement_id)
    where observations.release_id in (select release_id from releases where is_current)
),
-- most quantities are stated once: only the others need ranking
quantities_stated_again as (
    select quantity
    from bounded_figures
    group by quantity
    having count(*) > 1
),
figures_ranked_in_release as (
    select
        *,
        row_number() over (
            same_quantity_in_release
            order by approx is not null, value_high - value_low nulls last, char_start, observation_id
        ) as choice,
        -- figures given as about contradict nothing
        coalesce(
            max(value_low) filter (approx is distinct from '~') over same_quantity_in_release
            > min(value_high) filter (approx is distinct from '~') over same_quantity_in_release,
            false
        ) as is_contradicted,
    from bounded_figures
    semi join quantities_stated_again using (quantity)
    window same_quantity_in_release as (
        partition by release_id, quantity
    )
),
figures_beside_the_newest as (
    select
        *,
        first_value(value_low) over newest_first as newest_low,
        first_value(value_high) over newest_first as newest_high,
    from figures_ranked_in_release
    window newest_first as (
        partition by quantity
        order by choice > 1, approx is not null, published_on desc, release_id, char_start, observation_id
    )
),
ranks as (
    select
        observation_id,
        choice,
        is_contradicted,
        row_number() over latest_first = 1 as is_latest,
        coalesce(
            value_low > first_value(value_high) over latest_first or value_high < first_value(value_low) over latest_first,
            false
        ) as is_overruled,
    from figures_beside_the_newest
    window latest_first as (
        partition by quantity
        order by
            choice > 1,
            approx is not null,
            coalesce(value_low > newest_high or value_high < newest_low, false),
            value_high - value_low nulls last,
            published_on desc,
            release_id,
            char_start,
            observation_id
    )
)
select
    bounded_figures.* exclude (quantity, least_possible, greatest_possible, is_open_below, is_open_above),
    coalesce(ranks.choice, 1) as choice,
    coalesce(ranks.is_contradicted, false) as is_contradicted,
    coalesce(ranks.is_latest, true) as is_latest,
    coalesce(ranks.is_overruled, false) as is_overruled,
from bounded_figures
left join ranks using (observation_id);

comment on table figures is 'Observations of current releases as the views reckon with them: bounds opened where the text says over or under, and ranked where several state the same quantity. Built once from observations, not stated data. How latest figures are chosen: see the comment on latest';
comment on column figures.observation_id is 'Observation';
comment on column figures.statement_id is 'Statement that the observation comes from';
comment on column figures.release_id is 'Release that states the figure';
comment on column figures.region is 'Reporter, see regions';
comment on column figures.period_start is 'First day of the first month that the figure covers';
comment on column figures.period_end is 'Last day of the last month that the figure covers';
comment on column figures.flow is 'total, export, import, or balance (surplus positive)';
comment on column figures.partner is 'Partner country or group, see partners; world when not broken down';
comment on column figures.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column figures.regime is 'Customs regime, see regimes; all when not broken down';
comment on column figures.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column figures.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column figures.transport is 'Mode of transport, see transports; all when not broken down';
comment on column figures.breakdown is 'The six codes partner to transport as one value, to join and group by';
comment on column figures.measure is 'level, growth, share, or share_change';
comment on column figures.basis is 'What growth or share_change compares with: yoy, mom, qoq or vs:YYYY; null for level and share';
comment on column figures.whole is 'What a share or share_change is a share of, as in observations';
comment on column figures.unit is 'CNY, USD, %, pp, or a physical unit';
comment on column figures.approx is '~ about, > over, < under, as the text says; null for a plain figure';
comment on column figures.value is 'Exact value in unit';
comment on column figures.value_low is 'Least value that the text leaves, at least 0 for a level or share and -100 for growth; null where the text leaves that side open (under, or over for a negative value) and the measure has no least value';
comment on column figures.value_high is 'Greatest value that the text leaves, at most 100 for a share; null where the text leaves that side open (over, or under for a negative value)';
comment on column figures.published_on is 'Publication date of the release';
comment on column figures.char_start is 'Where the figure begins in the release''s body_text';
comment on column figures.choice is '1 for the figure to take of those that the release states for the same quantity: plain before approximate, then the most precisely printed, then the first in the text';
comment on column figures.is_contradicted is 'True where the release states figures for the same quantity that no rounding reconciles, such as growth in yuan and growth in dollars';
comment on column figures.is_latest is 'True for the figure of the view latest';
comment on column figures.is_overruled is 'True where no rounding reconciles the figure with that of latest; what revisions lists';
