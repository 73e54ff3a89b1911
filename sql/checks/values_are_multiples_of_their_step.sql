-- severity: error
-- why: digits beyond the printed ones were not printed: binary arithmetic or a wrong scale put them there
-- looked at: select count(*) from statements where regexp_full_match(value_text, '[0-9.,]+')
-- out of: select count(*) from observations
select
    statement_id,
    quote,
    value,
    step,
from statements
where regexp_full_match(value_text, '[0-9.,]+')
    -- In millionths, as whole numbers: the remainder of decimals would go through binary floats.
    and (value * 1000000)::hugeint % nullif((step * 1000000)::hugeint, 0) <> 0
order by statement_id;
