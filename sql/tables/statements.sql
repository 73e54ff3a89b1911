-- What a release states: each figure as printed, where it stands, and how it was understood.
-- Grain: one row per figure stated in a release (a figure repeated in the same release is one row; numbers has the repeats).
-- Caveat: columns hold what was read; a reviewed correction shows in the column correction and acts on observations.
create or replace table statements (
    statement_id varchar primary key,
    release_id varchar not null,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote varchar not null,
    rule varchar not null,
    measure varchar not null check (measure in ('level', 'growth', 'share', 'share_change')),
    value_text varchar not null,
    unit_text varchar not null,
    value decimal(28, 6) not null,
    step decimal(28, 6) not null,
    unit varchar not null,
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
    basis varchar,
    approx varchar check (approx in ('~', '>', '<')),
    of varchar,
    decided_by varchar,
    correction varchar,
    check (char_end > char_start),
);

comment on table statements is 'Figures as stated, each with the characters it was read from and the rule that read it';
comment on column statements.statement_id is 'Hash of release_id, char_start, char_end, measure and the coordinates region, period, flow and breakdowns';
comment on column statements.release_id is 'Release that states the figure';
comment on column statements.char_start is 'First character of the figure (value with its unit) in body_text, from 0';
comment on column statements.char_end is 'Character after the last one of the figure';
comment on column statements.quote is 'The figure as printed: substr(body_text, char_start + 1, char_end - char_start)';
comment on column statements.rule is 'Rule that read the figure';
comment on column statements.measure is 'level (value or quantity), growth, share, or share_change';
comment on column statements.value_text is 'Digits or words of the value as printed';
comment on column statements.unit_text is 'Unit as printed, scale word included (billion yuan)';
comment on column statements.value is 'Value in unit, exact, with the sign of its verb: a fall is negative';
comment on column statements.step is 'One unit of the last printed digit, in unit; the rounding of the printed value';
comment on column statements.unit is 'CNY, USD, % (growth, share), pp (percentage points of a share change), or a physical unit';
comment on column statements.region is 'Reporter: CN, an ISO 3166-2 province, CN-GD/Shenzhen for a city below one, CN/Name for a group of provinces';
comment on column statements.period_start is 'First day of the first month that the figure covers';
comment on column statements.period_end is 'Last day of the last month that the figure covers';
comment on column statements.flow is 'total (exports and imports), export, import, or balance (surplus positive)';
comment on column statements.partner is 'Partner country (ISO 3166-1) or group of countries; world when not broken down';
comment on column statements.commodity is 'Commodity or group of commodities; all when not broken down';
comment on column statements.regime is 'Customs regime; all when not broken down';
comment on column statements.enterprise is 'Kind of enterprise; all when not broken down';
comment on column statements.zone is 'Customs-supervised zone or zones; all when not broken down';
comment on column statements.transport is 'Mode of transport; all when not broken down';
comment on column statements.basis is 'What growth or share_change compares with: yoy, mom, qoq or vs:YYYY; null for level and share';
comment on column statements.approx is '~ about, > over, < under, as the text says; null for a plain figure';
comment on column statements.of is 'What a share is a share of, where the release names something else than the region''s same flow';
comment on column statements.decided_by is 'Arithmetic that chose between close readings, where some did';
comment on column statements.correction is 'Reviewed correction that applies, with its reason; null for all others. What was read stays in this row, the corrected figure is in observations';
