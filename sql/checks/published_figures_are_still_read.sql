-- severity: warn
-- why: each was published by the build before and is not any more; a rejected figure is still read, and is not listed
-- looked at: select count(distinct release_id) from published_before
-- out of: select count(*) from releases semi join published_before using (release_id)
with pages_still_there as (
    select release_id, null as cause
    from releases
    union all
    select substr(sha256, 1, 16), cause
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
figures_lost as (
    select
        release_id,
        any_value(published_before.page) as page,
        sum(published_before.figures) as published,
        list(published_before.value_text order by published_before.value_text)
            filter (coalesce(figures_now.figures, 0) < published_before.figures) as lost,
    from published_before
    left join figures_now using (release_id, value_text)
    group by release_id
    having len(lost) > 0
)
select
    figures_lost.page,
    figures_lost.release_id,
    figures_lost.published,
    figures_lost.lost,
    case
        when pages_still_there.release_id is null then 'the page is not in raw/ any more'
        else coalesce(pages_still_there.cause, 'the page is read differently')
    end as why,
from figures_lost
left join pages_still_there using (release_id)
order by figures_lost.page, figures_lost.release_id;
