-- severity: warn
-- why: the publisher took figures back, or changed the page so that they are not found: views count the newer version alone
-- looked at: select count(*) from releases where not is_current
-- out of: select count(*) - count(distinct url) from releases where url is not null
with versions as (
    select
        releases.release_id,
        releases.url,
        releases.path,
        releases.is_current,
        releases.fetched_at,
        count(statements.statement_id) as figures,
    from releases
    left join statements using (release_id)
    where releases.url in (select url from releases where not is_current)
    group by all
)
select
    newer.path,
    newer.figures,
    older.path as older_path,
    older.figures as older_figures,
    newer.url,
from versions as newer
join versions as older using (url)
where newer.is_current and not older.is_current and newer.figures * 2 < older.figures
order by newer.url, older.fetched_at, older.path;
