-- Special customs-supervised zones: the codes of observations.zone.
-- Grain: one row per zone or group of zones.
-- Caveat: the list is open; a name that a release uses and this list does not have is coded by its own words.
create or replace table zones (
    code varchar primary key,
    name_en varchar not null,
    name_zh varchar,
    kind varchar not null,
    parents varchar[] not null,
);

comment on table zones is 'Special customs-supervised zones. Code list of observations.zone; open: a name that it does not have is coded by its own words';
comment on column zones.code is 'all, customs_supervised, free_trade_zone, or the lower-case name of a zone';
comment on column zones.name_en is 'English name';
comment on column zones.name_zh is 'Chinese name';
comment on column zones.kind is 'What sort of entry it is';
comment on column zones.parents is 'Codes of the entries that contain this one';
