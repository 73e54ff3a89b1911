-- severity: warn
-- why: what a page says is missing until it can be read
-- looked at: select (select count(*) from releases) + (select count(*) from unreadable_pages)
-- out of: select count(*) from releases
select
    path,
    url,
    cause,
from unreadable_pages
order by path;
