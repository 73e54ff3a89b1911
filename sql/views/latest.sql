-- Which figure should be used today where several releases state the same quantity?
-- Grain: one row per natural key: region, period, flow, breakdown, measure, basis, whole and unit.
-- Caveat: the newest release wins even where it is mistaken; revisions lists what it overrules.
create or replace view latest as
select
    observation_id,
    statement_id,
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
    measure,
    basis,
    whole,
    unit,
    approx,
    value,
    value_low,
    value_high,
    is_contradicted,
    published_on,
from figures
where is_latest;

comment on view latest is 'The figure to use today for each quantity. The rule: a plain figure before an approximate one; the figure published last decides (then release_id, then position in the text); of the figures that agree with it within rounding, the one printed with the most digits is taken, and of those the one published last. Currencies stay as stated: a dollar figure and its yuan twin are two quantities';
comment on column latest.observation_id is 'Observation that is taken';
comment on column latest.statement_id is 'Statement that it comes from';
comment on column latest.release_id is 'Release that states it';
comment on column latest.region is 'Reporter, see regions';
comment on column latest.period_start is 'First day of the first month that the figure covers';
comment on column latest.period_end is 'Last day of the last month that the figure covers';
comment on column latest.flow is 'total, export, import, or balance (surplus positive)';
comment on column latest.partner is 'Partner country or group, see partners; world when not broken down';
comment on column latest.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column latest.regime is 'Customs regime, see regimes; all when not broken down';
comment on column latest.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column latest.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column latest.transport is 'Mode of transport, see transports; all when not broken down';
comment on column latest.breakdown is 'The six codes partner to transport as one value, to join and group by';
comment on column latest.measure is 'level, growth, share, or share_change';
comment on column latest.basis is 'What growth or share_change compares with: yoy, mom, qoq or vs:YYYY; null for level and share';
comment on column latest.whole is 'What a share or share_change is a share of, as in observations';
comment on column latest.unit is 'CNY, USD, %, pp, or a physical unit';
comment on column latest.approx is '~ about, > over, < under, as the text says; null for a plain figure';
comment on column latest.value is 'Exact value in unit';
comment on column latest.value_low is 'Least value that the text leaves; null where it leaves that side open';
comment on column latest.value_high is 'Greatest value that the text leaves; null where it leaves that side open';
comment on column latest.is_contradicted is 'True where the release itself states figures for this quantity that no rounding reconciles, such as growth in yuan and growth in dollars';
comment on column latest.published_on is 'Publication date of the release';
