-- severity: error
-- why: when no page at all can be read the fault is not in the pages
-- looked at: select (select count(*) from releases) + (select count(*) from unreadable_pages)
-- out of: select count(*) from unreadable_pages
select
    path,
    cause,
from unreadable_pages
where not exists (from releases)
order by path;
