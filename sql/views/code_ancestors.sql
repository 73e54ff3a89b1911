-- Which codes contain a code, so that a part is held against its whole and never summed with it?
-- Grain: one row per code, code that contains it (directly or through others) and spell of membership.
-- Caveat: containment as the code lists state it; two codes that overlap without one containing the other are not here.
-- The undivided codes (world, all) contain everything and are left out.
create or replace view code_ancestors as
with recursive
direct_parents as (
    select
        'partner' as dimension,
        code,
        unnest(parents) as ancestor,
        null::date as valid_from,
        null::date as valid_until,
    from partners
    union all
    select 'partner', member, partner, member_from, member_until
    from partner_members
    union all
    select 'commodity', code, unnest(parents), null, null
    from commodities
    union all
    select 'regime', code, unnest(parents), null, null
    from regimes
    union all
    select 'enterprise', code, unnest(parents), null, null
    from enterprises
    union all
    select 'zone', code, unnest(parents), null, null
    from zones
    union all
    select 'transport', code, unnest(parents), null, null
    from transports
),
ancestors as (
    select *
    from direct_parents
    union
    select
        ancestors.dimension,
        ancestors.code,
        direct_parents.ancestor,
        greatest(ancestors.valid_from, direct_parents.valid_from),
        least(ancestors.valid_until, direct_parents.valid_until),
    from ancestors
    inner join direct_parents
        on direct_parents.dimension = ancestors.dimension
        and direct_parents.code = ancestors.ancestor
)
select distinct
    dimension,
    code,
    ancestor,
    valid_from,
    valid_until,
from ancestors
where ancestor not in ('world', 'all')
    and ancestor <> code
    and coalesce(valid_from < valid_until, true);

comment on view code_ancestors is 'Containment in the code lists: a code and each code that contains it, directly or through others';
comment on column code_ancestors.dimension is 'Column of observations that the codes belong to: partner, commodity, regime, enterprise, zone, transport';
comment on column code_ancestors.code is 'Code that is contained (integrated_circuits, VN)';
comment on column code_ancestors.ancestor is 'Code that contains it (mechanical_electrical, ASEAN)';
comment on column code_ancestors.valid_from is 'First day of membership; null where it has always been so';
comment on column code_ancestors.valid_until is 'First day after membership; null while it lasts';
