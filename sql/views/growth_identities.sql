-- Is the growth of the total what levels and growth of exports and imports give, and the growth of a longer period
-- between those of its quarters?
-- Grain: one row per identity and the figures of one release that it is held against.
-- Caveat: not judged yet, see reconciliation.
create or replace view growth_identities as
with keys_of_grown_flows as (
    select
        release_id,
        region,
        period_start,
        period_end,
        breakdown,
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
        breakdown,
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
        breakdown,
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
        breakdown,
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
        breakdown,
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
        longer.breakdown,
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
        breakdown,
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
        longer.breakdown,
        longer.value,
        longer.value_low,
        longer.value_high,
        longer.statement_id
)
select *
from growths_from_flows
union all by name
select *
from growths_between_quarters;

comment on view growth_identities is 'Identities of growth: of the total from exports and imports with their weights, of a period between its quarters; judged in reconciliation';
comment on column growth_identities.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column growth_identities.release_id is 'Release that states the figures';
comment on column growth_identities.region is 'Reporter, see regions';
comment on column growth_identities.period_start is 'First day of the period';
comment on column growth_identities.period_end is 'Last day of the period';
comment on column growth_identities.flow is 'Flow that the identity is about';
comment on column growth_identities.breakdown is 'The six codes partner to transport that the identity is about';
comment on column growth_identities.unit is 'Unit of stated and computed';
comment on column growth_identities.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column growth_identities.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column growth_identities.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column growth_identities.computed is 'What the other figures give';
comment on column growth_identities.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column growth_identities.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column growth_identities.is_uncertain is 'True where a figure is given as about, or its growth is ambiguous';
comment on column growth_identities.missing is 'What is missing to test it; null where nothing is';
comment on column growth_identities.statements is 'Statements behind the row, the stated figure''s first where it has one; null for those that are missing';
