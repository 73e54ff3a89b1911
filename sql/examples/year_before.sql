-- What was Chongqing's trade a year before, as level and growth imply, and does a published figure agree?
-- One row per flow and period: level now, level a year before with its bounds from rounding, in billion yuan.
select
    flow,
    period_start,
    period_end,
    round(level / 1e9, 2) as billion_yuan,
    growth as growth_percent,
    round(baseline / 1e9, 2) as year_before,
    round(baseline_low / 1e9, 3) as at_least,
    round(baseline_high / 1e9, 3) as at_most,
    round(published_level / 1e9, 2) as published_then,
    verdict,
from baselines
where region = 'CN-CQ'
    and (partner, commodity, regime, enterprise, zone, transport) = ('world', 'all', 'all', 'all', 'all', 'all')
    and basis = 'yoy'
    and unit = 'CNY'
order by period_end desc, period_start, flow desc;
