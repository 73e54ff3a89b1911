-- severity: error
-- why: a row whose release or statement is missing cannot be traced
-- looked at: select count(*) from (from statements select release_id union all from passages select release_id union all from numbers select release_id union all from observations select release_id)
-- out of: select count(*) from releases
with references_made as (
    select 'passages' as child, release_id as parent_id, 'releases' as parent from passages
    union all
    select 'statements', release_id, 'releases' from statements
    union all
    select 'numbers', release_id, 'releases' from numbers
    union all
    select 'observations', release_id, 'releases' from observations
    union all
    select 'observations', statement_id, 'statements' from observations
    union all
    select 'numbers', statement_id, 'statements' from numbers where statement_id is not null
    union all
    select 'corrections', statement_id, 'statements' from corrections
    union all
    select 'partner_members', partner, 'partners' from partner_members
    union all
    select 'partner_members', member, 'partners' from partner_members
),
parents as (
    select 'releases' as parent, release_id as parent_id from releases
    union all
    select 'statements', statement_id from statements
    union all
    select 'partners', code from partners
)
select
    child,
    parent,
    parent_id,
    count(*) as rows,
from references_made
anti join parents using (parent, parent_id)
group by all
order by all;
