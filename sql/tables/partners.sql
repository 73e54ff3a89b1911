-- Partners: countries (ISO 3166-1) and groups of countries: the codes of observations.partner.
-- Grain: one row per partner country or group.
-- Caveat: the list is open; a name that a release uses and this list does not have is coded by its own words.
create or replace table partners (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
);

comment on table partners is 'Partners: countries (ISO 3166-1) and groups of countries. Code list of observations.partner; open: a name that it does not have is coded by its own words';
comment on column partners.code is 'world, ISO 3166-1 alpha-2, or the code of a group (ASEAN, EU)';
comment on column partners.name_en is 'English name';
comment on column partners.name_zh is 'Chinese name';
comment on column partners.kind is 'What sort of entry it is';
comment on column partners.parents is 'Codes of the entries that contain this one';
