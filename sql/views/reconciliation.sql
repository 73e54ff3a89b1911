-- Do the figures add up? Every identity that the figures support, with a verdict that follows from the printed digits.
-- Grain: one row per identity and the figures that it is held against, within one release; only the identity of months
-- and quarters with year-to-date figures reaches across releases (its release is the one that states the month or
-- quarter).
-- Caveat: a table, built once: a dozen identities over a million observations take seconds. A missing part is a row
-- that is not testable. violated says that no values within the rounding of the figures satisfy the identity; the cause
-- may be a misreading, an error of the release, or figures that were revised in between.
create or replace table reconciliation as
with keys_of_several_flows as (
    select
        release_id,
        region,
        period_start,
        period_end,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        measure,
        basis,
        unit,
        partner = 'world'
        and commodity = 'all'
        and regime = 'all'
        and enterprise = 'all'
        and zone = 'all'
        and transport = 'all' as is_undivided,
    from figures
    where measure in ('level', 'growth') and choice = 1
    group by all
    having count(*) > 1 or bool_or(flow = 'balance') or is_undivided
),
flow_figures as (
    select
        figures.*,
        keys_of_several_flows.is_undivided,
    from figures
    inner join keys_of_several_flows
        on keys_of_several_flows.basis is not distinct from figures.basis
        and keys_of_several_flows.release_id = figures.release_id
        and keys_of_several_flows.region = figures.region
        and keys_of_several_flows.period_start = figures.period_start
        and keys_of_several_flows.period_end = figures.period_end
        and keys_of_several_flows.partner = figures.partner
        and keys_of_several_flows.commodity = figures.commodity
        and keys_of_several_flows.regime = figures.regime
        and keys_of_several_flows.enterprise = figures.enterprise
        and keys_of_several_flows.zone = figures.zone
        and keys_of_several_flows.transport = figures.transport
        and keys_of_several_flows.measure = figures.measure
        and keys_of_several_flows.unit = figures.unit
    where figures.choice = 1
),
flows_side_by_side as (
    select
        release_id,
        region,
        period_start,
        period_end,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
        is_undivided,
        max(value) filter (flow = 'total') as total_value,
        max(value_low) filter (flow = 'total') as total_low,
        max(value_high) filter (flow = 'total') as total_high,
        max(approx) filter (flow = 'total') as total_approx,
        max(statement_id) filter (flow = 'total') as total_statement,
        max(value) filter (flow = 'export') as export_value,
        max(value_low) filter (flow = 'export') as export_low,
        max(value_high) filter (flow = 'export') as export_high,
        max(approx) filter (flow = 'export') as export_approx,
        max(statement_id) filter (flow = 'export') as export_statement,
        max(value) filter (flow = 'import') as import_value,
        max(value_low) filter (flow = 'import') as import_low,
        max(value_high) filter (flow = 'import') as import_high,
        max(approx) filter (flow = 'import') as import_approx,
        max(statement_id) filter (flow = 'import') as import_statement,
        max(value) filter (flow = 'balance') as balance_value,
        max(value_low) filter (flow = 'balance') as balance_low,
        max(value_high) filter (flow = 'balance') as balance_high,
        max(approx) filter (flow = 'balance') as balance_approx,
        max(statement_id) filter (flow = 'balance') as balance_statement,
        count(*) filter (flow <> 'balance') as count_stated,
    from flow_figures
    where measure = 'level'
    group by all
),
sums_of_flows as (
    select
        'exports + imports = total' as identity,
        release_id,
        region,
        period_start,
        period_end,
        'total' as flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
        total_value as stated,
        total_low as stated_low,
        total_high as stated_high,
        export_value + import_value as computed,
        export_low + import_low as computed_low,
        export_high + import_high as computed_high,
        '~' in (total_approx, export_approx, import_approx) as is_uncertain,
        if(
            count_stated < 3,
            'not stated: ' || concat_ws(
                ' and ',
                if(total_value is null, 'the total', null),
                if(export_value is null, 'exports', null),
                if(import_value is null, 'imports', null)
            ),
            null
        ) as missing,
        [total_statement, export_statement, import_statement] as statements,
    from flows_side_by_side
    where count_stated >= 2 or (is_undivided and count_stated = 1)
),
balances as (
    select
        'balance = exports - imports' as identity,
        release_id,
        region,
        period_start,
        period_end,
        'balance' as flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
        balance_value as stated,
        balance_low as stated_low,
        balance_high as stated_high,
        export_value - import_value as computed,
        export_low - import_high as computed_low,
        export_high - import_low as computed_high,
        '~' in (balance_approx, export_approx, import_approx) as is_uncertain,
        if(
            export_value is null or import_value is null,
            'not stated: ' || concat_ws(
                ' and ', if(export_value is null, 'exports', null), if(import_value is null, 'imports', null)
            ),
            null
        ) as missing,
        [balance_statement, export_statement, import_statement] as statements,
    from flows_side_by_side
    where balance_value is not null
),
stated_shares as (
    select
        'share = part / whole' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        whole,
        '%' as unit,
        stated_share as stated,
        stated_share_low as stated_low,
        stated_share_high as stated_high,
        share as computed,
        share_low as computed_low,
        share_high as computed_high,
        share_verdict = 'not testable' and share is not null as is_uncertain,
        if(share is null, why, null) as missing,
        [share_statement_id, part_statement_id, whole_statement_id] as statements,
    from shares
    where stated_share is not null
),
stated_share_changes as (
    select
        'share change = share - earlier share' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        whole,
        'pp' as unit,
        stated_share_change as stated,
        stated_share_change_low as stated_low,
        stated_share_change_high as stated_high,
        share_change as computed,
        share_change_low as computed_low,
        share_change_high as computed_high,
        share_change_verdict = 'not testable' and share_change is not null as is_uncertain,
        if(share_change is null, why, null) as missing,
        [
            share_change_statement_id,
            part_statement_id,
            part_growth_statement_id,
            whole_statement_id,
            whole_growth_statement_id,
        ] as statements,
    from shares
    where stated_share_change is not null
),
parts_of_wholes as (
    select
        'part within whole' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        whole,
        unit,
        whole_level as stated,
        whole_low as stated_low,
        whole_high as stated_high,
        part_level as computed,
        part_low as computed_low,
        part_high as computed_high,
        true as is_at_most,
        '~' in (part_approx, whole_approx) as is_uncertain,
        if(whole_level is null, 'the whole is not stated in ' || unit, null) as missing,
        [whole_statement_id, part_statement_id] as statements,
    from parts
),
-- Codes of which no two share any trade. Left out: cross-border e-commerce (partly counted under other regimes),
-- collective enterprises (customs counts them as private), rail-sea transport, all groups of countries; zones and
-- commodities altogether, because their groups overlap.
disjoint_codes as (
    select 'partner' as dimension, code
    from partners
    where kind = 'economy'
    union all
    select
        'regime',
        unnest(
            [
                'general',
                'processing',
                'bonded_logistics',
                'border_trade',
                'market_procurement',
                'outward_processing',
                'temporary',
                'leasing',
                'foreign_aid',
                'contracted_projects',
            ]
        )
    union all
    select 'enterprise', unnest(['private', 'foreign_invested', 'state_owned'])
    union all
    select 'transport', unnest(['rail', 'water', 'air', 'road', 'post', 'pipeline'])
),
disjoint_parts as (
    select
        parts.release_id,
        parts.region,
        parts.period_start,
        parts.period_end,
        parts.flow,
        parts.dimension,
        if(parts.dimension = 'partner', 'world', parts.partner) as partner,
        parts.commodity,
        if(parts.dimension = 'regime', 'all', parts.regime) as regime,
        if(parts.dimension = 'enterprise', 'all', parts.enterprise) as enterprise,
        parts.zone,
        if(parts.dimension = 'transport', 'all', parts.transport) as transport,
        parts.whole,
        parts.unit,
        parts.part_level,
        parts.part_low,
        parts.part_high,
        parts.part_approx,
        parts.part_statement_id,
        parts.whole_level,
        parts.whole_low,
        parts.whole_high,
        parts.whole_approx,
        parts.whole_statement_id,
    from parts
    inner join disjoint_codes
        on disjoint_codes.dimension = parts.dimension
        and disjoint_codes.code = parts.part_code
    where parts.whole_code in ('world', 'all')
),
sums_of_parts as (
    select
        'sum of parts within whole' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        whole,
        unit,
        max(whole_level) as stated,
        max(whole_low) as stated_low,
        max(whole_high) as stated_high,
        sum(part_level) as computed,
        if(count(part_low) = count(*), sum(part_low), null) as computed_low,
        if(count(part_high) = count(*), sum(part_high), null) as computed_high,
        true as is_at_most,
        bool_or('~' in (part_approx, whole_approx)) as is_uncertain,
        if(max(whole_level) is null, 'the whole is not stated in ' || max(unit), null) as missing,
        list_append(list(part_statement_id order by part_statement_id), max(whole_statement_id)) as statements,
        count(*) as parts_summed,
    from disjoint_parts
    group by all
    having count(*) > 1
),
growths_side_by_side as (
    select
        release_id,
        region,
        period_start,
        period_end,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        basis,
        max(value) filter (flow = 'total') as total_value,
        max(value_low) filter (flow = 'total') as total_low,
        max(value_high) filter (flow = 'total') as total_high,
        max(approx) filter (flow = 'total') as total_approx,
        max(statement_id) filter (flow = 'total') as total_statement,
        max(value) filter (flow = 'export') as export_value,
        max(value_low) filter (flow = 'export') as export_low,
        max(value_high) filter (flow = 'export') as export_high,
        max(approx) filter (flow = 'export') as export_approx,
        max(statement_id) filter (flow = 'export') as export_statement,
        max(value) filter (flow = 'import') as import_value,
        max(value_low) filter (flow = 'import') as import_low,
        max(value_high) filter (flow = 'import') as import_high,
        max(approx) filter (flow = 'import') as import_approx,
        max(statement_id) filter (flow = 'import') as import_statement,
        count(*) as count_stated,
        bool_or(is_contradicted) as is_ambiguous,
        is_undivided,
    from flow_figures
    where measure = 'growth' and flow <> 'balance'
    group by all
),
growths_between_flows as (
    select
        'growth of total between those of exports and imports' as identity,
        release_id,
        region,
        period_start,
        period_end,
        'total' as flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        '%' as unit,
        total_value as stated,
        total_low as stated_low,
        total_high as stated_high,
        if(
            count_stated = 3,
            greatest(least(export_value, import_value), least(total_value, greatest(export_value, import_value))),
            null
        ) as computed,
        if(export_low is null or import_low is null, null, least(export_low, import_low)) as computed_low,
        if(export_high is null or import_high is null, null, greatest(export_high, import_high)) as computed_high,
        '~' in (total_approx, export_approx, import_approx) as is_uncertain,
        case
            when count_stated < 3
                then 'growth not stated: ' || concat_ws(
                    ' and ',
                    if(total_value is null, 'the total', null),
                    if(export_value is null, 'exports', null),
                    if(import_value is null, 'imports', null)
                )
            when is_ambiguous then 'several growths are stated for one flow'
        end as missing,
        [total_statement, export_statement, import_statement] as statements,
    from growths_side_by_side
    where count_stated >= 2 or is_undivided
),
keys_of_grown_flows as (
    select
        release_id,
        region,
        period_start,
        period_end,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        basis,
        unit,
    from grown_levels
    where flow in ('export', 'import') and level > 0 and growth > -100
    group by all
    having count(*) = 2
),
grown_flows as (
    select
        release_id,
        region,
        period_start,
        period_end,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        basis,
        unit as level_unit,
        max(growth) filter (flow = 'total') as stated,
        max(growth_low) filter (flow = 'total') as stated_low,
        max(growth_high) filter (flow = 'total') as stated_high,
        max(level::double) filter (flow = 'export') as export_level,
        max(level_low::double) filter (flow = 'export') as export_level_low,
        max(level_high::double) filter (flow = 'export') as export_level_high,
        max(1 + growth::double / 100) filter (flow = 'export') as export_factor,
        max(1 + growth_low::double / 100) filter (flow = 'export') as export_factor_low,
        max(1 + growth_high::double / 100) filter (flow = 'export') as export_factor_high,
        max(level::double) filter (flow = 'import') as import_level,
        max(level_low::double) filter (flow = 'import') as import_level_low,
        max(level_high::double) filter (flow = 'import') as import_level_high,
        max(1 + growth::double / 100) filter (flow = 'import') as import_factor,
        max(1 + growth_low::double / 100) filter (flow = 'import') as import_factor_low,
        max(1 + growth_high::double / 100) filter (flow = 'import') as import_factor_high,
        bool_or(is_approximate or growth_is_ambiguous) as is_uncertain,
        list_sort(list_distinct(flatten(list([level_statement_id, growth_statement_id])))) as statements,
    from grown_levels
    semi join keys_of_grown_flows using (
        release_id,
        region,
        period_start,
        period_end,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        basis,
        unit,
    )
    where flow <> 'balance'
    group by all
),
weighted_growths as (
    select
        *,
        -- growth of the sum rises with both growths and with the weight of the faster flow: extremes are at the corners
        100 * (
            (export_level + import_level)
            / nullif(
                export_level / nullif(export_factor, 0)
                + import_level / nullif(import_factor, 0),
                0
            )
            - 1
        ) as weighted,
        100 * (
            (export_level_high + import_level_low)
            / nullif(
                export_level_high / nullif(export_factor_low, 0)
                + import_level_low / nullif(import_factor_low, 0),
                0
            )
            - 1
        ) as lower_with_exports,
        100 * (
            (export_level_low + import_level_high)
            / nullif(
                export_level_low / nullif(export_factor_low, 0)
                + import_level_high / nullif(import_factor_low, 0),
                0
            )
            - 1
        ) as lower_with_imports,
        100 * (
            (export_level_high + import_level_low)
            / nullif(
                export_level_high / nullif(export_factor_high, 0)
                + import_level_low / nullif(import_factor_high, 0),
                0
            )
            - 1
        ) as upper_with_exports,
        100 * (
            (export_level_low + import_level_high)
            / nullif(
                export_level_low / nullif(export_factor_high, 0)
                + import_level_high / nullif(import_factor_high, 0),
                0
            )
            - 1
        ) as upper_with_imports,
    from grown_flows
),
growths_from_flows as (
    select
        'growth of total = growth of exports + imports' as identity,
        release_id,
        region,
        period_start,
        period_end,
        'total' as flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        '%' as unit,
        stated,
        stated_low,
        stated_high,
        weighted as computed,
        if(
            least(export_factor_low, import_factor_low) <= 0
            or lower_with_exports is null
            or lower_with_imports is null,
            null,
            least(lower_with_exports, lower_with_imports)
        ) as computed_low,
        if(
            upper_with_exports is null or upper_with_imports is null,
            null,
            greatest(upper_with_exports, upper_with_imports)
        ) as computed_high,
        is_uncertain,
        if(stated is null, 'growth of the total is not stated beside a level in ' || level_unit, null) as missing,
        statements,
    from weighted_growths
),
quarterly_growths as (
    select
        release_id,
        region,
        year(period_start) as period_year,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        basis,
        quarter(period_end) as quarter_number,
        value,
        value_low,
        value_high,
        approx,
        statement_id,
        is_contradicted,
    from figures
    where measure = 'growth'
        and choice = 1
        and month(period_start) in (1, 4, 7, 10)
        and last_day((period_start + interval 2 month)::date) = period_end
),
growths_of_longer_periods as (
    select
        *,
        year(period_start) as period_year,
        quarter(period_end) as quarters,
    from figures
    where measure = 'growth'
        and choice = 1
        and month(period_start) = 1
        and month(period_end) in (6, 9, 12)
        and year(period_start) = year(period_end)
),
growths_between_quarters as (
    select
        'growth between those of its quarters' as identity,
        longer.release_id,
        longer.region,
        longer.period_start,
        longer.period_end,
        longer.flow,
        longer.partner,
        longer.commodity,
        longer.regime,
        longer.enterprise,
        longer.zone,
        longer.transport,
        '%' as unit,
        longer.value as stated,
        longer.value_low as stated_low,
        longer.value_high as stated_high,
        if(
            count(*) = longer.quarters,
            greatest(min(quarterly.value), least(longer.value, max(quarterly.value))),
            null
        ) as computed,
        if(count(quarterly.value_low) = count(*), min(quarterly.value_low), null) as computed_low,
        if(count(quarterly.value_high) = count(*), max(quarterly.value_high), null) as computed_high,
        bool_or('~' in (longer.approx, quarterly.approx)) as is_uncertain,
        case
            when count(*) < longer.quarters then 'the growth of some quarters is not stated'
            when bool_or(longer.is_contradicted or quarterly.is_contradicted)
                then 'several growths are stated for one period'
        end as missing,
        list_prepend(longer.statement_id, list(quarterly.statement_id order by quarterly.quarter_number)) as statements,
    from growths_of_longer_periods as longer
    inner join quarterly_growths as quarterly using (
        release_id,
        region,
        period_year,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        basis,
    )
    where quarterly.quarter_number <= longer.quarters
    group by
        longer.observation_id,
        longer.quarters,
        longer.release_id,
        longer.region,
        longer.period_start,
        longer.period_end,
        longer.flow,
        longer.partner,
        longer.commodity,
        longer.regime,
        longer.enterprise,
        longer.zone,
        longer.transport,
        longer.value,
        longer.value_low,
        longer.value_high,
        longer.statement_id
),
dated_levels as (
    select
        *,
        year(period_end) as period_year,
    from figures
    where measure = 'level'
        and choice = 1
        and flow <> 'balance'
        and year(period_start) = year(period_end)
),
periods_in_year_to_date as (
    select
        'month or quarter within year to date' as identity,
        shorter.release_id,
        shorter.region,
        shorter.period_start,
        shorter.period_end,
        shorter.flow,
        shorter.partner,
        shorter.commodity,
        shorter.regime,
        shorter.enterprise,
        shorter.zone,
        shorter.transport,
        shorter.unit,
        year_to_date.value as stated,
        year_to_date.value_low as stated_low,
        year_to_date.value_high as stated_high,
        shorter.value as computed,
        shorter.value_low as computed_low,
        shorter.value_high as computed_high,
        true as is_at_most,
        '~' in (shorter.approx, year_to_date.approx) as is_uncertain,
        if(year_to_date.value is null, 'the release does not state the year to date', null) as missing,
        [year_to_date.statement_id, shorter.statement_id] as statements,
    from (select * from dated_levels where month(period_start) > 1) as shorter
    left join (select * from dated_levels where month(period_start) = 1) as year_to_date
        on year_to_date.release_id = shorter.release_id
        and year_to_date.region = shorter.region
        and year_to_date.period_year = shorter.period_year
        and year_to_date.flow = shorter.flow
        and year_to_date.partner = shorter.partner
        and year_to_date.commodity = shorter.commodity
        and year_to_date.regime = shorter.regime
        and year_to_date.enterprise = shorter.enterprise
        and year_to_date.zone = shorter.zone
        and year_to_date.transport = shorter.transport
        and year_to_date.unit = shorter.unit
        and year_to_date.period_end >= shorter.period_end
),
periods_from_year_to_date as (
    select
        'month = year to date - year to date before' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
        stated,
        stated_low,
        stated_high,
        difference as computed,
        difference_low as computed_low,
        difference_high as computed_high,
        is_approximate as is_uncertain,
        if(
            difference is null, 'year-to-date figures of this and the month before are not both published', null
        ) as missing,
        statements,
    from monthly
    where stated is not null and month(period_start) > 1
    union all by name
    select
        'quarter = year to date - year to date before' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        unit,
        stated,
        stated_low,
        stated_high,
        difference as computed,
        difference_low as computed_low,
        difference_high as computed_high,
        is_approximate as is_uncertain,
        if(
            difference is null, 'year-to-date figures of this and the quarter before are not both published', null
        ) as missing,
        statements,
    from quarterly
    where stated is not null and month(period_start) > 1
),
implied_rates as (
    select
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        yuan.value::double / nullif(dollars.value::double, 0) as rate,
        yuan.value_low::double / nullif(dollars.value_high::double, 0) as rate_low,
        yuan.value_high::double / nullif(dollars.value_low::double, 0) as rate_high,
        '~' in (yuan.approx, dollars.approx) as is_uncertain,
        [yuan.statement_id, dollars.statement_id] as statements,
        flow = 'total'
        and partner = 'world'
        and commodity = 'all'
        and regime = 'all'
        and enterprise = 'all'
        and zone = 'all'
        and transport = 'all' as is_total,
        count(*) over (partition by release_id, region, period_start, period_end) as pairs,
    from (select * from figures where measure = 'level' and choice = 1 and unit = 'CNY') as yuan
    inner join (select * from figures where measure = 'level' and choice = 1 and unit = 'USD') as dollars using (
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
    )
    where yuan.value > 0 and dollars.value > 0 and flow <> 'balance'
),
rates_against_total as (
    select
        'dollar figure = yuan figure at the rate of the total' as identity,
        pair.release_id,
        pair.region,
        pair.period_start,
        pair.period_end,
        pair.flow,
        pair.partner,
        pair.commodity,
        pair.regime,
        pair.enterprise,
        pair.zone,
        pair.transport,
        'CNY per USD' as unit,
        pair.rate as stated,
        pair.rate_low as stated_low,
        pair.rate_high as stated_high,
        if(pair.is_total, null, total.rate) as computed,
        if(pair.is_total, null, total.rate_low) as computed_low,
        if(pair.is_total, null, total.rate_high) as computed_high,
        pair.is_uncertain or coalesce(total.is_uncertain, false) as is_uncertain,
        case
            when pair.is_total then 'no other figure of the period is stated in both currencies'
            when total.rate is null then 'the total of the period is not stated in both currencies'
        end as missing,
        if(pair.is_total, pair.statements, list_concat(pair.statements, coalesce(total.statements, []))) as statements,
    from implied_rates as pair
    left join (select * from implied_rates where is_total) as total
        using (
            release_id,
            region,
            period_start,
            period_end,
        )
    where not pair.is_total or pair.pairs = 1
),
identities as (
    select *
    from sums_of_flows
    union all by name
    select *
    from balances
    union all by name
    select *
    from stated_shares
    union all by name
    select *
    from stated_share_changes
    union all by name
    select *
    from parts_of_wholes
    union all by name
    select *
    from sums_of_parts
    union all by name
    select *
    from growths_between_flows
    union all by name
    select *
    from growths_from_flows
    union all by name
    select *
    from growths_between_quarters
    union all by name
    select *
    from periods_in_year_to_date
    union all by name
    select *
    from periods_from_year_to_date
    union all by name
    select *
    from rates_against_total
),
rounded_identities as (
    select
        identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        partner,
        commodity,
        regime,
        enterprise,
        zone,
        transport,
        whole,
        unit,
        round(stated::double, 6) as stated,
        round(stated_low::double, 6) as stated_low,
        round(stated_high::double, 6) as stated_high,
        round(computed::double, 6) as computed,
        round(computed_low::double, 6) as computed_low,
        round(computed_high::double, 6) as computed_high,
        coalesce(is_at_most, false) as is_at_most,
        coalesce(is_uncertain, false) as is_uncertain,
        missing,
        parts_summed,
        list_filter(statements, lambda id: id is not null) as statements,
    from identities
),
judged_identities as (
    select
        *,
        coalesce(computed_low > stated_high, false) as is_above,
        coalesce(computed_high < stated_low, false) and not is_at_most as is_below,
        round(stated - computed, 6) as difference,
        -- how far apart rounding alone can put the two, on the side on which they differ
        round(
            if(
                stated >= computed and not is_at_most,
                (stated - stated_low) + (computed_high - computed),
                (stated_high - stated) + (computed - computed_low)
            ),
            6
        ) as rounding_allowance,
    from rounded_identities
)
select
    identity,
    release_id,
    region,
    period_start,
    period_end,
    flow,
    partner,
    commodity,
    regime,
    enterprise,
    zone,
    transport,
    whole,
    unit,
    stated,
    stated_low,
    stated_high,
    computed,
    computed_low,
    computed_high,
    difference,
    rounding_allowance,
    case
        when missing is not null then 'not testable'
        when not is_above and not is_below then 'holds'
        when is_uncertain then 'not testable'
        else 'violated'
    end as verdict,
    case
        when missing is not null then missing
        when (is_above or is_below) and is_uncertain
            then 'it fails, but not for certain: a figure is given as about, or its growth is ambiguous'
        when is_above and is_at_most then 'the computed figure exceeds the stated one by more than rounding allows'
        when is_above or is_below then 'the figures differ by more than rounding allows'
        when parts_summed is not null and computed_high >= stated_low
            then parts_summed || ' parts make up the whole within rounding'
        when parts_summed is not null then parts_summed || ' parts are stated; the rest of the whole is not'
        when is_at_most then 'not more than the whole'
        else 'the figures agree within rounding'
    end as why,
    statements,
