-- How did Chongqing's trade go month by month, stated or worked out from year-to-date figures?
-- One row per month: billion yuan by flow, and where the total comes from.
select
    period_start as month,
    round(max(value) filter (where flow = 'total') / 1e9, 2) as total,
    round(max(value) filter (where flow = 'export') / 1e9, 2) as exports,
    round(max(value) filter (where flow = 'import') / 1e9, 2) as imports,
    max(derivation) filter (where flow = 'total') as total_is,
from monthly
where region = 'CN-CQ'
    and (partner, commodity, regime, enterprise, zone, transport) = ('world', 'all', 'all', 'all', 'all', 'all')
    and unit = 'CNY'
group by period_start
order by month;
