-- Whose share of Chongqing's trade grew, and does the change that the release states agree with its own levels and growth?
-- One row per part whose share is stated or whose change of share is: percent now and a year before, stated and computed.
select
    shares.period_end,
    shares.flow,
    coalesce(partners.name_en, commodities.name_en, enterprises.name_en, zones.name_en, shares.flow) as part,
    shares.stated_share,
    round(shares.share, 2) as computed_share,
    round(shares.prior_share, 2) as share_a_year_before,
    shares.stated_share_change,
    round(shares.share_change, 2) as computed_share_change,
    shares.verdict,
from shares
left join partners on partners.code = shares.partner and shares.partner <> 'world'
left join commodities on commodities.code = shares.commodity and shares.commodity <> 'all'
left join enterprises on enterprises.code = shares.enterprise and shares.enterprise <> 'all'
left join zones on zones.code = shares.zone and shares.zone <> 'all'
where shares.region = 'CN-CQ' and (shares.stated_share is not null or shares.stated_share_change is not null)
order by shares.period_end desc, shares.flow, computed_share desc nulls last, part;