from judged_identities;

comment on table reconciliation is 'Every identity that the stated figures support, tested with the rounding of the printed digits: exports + imports = total; balance; share = part / whole; share change; part and sum of parts within whole; growth of the total between and from those of exports and imports; growth between its quarters''; month within and from year to date; dollar against yuan figure. Start with: select identity, verdict, count(*) from reconciliation group by all';
comment on column reconciliation.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column reconciliation.release_id is 'Release that states the figures; for months and quarters from year-to-date figures, the one that states the month or quarter';
comment on column reconciliation.region is 'Reporter, see regions';
comment on column reconciliation.period_start is 'First day of the period';
comment on column reconciliation.period_end is 'Last day of the period';
comment on column reconciliation.flow is 'Flow that the identity is about: of the part for shares and parts, of the whole for sums';
comment on column reconciliation.partner is 'Partner that the identity is about, see partners; of the part for shares and parts';
comment on column reconciliation.commodity is 'Commodity that the identity is about, see commodities; of the part for shares and parts';
comment on column reconciliation.regime is 'Regime that the identity is about, see regimes; of the part for shares and parts';
comment on column reconciliation.enterprise is 'Kind of enterprise that the identity is about, see enterprises; of the part for shares and parts';
comment on column reconciliation.zone is 'Zone that the identity is about, see zones; of the part for shares and parts';
comment on column reconciliation.transport is 'Mode of transport that the identity is about, see transports; of the part for shares and parts';
comment on column reconciliation.whole is 'Whole that a share, part or sum of parts is held against, as coordinates; null for other identities';
comment on column reconciliation.unit is 'Unit of stated and computed: CNY, USD, a physical unit, %, pp, or CNY per USD';
comment on column reconciliation.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column reconciliation.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column reconciliation.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column reconciliation.computed is 'What the other figures give; for growth between others, the point of their span that is nearest to stated';
comment on column reconciliation.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column reconciliation.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column reconciliation.difference is 'stated - computed';
comment on column reconciliation.rounding_allowance is 'How far apart rounding alone can put stated and computed on the side on which they differ (for within: computed above stated); null where nothing bounds it';
comment on column reconciliation.verdict is 'holds (the bounds of stated and computed meet, or computed can be at most stated), violated, or not testable (a part is missing, or it fails by a figure given as about or by a growth that is ambiguous)';
comment on column reconciliation.why is 'What the verdict rests on, or what is missing';
comment on column reconciliation.statements is 'Statements behind the row, the stated figure''s first where it has one';
