-- severity: error
-- why: views count each page once, by its current version
-- looked at: select count(*) from releases
-- out of: select count(distinct release_id) from statements
select
    url,
    count(*) as versions,
    count(*) filter (where is_current) as current_versions,
from releases
where url is not null
group by url
having count(*) filter (where is_current) <> 1
order by url;
