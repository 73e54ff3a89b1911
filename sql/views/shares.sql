-- What share of its whole does each part hold, did it hold a year before, and do the stated shares and share changes
-- agree?
-- Grain: one row per release, part, whole, unit of the levels compared and basis; a stated share whose levels are not
-- both stated is one row with an empty unit or without its whole.
-- Caveat: a table, built once: over a million observations a view of it would take more than a second to answer, and
-- reconciliation reads it twice. The year-earlier share rests on what level and growth imply, not on what was published
-- then. Where the release compares with another period than the year before, basis says which.
-- Within: release
create or replace table shares as
with stated_shares as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        coalesce(basis, 'yoy') as basis,
        max(value) filter (measure = 'share') as stated_share,
        max(value_low) filter (measure = 'share') as stated_share_low,
        max(value_high) filter (measure = 'share') as stated_share_high,
        max(approx) filter (measure = 'share') as share_approx,
        max(statement_id) filter (measure = 'share') as share_statement_id,
        max(value) filter (measure = 'share_change') as stated_share_change,
        max(value_low) filter (measure = 'share_change') as stated_share_change_low,
        max(value_high) filter (measure = 'share_change') as stated_share_change_high,
        max(approx) filter (measure = 'share_change') as share_change_approx,
        max(statement_id) filter (measure = 'share_change') as share_change_statement_id,
        max(published_on) as published_on,
    from figures
    where measure in ('share', 'share_change') and choice = 1
    group by all
),
testable_parts as (
    select *, 'yoy' as basis
    from parts
    where whole_level is not null
),
shares_of_parts as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        whole,
        basis,
        parts.unit,
        parts.part_level,
        parts.part_low,
        parts.part_high,
        parts.part_approx,
        parts.whole_level,
        parts.whole_low,
        parts.whole_high,
        parts.whole_approx,
        parts.part_observation_id,
        parts.whole_observation_id,
        parts.part_statement_id,
        parts.whole_statement_id,
        stated_shares.stated_share,
        stated_shares.stated_share_low,
        stated_shares.stated_share_high,
        stated_shares.share_approx,
        stated_shares.share_statement_id,
        stated_shares.stated_share_change,
        stated_shares.stated_share_change_low,
        stated_shares.stated_share_change_high,
        stated_shares.share_change_approx,
        stated_shares.share_change_statement_id,
        parts.published_on,
    from testable_parts as parts
    left join stated_shares using (release_id, region, period_start, period_end, flow, breakdown, whole, basis)
),
other_stated_shares as (
    select
        *,
        -- coordinates of the whole: those it names, else the part's; none where the whole is in the release's own words
        if(
            contains(whole, '='), coalesce(nullif(regexp_extract(whole, '(?:^|;)region=([^;]+)', 1), ''), region), null
        ) as whole_region,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)flow=([^;]+)', 1), ''), flow) as whole_flow,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)partner=([^;]+)', 1), ''), breakdown.partner) as whole_partner,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)commodity=([^;]+)', 1), ''), breakdown.commodity) as whole_commodity,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)regime=([^;]+)', 1), ''), breakdown.regime) as whole_regime,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)enterprise=([^;]+)', 1), ''), breakdown.enterprise) as whole_enterprise,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)zone=([^;]+)', 1), ''), breakdown.zone) as whole_zone,
        coalesce(nullif(regexp_extract(whole, '(?:^|;)transport=([^;]+)', 1), ''), breakdown.transport) as whole_transport,
        nullif(regexp_extract(whole, '(?:^|;)period=([^;]+)', 1), '') as named_period,
        coalesce(try_cast(split_part(named_period, '/', 1) || '-01' as date), period_start) as whole_period_start,
        coalesce(last_day(try_cast(split_part(named_period, '/', 2) || '-01' as date)), period_end) as whole_period_end,
    from stated_shares
    anti join testable_parts using (release_id, region, period_start, period_end, flow, breakdown, whole, basis)
),
shares_of_other_wholes as (
    select
        stated.* exclude (
            whole_region,
            whole_flow,
            whole_partner,
            whole_commodity,
            whole_regime,
            whole_enterprise,
            whole_zone,
            whole_transport,
            named_period,
            whole_period_start,
            whole_period_end
        ),
        levels.unit,
        levels.value as part_level,
        levels.value_low as part_low,
        levels.value_high as part_high,
        levels.approx as part_approx,
        wholes.value as whole_level,
        wholes.value_low as whole_low,
        wholes.value_high as whole_high,
        wholes.approx as whole_approx,
        levels.observation_id as part_observation_id,
        wholes.observation_id as whole_observation_id,
        levels.statement_id as part_statement_id,
        wholes.statement_id as whole_statement_id,
    from other_stated_shares as stated
    left join (select * from figures where measure = 'level' and choice = 1) as levels
        using (release_id, region, period_start, period_end, flow, breakdown)
    left join (select * from figures where measure = 'level' and choice = 1) as wholes
        on wholes.release_id = stated.release_id
        and wholes.region = stated.whole_region
        and wholes.period_start = stated.whole_period_start
        and wholes.period_end = stated.whole_period_end
        and wholes.flow = stated.whole_flow
        and wholes.partner = stated.whole_partner
        and wholes.commodity = stated.whole_commodity
        and wholes.regime = stated.whole_regime
        and wholes.enterprise = stated.whole_enterprise
        and wholes.zone = stated.whole_zone
        and wholes.transport = stated.whole_transport
        and wholes.unit = levels.unit
    -- every unit in which both levels are stated, else one row that says what is missing
    qualify wholes.value is not null
        or row_number() over (
            partition by coalesce(stated.share_statement_id, stated.share_change_statement_id)
            order by wholes.value is null, levels.unit <> 'CNY', levels.unit
        ) = 1
),
all_shares as (
    select *
    from shares_of_parts
    union all by name
    select *
    from shares_of_other_wholes
),
shares_with_growth as (
    select
        all_shares.*,
        part_levels.growth as part_growth,
        part_levels.growth_low as part_growth_low,
        part_levels.growth_high as part_growth_high,
        part_levels.growth_statement_id as part_growth_statement_id,
        whole_levels.growth as whole_growth,
        whole_levels.growth_low as whole_growth_low,
        whole_levels.growth_high as whole_growth_high,
        whole_levels.growth_statement_id as whole_growth_statement_id,
        coalesce(part_approx = '~', false) or coalesce(whole_approx = '~', false) as levels_are_approximate,
        coalesce(part_levels.is_approximate or part_levels.growth_is_ambiguous, false)
        or coalesce(whole_levels.is_approximate or whole_levels.growth_is_ambiguous, false) as growth_is_uncertain,
    from all_shares
    left join grown_levels as part_levels
        on part_levels.level_observation_id = all_shares.part_observation_id
        and part_levels.basis = all_shares.basis
    left join grown_levels as whole_levels
        on whole_levels.level_observation_id = all_shares.whole_observation_id
        and whole_levels.basis = all_shares.basis
),
computed_shares as (
    select
        *,
        100 * part_level::double / nullif(whole_level::double, 0) as raw_share,
        if(whole_level > 0, 100 * part_low::double / nullif(whole_high::double, 0), null) as raw_share_low,
        if(whole_level > 0, 100 * part_high::double / nullif(whole_low::double, 0), null) as raw_share_high,
        -- the earlier share is the share times this: growth of the whole over growth of the part
        part_level > 0 and whole_level > 0 and part_growth > -100 and whole_growth > -100 as has_earlier_share,
        if(has_earlier_share, (100 + whole_growth::double) / nullif(100 + part_growth::double, 0), null) as ratio,
        if(
            has_earlier_share,
            (100 + greatest(whole_growth_low, -100)::double) / nullif(100 + part_growth_high::double, 0),
            null
        ) as ratio_low,
        if(
            has_earlier_share and part_growth_low > -100,
            (100 + whole_growth_high::double) / nullif(100 + part_growth_low::double, 0),
            null
        ) as ratio_high,
    from shares_with_growth
),
rounded_shares as (
    select
        *,
        round(raw_share, 6) as share,
        round(raw_share_low, 6) as share_low,
        round(raw_share_high, 6) as share_high,
        -- share and ratio vary independently, so the extremes of their product are at their own extremes
        round(raw_share * ratio, 6) as prior_share,
        round(raw_share_low * ratio_low, 6) as prior_share_low,
        round(raw_share_high * ratio_high, 6) as prior_share_high,
        round(raw_share * (1 - ratio), 6) as share_change,
        round(if(ratio_high <= 1, raw_share_low, raw_share_high) * (1 - ratio_high), 6) as share_change_low,
        round(if(ratio_low <= 1, raw_share_high, raw_share_low) * (1 - ratio_low), 6) as share_change_high,
    from computed_shares
),
judged_shares as (
    select
        *,
        case
            when stated_share is null then null
            when share is null then 'not testable'
            when coalesce(stated_share_low <= share_high, true) and coalesce(share_low <= stated_share_high, true)
                then 'holds'
            when levels_are_approximate or coalesce(share_approx = '~', false) then 'not testable'
            else 'violated'
        end as share_verdict,
        case
            when stated_share_change is null then null
            when share_change is null then 'not testable'
            when coalesce(stated_share_change_low <= share_change_high, true)
                and coalesce(share_change_low <= stated_share_change_high, true)
                then 'holds'
            when growth_is_uncertain or coalesce(share_change_approx = '~', false) then 'not testable'
            else 'violated'
        end as share_change_verdict,
        case
            when part_level is null then 'the level of the part is not stated'
            when not contains(coalesce(whole, ''), '=') then 'the whole has no code: ' || coalesce(whole, 'not stated')
            when whole_level is null then 'the level of the whole is not stated in ' || unit
            when whole_level = 0 then 'the whole is zero'
        end as why_no_share,
    from rounded_shares
)
select
    release_id,
    region,
    period_start,
    period_end,
    flow,
    breakdown.partner as partner,
    breakdown.commodity as commodity,
    breakdown.regime as regime,
    breakdown.enterprise as enterprise,
    breakdown.zone as zone,
    breakdown.transport as transport,
    breakdown,
    whole,
    basis,
    unit,
    part_level,
    whole_level,
    stated_share,
    stated_share_low,
    stated_share_high,
    share,
    share_low,
    share_high,
    share_verdict,
    prior_share,
    prior_share_low,
    prior_share_high,
    stated_share_change,
    stated_share_change_low,
    stated_share_change_high,
    share_change,
    share_change_low,
    share_change_high,
    share_change_verdict,
    case
        when 'violated' in (share_verdict, share_change_verdict) then 'violated'
        when 'holds' in (share_verdict, share_change_verdict) then 'holds'
        else 'not testable'
    end as verdict,
    case
        when stated_share is null and stated_share_change is null then 'no share is stated, only the levels'
        when why_no_share is not null then why_no_share
        else concat_ws(
            '; ',
            case share_verdict
                when 'holds' then 'the stated share agrees with the levels'
                when 'violated' then 'the stated share lies outside what the levels allow'
                when 'not testable' then 'the stated share disagrees, but a figure is given as about'
            end,
            case
                when share_change_verdict = 'holds' then 'the stated change agrees with levels and growth'
                when share_change_verdict = 'violated'
                    then 'the stated change lies outside what levels and growth allow'
                when stated_share_change is null then null
                when share_change is not null
                    then 'the stated change disagrees, but a figure is given as about or its growth is ambiguous'
                when part_growth is null then 'the growth of the part is not stated'
                when whole_growth is null then 'the growth of the whole is not stated'
                else 'growth leaves no base to compute the earlier share from'
            end
        )
    end as why,
    levels_are_approximate or growth_is_uncertain as is_uncertain,
    part_observation_id,
    whole_observation_id,
    share_statement_id,
    share_change_statement_id,
    part_statement_id,
    whole_statement_id,
    part_growth_statement_id,
    whole_growth_statement_id,
    published_on,
