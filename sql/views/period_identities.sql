-- Does a month or quarter lie within the year to date, and is it the difference of two year-to-date figures?
-- Grain: one row per identity and the figures that it is held against; the difference reaches across releases, and its
-- release is the one that states the month or quarter.
-- Caveat: not judged yet, see reconciliation.
create or replace view period_identities as
with dated_levels as (
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
        shorter.breakdown,
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
        and year_to_date.breakdown = shorter.breakdown
        and year_to_date.unit = shorter.unit
        and year_to_date.period_end >= shorter.period_end
),
periods_from_year_to_date as (
    select
        step || ' = year to date - year to date before' as identity,
        release_id,
        region,
        period_start,
        period_end,
        flow,
        breakdown,
        unit,
        stated,
        stated_low,
        stated_high,
        difference as computed,
        difference_low as computed_low,
        difference_high as computed_high,
        is_approximate as is_uncertain,
        if(
            difference is null, 'year-to-date figures of this and the ' || step || ' before are not both published', null
        ) as missing,
        statements,
    from discrete_levels
    where stated is not null and month(period_start) > 1
)
select *
from periods_in_year_to_date
union all by name
select *
from periods_from_year_to_date;

comment on view period_identities is 'Identities between months, quarters and year-to-date figures; judged in reconciliation';
comment on column period_identities.identity is 'The identity, named left side = right side; within means at most, between means no less than the least and no more than the greatest';
comment on column period_identities.release_id is 'Release that states the figures';
comment on column period_identities.region is 'Reporter, see regions';
comment on column period_identities.period_start is 'First day of the period';
comment on column period_identities.period_end is 'Last day of the period';
comment on column period_identities.flow is 'Flow that the identity is about';
comment on column period_identities.breakdown is 'The six codes partner to transport that the identity is about';
comment on column period_identities.unit is 'Unit of stated and computed';
comment on column period_identities.stated is 'The stated figure: left side of the identity, or the whole that something lies within';
comment on column period_identities.stated_low is 'Least value that its text leaves; null where nothing bounds it';
comment on column period_identities.stated_high is 'Greatest value that its text leaves; null where nothing bounds it';
comment on column period_identities.computed is 'What the other figures give';
comment on column period_identities.computed_low is 'Least value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column period_identities.computed_high is 'Greatest value that the rounding of the other figures leaves; null where nothing bounds it';
comment on column period_identities.is_at_most is 'True where computed may be less than stated: something lies within';
comment on column period_identities.is_uncertain is 'True where a figure is given as about, or its growth is ambiguous';
comment on column period_identities.missing is 'What is missing to test it; null where nothing is';
comment on column period_identities.statements is 'Statements behind the row, the stated figure''s first where it has one; null for those that are missing';
