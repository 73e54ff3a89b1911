-- Which countries make up a group of partners, and since when.
-- Grain: one row per group, member and spell of membership.
create or replace table partner_members (
    partner varchar not null,
    member varchar not null,
    member_from date,
    member_to date,
    source varchar,
);

comment on table partner_members is 'Membership of partner groups over time';
comment on column partner_members.partner is 'Group of countries (partners.code)';
comment on column partner_members.member is 'Member country (partners.code)';
comment on column partner_members.member_from is 'First day of membership; null for a founding member or a fixed list';
comment on column partner_members.member_to is 'Last day of membership; null while it lasts';
comment on column partner_members.source is 'Where the membership is stated';
