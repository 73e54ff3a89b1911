-- severity: error
-- why: a verdict that nobody defined, or that gives no reason, cannot be acted on
-- looked at: select count(*) from reconciliation
-- out of: select count(*) from parts
with verdicts as (
    select 'reconciliation' as view, verdict, why from reconciliation
    union all
    select 'baselines', verdict, why from baselines
    union all
    select 'shares', verdict, why from shares
    union all
    select 'monthly', verdict, why from monthly
    union all
    select 'quarterly', verdict, why from quarterly
)
select
    view,
    verdict,
    why,
    count(*) as rows,
from verdicts
where verdict is null
    or verdict not in ('holds', 'violated', 'not testable')
    or coalesce(why, '') = ''
group by all
order by all;
