-- Commodities and groups of commodities as releases name them: the codes of observations.commodity.
-- Grain: one row per commodity.
-- Caveat: the list is open; a name that a release uses and this list does not have is coded by its own words.
create or replace table commodities (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
    hs varchar[] not null,
);

comment on table commodities is 'Commodities and groups of commodities as releases name them. Code list of observations.commodity; open: a name that it does not have is coded by its own words';
comment on column commodities.code is 'all, or a lower-case name (integrated_circuits)';
comment on column commodities.name_en is 'English name';
comment on column commodities.name_zh is 'Chinese name';
comment on column commodities.kind is 'What sort of entry it is';
comment on column commodities.parents is 'Codes of the entries that contain this one';
comment on column commodities.hs is 'Chapters or headings of the Harmonized System that it covers; empty where the group follows another classification';
