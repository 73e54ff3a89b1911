-- severity: error
-- why: what is concluded must lead back to characters
-- looked at: select count(*) from indicators
-- out of: select count(*) from observations join releases using (release_id) where is_current
-- within: region and year
with pointers as (
    select 'baselines' as view, level_statement_id as statement_id from baselines
    union all
    select 'baselines' as view, growth_statement_id as statement_id from baselines
    union all
    select 'baselines' as view, published_statement_id as statement_id from baselines
    union all
    select 'citations' as view, statement_id as statement_id from citations
    union all
    select 'contributions' as view, part_statement_id as statement_id from contributions
    union all
    select 'contributions' as view, part_growth_statement_id as statement_id from contributions
    union all
    select 'contributions' as view, whole_statement_id as statement_id from contributions
    union all
    select 'contributions' as view, whole_growth_statement_id as statement_id from contributions
    union all
    select 'indicators' as view, level_statement_id as statement_id from indicators
    union all
    select 'indicators' as view, growth_statement_id as statement_id from indicators
    union all
    select 'indicators' as view, share_statement_id as statement_id from indicators
    union all
    select 'indicators' as view, share_change_statement_id as statement_id from indicators
    union all
    select 'latest' as view, statement_id as statement_id from latest
    union all
    select 'parts' as view, part_statement_id as statement_id from parts
    union all
    select 'parts' as view, whole_statement_id as statement_id from parts
    union all
    select 'revisions' as view, statement_id as statement_id from revisions
    union all
    select 'shares' as view, share_statement_id as statement_id from shares
    union all
    select 'shares' as view, share_change_statement_id as statement_id from shares
    union all
    select 'shares' as view, part_statement_id as statement_id from shares
    union all
    select 'shares' as view, whole_statement_id as statement_id from shares
    union all
    select 'monthly', unnest(statements) from monthly
    union all
    select 'quarterly', unnest(statements) from quarterly
    union all
    select 'reconciliation', unnest(statements) from reconciliation
    union all
    select 'revisions', unnest(revised_statements) from revisions
)
select
    view,
    statement_id,
    count(*) as rows,
from pointers
anti join statements using (statement_id)
where statement_id is not null
group by all
order by all;
