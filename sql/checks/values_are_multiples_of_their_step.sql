-- severity: error
-- why: digits beyond the printed ones were not printed: binary arithmetic or a wrong scale put them there
-- looked at: select count(*) from statements where regexp_full_match(value_text, '[0-9.,]+')
-- out of: select count(*) from observations
-- within: release
select
    statement_id,
    quote,
    value,
    step,
from statements
where regexp_full_match(value_text, '[0-9.,]+')
    and value % nullif(step, 0) <> 0 -- exact: the remainder of decimals is a decimal
order by statement_id;
