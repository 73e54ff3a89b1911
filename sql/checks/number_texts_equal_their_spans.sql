-- severity: error
-- why: a number that is not at its characters hides another one that nobody has accounted for
-- looked at: select count(*) from numbers join releases using (release_id)
-- out of: select count(*) from numbers
-- within: release
select
    numbers.release_id,
    numbers.char_start,
    numbers.text,
    substr(releases.body_text, numbers.char_start + 1, numbers.char_end - numbers.char_start) as in_text,
    releases.path,
from numbers
join releases using (release_id)
where numbers.text is distinct from substr(releases.body_text, numbers.char_start + 1, numbers.char_end - numbers.char_start)
order by numbers.release_id, numbers.char_start;
