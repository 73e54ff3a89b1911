-- Reporters: China, its provinces, cities below them and groups of provinces: the codes of observations.region.
-- Grain: one row per reporter.
-- Caveat: the list is open; a name that a release uses and this list does not have is coded by its own words.
create or replace table regions (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
);

comment on table regions is 'Reporters: China, its provinces, cities below them and groups of provinces. Code list of observations.region; open: a name that it does not have is coded by its own words';
comment on column regions.code is 'CN, ISO 3166-2 (CN-CQ), CN-GD/Shenzhen for a city, CN/Name for a group of provinces';
comment on column regions.name_en is 'English name';
comment on column regions.name_zh is 'Chinese name';
comment on column regions.kind is 'What sort of entry it is';
comment on column regions.parents is 'Codes of the entries that contain this one';
