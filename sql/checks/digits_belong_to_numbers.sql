-- severity: error
-- why: a digit that no number has was dropped in silence; one that two numbers have was counted twice
-- looked at: select count(*) from releases where regexp_matches(body_text, '[0-9０-９]')
-- out of: select count(distinct release_id) from numbers where outcome <> 'out_of_scope'
-- within: release
with digits_in_numbers as (
    select
        release_id,
        sum(length(regexp_replace(text, '[^0-9０-９]', '', 'g'))) as digits,
    from numbers
    group by release_id
)
select
    releases.release_id,
    releases.path,
    length(regexp_replace(releases.body_text, '[^0-9０-９]', '', 'g')) as digits_in_text,
    coalesce(digits_in_numbers.digits, 0) as digits_in_numbers,
from releases
left join digits_in_numbers using (release_id)
where digits_in_text <> coalesce(digits_in_numbers.digits, 0)
order by releases.release_id;
