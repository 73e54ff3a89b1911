-- Kinds of enterprise by ownership: the codes of observations.enterprise.
-- Grain: one row per kind of enterprise.
create or replace table enterprises (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
);

comment on table enterprises is 'Kinds of enterprise by ownership. Code list of observations.enterprise';
comment on column enterprises.code is 'all, private, foreign_invested, state_owned, collective';
comment on column enterprises.name_en is 'English name';
comment on column enterprises.name_zh is 'Chinese name';
comment on column enterprises.kind is 'What sort of entry it is';
comment on column enterprises.parents is 'Codes of the entries that contain this one';
