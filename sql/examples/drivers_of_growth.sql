-- Which partners drove the growth of Chongqing's trade, in percentage points?
-- One row per partner and release period: its own growth, and what it contributed to the growth of the total.
select
    contributions.period_start,
    contributions.period_end,
    coalesce(partners.name_en, contributions.partner) as partner,
    contributions.part_growth as growth_percent,
    round(contributions.contribution, 2) as contribution_points,
    round(contributions.contribution_low, 2) as at_least,
    round(contributions.contribution_high, 2) as at_most,
    contributions.whole_growth as growth_of_total_percent,
from contributions
left join partners on partners.code = contributions.partner
where contributions.region = 'CN-CQ'
    and contributions.flow = 'total'
    and contributions.dimension = 'partner'
    and contributions.basis = 'yoy'
    and contributions.unit = 'CNY'
order by contributions.period_end desc, contributions.period_start, contribution_points desc nulls last, partner;
