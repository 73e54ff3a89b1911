-- severity: error
-- why: a verdict is only as good as the bounds that it follows from
-- looked at: select count(*) from latest
-- out of: select count(*) from observations join releases using (release_id) where is_current
-- within: region and year
with bounded as (
    select 'baselines' as view, 'baseline' as column_name, baseline::double as value, baseline_low::double as low, baseline_high::double as high from baselines
    union all
    select 'baselines' as view, 'level' as column_name, level::double as value, level_low::double as low, level_high::double as high from baselines
    union all
    select 'contributions' as view, 'contribution' as column_name, contribution::double as value, contribution_low::double as low, contribution_high::double as high from contributions
    union all
    select 'latest' as view, 'value' as column_name, value::double as value, value_low::double as low, value_high::double as high from latest
    union all
    select 'monthly' as view, 'value' as column_name, value::double as value, value_low::double as low, value_high::double as high from monthly
    union all
    select 'quarterly' as view, 'value' as column_name, value::double as value, value_low::double as low, value_high::double as high from quarterly
    union all
    select 'shares' as view, 'share' as column_name, share::double as value, share_low::double as low, share_high::double as high from shares
    union all
    select 'shares' as view, 'stated_share' as column_name, stated_share::double as value, stated_share_low::double as low, stated_share_high::double as high from shares
    union all
    select 'shares' as view, 'prior_share' as column_name, prior_share::double as value, prior_share_low::double as low, prior_share_high::double as high from shares
    union all
    select 'shares' as view, 'share_change' as column_name, share_change::double as value, share_change_low::double as low, share_change_high::double as high from shares
    union all
    select 'reconciliation' as view, 'stated' as column_name, stated::double as value, stated_low::double as low, stated_high::double as high from reconciliation
    union all
    select 'reconciliation' as view, 'computed' as column_name, computed::double as value, computed_low::double as low, computed_high::double as high from reconciliation
    union all
    select 'revisions' as view, 'value' as column_name, value::double as value, value_low::double as low, value_high::double as high from revisions
    union all
    select 'revisions' as view, 'revised_value' as column_name, revised_value::double as value, revised_low::double as low, revised_high::double as high from revisions
)
select
    view,
    column_name,
    value,
    low,
    high,
from bounded
-- A null bound is no bound. Computed columns are rounded to their last decimal.
where value < low - greatest(abs(low) * 1e-9, 1e-6)
    or value > high + greatest(abs(high) * 1e-9, 1e-6)
    or low > high
order by all;
