-- severity: error
-- why: growth, shares and points are different things in the same print; mixing them is the commonest misreading
-- looked at: select count(*) from observations
-- out of: select count(*) from statements
select
    observation_id,
    statement_id,
    measure,
    unit,
    basis,
    whole,
from observations
where not case measure
        when 'level' then unit not in ('%', 'pp') and basis is null and whole is null
        when 'growth' then unit = '%' and regexp_full_match(basis, 'yoy|mom|qoq|vs:[0-9]{4}') and whole is null
        when 'share' then unit = '%' and basis is null and whole is not null
        when 'share_change' then unit = 'pp' and regexp_full_match(basis, 'yoy|mom|qoq|vs:[0-9]{4}') and whole is not null
    end
    or (measure in ('growth', 'share_change') and basis is null)
order by observation_id;
