-- Which partners did Chongqing trade with, how much, and how fast did that grow, in its latest release?
-- One row per partner: level in billion yuan, growth in percent, share of the total as the release states it.
with latest_release as (
    select release_id
    from releases
    where is_current and release_id in (select release_id from observations where region = 'CN-CQ' and partner <> 'world')
    order by published_on desc, release_id
    limit 1
)
select
    coalesce(partners.name_en, observations.partner) as partner,
    observations.period_start,
    observations.period_end,
    round(max(observations.value) filter (where observations.measure = 'level') / 1e9, 2) as billion_yuan,
    max(observations.value) filter (where observations.measure = 'growth') as growth_percent,
    max(observations.value) filter (where observations.measure = 'share') as share_percent,
from observations
join latest_release using (release_id)
left join partners on partners.code = observations.partner
where observations.region = 'CN-CQ'
    and observations.flow = 'total'
    and observations.partner <> 'world'
    and observations.commodity = 'all'
    and observations.unit in ('CNY', '%')
    and observations.basis is distinct from 'mom'
group by all
order by billion_yuan desc nulls last, partner;
