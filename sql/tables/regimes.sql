-- Customs regimes: the codes of observations.regime.
-- Grain: one row per customs regime.
create or replace table regimes (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
);

comment on table regimes is 'Customs regimes. Code list of observations.regime';
comment on column regimes.code is 'all, general, processing, bonded_logistics and so on';
comment on column regimes.name_en is 'English name';
comment on column regimes.name_zh is 'Chinese name';
comment on column regimes.kind is 'What sort of entry it is';
comment on column regimes.parents is 'Codes of the entries that contain this one';
