-- severity: error
-- why: each statement comes from a number that says so, and each number that was read leads to a statement around it
-- looked at: select count(*) from numbers where outcome in ('read', 'repeat')
-- out of: select count(*) from statements
-- within: release
select
    statements.statement_id,
    statements.quote,
    'no number of outcome read lies in it' as problem,
from statements
anti join (
    select
        numbers.statement_id,
    from numbers
    join statements on statements.statement_id = numbers.statement_id and statements.release_id = numbers.release_id
    where numbers.outcome = 'read'
        and numbers.char_start < statements.char_end
        and numbers.char_end > statements.char_start
) as covered using (statement_id)
union all by name
select
    numbers.statement_id,
    numbers.text as quote,
    concat('number of outcome ', numbers.outcome, if(numbers.statement_id is null, ' without', ' with'), ' a statement') as problem,
from numbers
where (numbers.outcome in ('read', 'repeat')) <> (numbers.statement_id is not null)
order by all;
