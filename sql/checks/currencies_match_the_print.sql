-- severity: error
-- why: yuan and dollars never mix: a wrong currency is wrong sevenfold
-- looked at: select count(*) from statements where unit in ('CNY', 'USD')
-- out of: select count(*) from statements where measure = 'level' and regexp_matches(lower(unit_text), 'yuan|rmb|usd|美元|亿元')
with printed as (
    select
        statement_id,
        quote,
        unit_text,
        unit,
        regexp_matches(lower(concat(quote, ' ', unit_text)), '\$|usd|dollar|美元') as prints_dollars,
        regexp_matches(replace(lower(concat(quote, ' ', unit_text)), '美元', ''), 'yuan|rmb|cny|renminbi|元') as prints_yuan,
    from statements
    where measure = 'level'
)
select
    statement_id,
    quote,
    unit_text,
    unit,
from printed
where (unit = 'CNY' and prints_dollars and not prints_yuan)
    or (unit = 'USD' and prints_yuan and not prints_dollars)
order by statement_id;
