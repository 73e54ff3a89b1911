-- severity: error
-- why: the same page gives less than half of the figures that are published: its file or the reading has got worse; if that is right, trade build --accept-losses
-- looked at: select count(*) from (select release_id from releases union select substr(sha256, 1, 16) from unreadable_pages) as pages semi join published_before using (release_id)
-- out of: select count(distinct release_id) from published_before join releases using (release_id)
with pages_still_there as (
    select release_id, path, null as cause
    from releases
    union all
    select substr(sha256, 1, 16), path, cause
    from unreadable_pages
),
figures_now as (
    select
        release_id,
        value_text,
        count(*) as figures,
    from statements
    semi join published_before using (release_id)
    group by release_id, value_text
),
figures_kept as (
    select
        release_id,
        sum(published_before.figures) as published,
        sum(least(published_before.figures, coalesce(figures_now.figures, 0))) as kept,
    from published_before
    left join figures_now using (release_id, value_text)
    group by release_id
)
select
    pages_still_there.path,
    figures_kept.published,
    figures_kept.kept,
    pages_still_there.cause,
from figures_kept
join pages_still_there using (release_id)
where figures_kept.kept * 2 < figures_kept.published
order by pages_still_there.path;
