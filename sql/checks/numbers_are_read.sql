-- severity: warn
-- why: each is a figure that nobody has placed; its hint says what would help
-- looked at: select count(*) from numbers
-- out of: select count(*) from statements
select
    releases.path,
    numbers.char_start,
    numbers.text,
    numbers.reason,
    numbers.hint,
from numbers
join releases using (release_id)
where numbers.outcome = 'unread'
order by releases.path, numbers.char_start;
