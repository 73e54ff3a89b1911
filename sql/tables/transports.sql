-- Modes of transport: the codes of observations.transport.
-- Grain: one row per mode of transport.
create or replace table transports (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
);

comment on table transports is 'Modes of transport. Code list of observations.transport';
comment on column transports.code is 'all, rail, water, air, road, rail_sea';
comment on column transports.name_en is 'English name';
comment on column transports.name_zh is 'Chinese name';
comment on column transports.kind is 'What sort of entry it is';
comment on column transports.parents is 'Codes of the entries that contain this one';
