-- Which countries make up a group of partners, and since when.
-- Grain: one row per group, member and spell of membership.
create or replace table partner_members (
    partner varchar not null,
    member varchar not null,
    member_from date,
    member_until date,
);

comment on table partner_members is 'Membership of partner groups over time. A country belongs to a group on a day from member_from up to, not including, member_until';
comment on column partner_members.partner is 'Group of countries (partners.code)';
comment on column partner_members.member is 'Member country (partners.code)';
comment on column partner_members.member_from is 'First day of membership; null leaves it open';
comment on column partner_members.member_until is 'First day that the country is no longer a member; null while membership lasts';
