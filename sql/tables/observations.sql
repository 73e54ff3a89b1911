-- What the figures are: coded, dated, in base units, with the bounds that the printed digits leave.
-- Grain: one row per normalized figure; exactly one for each statement that no correction rejects.
-- Caveat: several releases may state the same quantity; the views latest and revisions tell them apart.
create or replace table observations (
    observation_id varchar primary key,
    statement_id varchar not null,
    release_id varchar not null,
    region varchar not null,
    period_start date not null,
    period_end date not null,
    flow varchar not null check (flow in ('total', 'export', 'import', 'balance')),
    partner varchar not null,
    commodity varchar not null,
    regime varchar not null,
    enterprise varchar not null,
    zone varchar not null,
    transport varchar not null,
    measure varchar not null check (measure in ('level', 'growth', 'share', 'share_change')),
    basis varchar,
    whole varchar,
    value decimal(28, 6) not null,
    value_low decimal(28, 6) not null,
    value_high decimal(28, 6) not null,
    unit varchar not null,
    approx varchar check (approx in ('~', '>', '<')),
    published_on date not null,
);

comment on table observations is 'Normalized figures. Natural key within a release: region, period_start, period_end, flow, partner, commodity, regime, enterprise, zone, transport, measure, basis, whole, unit';
comment on column observations.observation_id is 'Hash of the statement_id';
comment on column observations.statement_id is 'Statement that the observation comes from: the way back to the characters';
comment on column observations.release_id is 'Release that states the figure';
comment on column observations.region is 'Reporter: CN, an ISO 3166-2 province, CN-GD/Shenzhen for a city below one, CN/Name for a group of provinces';
comment on column observations.period_start is 'First day of the first month that the figure covers';
comment on column observations.period_end is 'Last day of the last month that the figure covers';
comment on column observations.flow is 'total (exports and imports), export, import, or balance (surplus positive)';
comment on column observations.partner is 'Partner country (ISO 3166-1) or group, see partners; world when not broken down';
comment on column observations.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column observations.regime is 'Customs regime, see regimes; all when not broken down';
comment on column observations.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column observations.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column observations.transport is 'Mode of transport, see transports; all when not broken down';
comment on column observations.measure is 'level, growth, share, or share_change';
comment on column observations.basis is 'What growth or share_change compares with: yoy, mom, qoq or vs:YYYY; null for level and share';
comment on column observations.whole is 'What a share or share_change is a share of: the coordinates in which the whole differs from the part, as name=code joined by semicolons in the order region, period, flow, partner, commodity, regime, enterprise, zone, transport (partner=world; flow=total), or the release''s own words where those have no code. Null for level and growth';
comment on column observations.value is 'Exact value in unit: whole currency units (461.39 billion yuan is 461390000000), percent, points, or the physical unit';
comment on column observations.value_low is 'Least value that the printed digits leave: half a unit of the last printed digit below value; with approx > the value itself, with approx < a whole unit below it. For a negative value over and under are of its size';
comment on column observations.value_high is 'Greatest value that the printed digits leave, likewise. A growth of 100 or more printed as a multiple of ten counts as rounded to ten. approx ~ keeps the bounds of the printed digits: how far about reaches is not printed';
comment on column observations.unit is 'CNY, USD, % (growth, share), pp (percentage points), or a physical unit';
comment on column observations.approx is '~ about, > over, < under, as the text says; null for a plain figure';
comment on column observations.published_on is 'Publication date of the release';
