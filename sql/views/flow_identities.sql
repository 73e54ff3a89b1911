-- Do exports, imports, total and balance of a release agree, as levels and as growth?
-- Grain: one row per identity and the figures of one release that it is held against.
-- Caveat: not judged yet, see reconciliation. Where two of three figures are missing there is no row, unless the figure is
-- of all trade.
create or replace view flow_identities as
with keys_of_several_flows as (
    select
        release_id,
        region,
        period_start,
        period_end,
        breakdown,
        measure,
        basis,
        unit,
        (partner, commodity, regime, enterprise, zone, transport)
        = ('world', 'all', 'all', 'all', 'all', 'all') as is_undivided,
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
        and keys_of_several_flows.breakdown = figures.breakdown
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
        breakdown,
        measure,
        basis,
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
        bool_or(is_contradicted) filter (flow <> 'balance') as is_ambiguous,
    from flow_figures
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
        breakdown,
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
    where measure = 'level' and (count_stated >= 2 or (is_undivided and count_stated = 1))
),
balances as (
    select
        'balance = exports - imports' as identity,
        release_id,
        region,
        period_start,
        period_end,
        'balance' as flow,
        breakdown,
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
    where measure = 'level' and balance_value is not null
),
growths_between_flows as (
    select
        'growth of total between those of exports and imports' as identity,
        release_id,
        region,
        period_start,
        period_end,
        'total' as flow,
        breakdown,
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
    from flows_side_by_side
    where measure = 'growth' and (count_stated >= 2 or (is_undivided and count_stated = 1))
)
select *
from sums_of_flows
union all by name
select *
from balances
union all by name
select *
from growths_between_flows;

comment on view flow_identities is 'Identities between exports, imports, total and balance; judged in reconciliation';
comment on column flow_identities.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column flow_identities.release_id is 'Release that states the figures';
comment on column flow_identities.region is 'Reporter, see regions';
comment on column flow_identities.period_start is 'First day of the period';
comment on column flow_identities.period_end is 'Last day of the period';
comment on column flow_identities.flow is 'Flow that the identity is about';
comment on column flow_identities.breakdown is 'The six codes partner to transport that the identity is about';
comment on column flow_identities.unit is 'Unit of stated and computed';
comment on column flow_identities.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column flow_identities.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column flow_identities.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column flow_identities.computed is 'What the other figures give';
comment on column flow_identities.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column flow_identities.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column flow_identities.is_uncertain is 'True where a figure is given as about, or its growth is ambiguous';
comment on column flow_identities.missing is 'What is missing to test it; null where nothing is';
comment on column flow_identities.statements is 'Statements behind the row, the stated figure''s first where it has one; null for those that are missing';