from judged_shares;

comment on table shares is 'Shares of parts in wholes: as stated, as levels give them, and as they were a year before by the implied bases; the stated change in points beside the computed one; a verdict from the printed digits. Shares that nobody stated are rows too, where both levels are';
comment on column shares.release_id is 'Release that states the figures';
comment on column shares.region is 'Reporter, see regions';
comment on column shares.period_start is 'First day of the period';
comment on column shares.period_end is 'Last day of the period';
comment on column shares.flow is 'Flow of the part: total, export or import';
comment on column shares.partner is 'Partner of the part, see partners';
comment on column shares.commodity is 'Commodity of the part, see commodities';
comment on column shares.regime is 'Regime of the part, see regimes';
comment on column shares.enterprise is 'Kind of enterprise of the part, see enterprises';
comment on column shares.zone is 'Zone of the part, see zones';
comment on column shares.transport is 'Mode of transport of the part, see transports';
comment on column shares.breakdown is 'The six codes partner to transport as one value, to join and group by';
comment on column shares.whole is 'Coordinates in which the whole differs from the part (partner=world;commodity=all), or the release''s own words where those have no code';
comment on column shares.basis is 'What the share change compares with: yoy unless the release says otherwise';
comment on column shares.unit is 'Unit of both levels; null where the part''s level is not stated';
comment on column shares.part_level is 'Level of the part, in unit';
comment on column shares.whole_level is 'Level of the whole, in unit';
comment on column shares.stated_share is 'Share as stated, percent; null where none is stated';
comment on column shares.stated_share_low is 'Least share that its text leaves, percent';
comment on column shares.stated_share_high is 'Greatest share that its text leaves, percent';
comment on column shares.share is 'part_level / whole_level, percent';
comment on column shares.share_low is 'Least share that the rounding of the levels leaves, percent';
comment on column shares.share_high is 'Greatest share that the rounding of the levels leaves, percent';
comment on column shares.share_verdict is 'holds (the bounds of stated and computed share meet), violated, or not testable; null where no share is stated';
comment on column shares.prior_share is 'Share in the earlier period: implied base of the part / implied base of the whole, percent';
comment on column shares.prior_share_low is 'Least earlier share that the rounding of levels and growth leaves, percent';
comment on column shares.prior_share_high is 'Greatest earlier share that the rounding of levels and growth leaves, percent';
comment on column shares.stated_share_change is 'Change of the share as stated, percentage points; null where none is stated';
comment on column shares.stated_share_change_low is 'Least change that its text leaves, percentage points';
comment on column shares.stated_share_change_high is 'Greatest change that its text leaves, percentage points';
comment on column shares.share_change is 'share - prior_share, percentage points';
comment on column shares.share_change_low is 'Least change that rounding leaves, percentage points';
comment on column shares.share_change_high is 'Greatest change that rounding leaves, percentage points';
comment on column shares.share_change_verdict is 'holds, violated, or not testable; null where no change is stated';
comment on column shares.verdict is 'Both verdicts together: violated where either is, else holds where either does, else not testable';
comment on column shares.why is 'What the verdict rests on, or what is missing';
comment on column shares.is_uncertain is 'True where a level or growth behind the computed figures is given as about (~), or which growth goes with a level is ambiguous';
comment on column shares.part_observation_id is 'Observation of the part''s level';
comment on column shares.whole_observation_id is 'Observation of the whole''s level';
comment on column shares.share_statement_id is 'Statement of the share';
comment on column shares.share_change_statement_id is 'Statement of the share change';
comment on column shares.part_statement_id is 'Statement of the part''s level';
comment on column shares.whole_statement_id is 'Statement of the whole''s level';
comment on column shares.part_growth_statement_id is 'Statement of the part''s growth';
comment on column shares.whole_growth_statement_id is 'Statement of the whole''s growth';
comment on column shares.published_on is 'Publication date of the release';
