-- What was traded in each month, stated or taken as the difference of two year-to-date figures?
-- Grain: one row per region, month, flow, breakdown and unit.
-- Caveat: see discrete_levels, of which these are the months.
create or replace view monthly as
select * exclude (step, breakdown)
from discrete_levels
where step = 'month';

comment on view monthly is 'Levels of single months: as stated, or as year-to-date less year-to-date of the month before, with bounds from the printed digits; where both exist, whether they agree. Figures are those of latest';
comment on column monthly.region is 'Reporter, see regions';
comment on column monthly.period_start is 'First day of the month';
comment on column monthly.period_end is 'Last day of the month';
comment on column monthly.flow is 'total, export, import, or balance (surplus positive)';
comment on column monthly.partner is 'Partner country or group, see partners; world when not broken down';
comment on column monthly.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column monthly.regime is 'Customs regime, see regimes; all when not broken down';
comment on column monthly.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column monthly.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column monthly.transport is 'Mode of transport, see transports; all when not broken down';
comment on column monthly.unit is 'CNY, USD, or a physical unit';
comment on column monthly.value is 'Level of the month, in unit: the stated one where there is one, else the difference';
comment on column monthly.value_low is 'Least level that rounding leaves; null where nothing bounds it';
comment on column monthly.value_high is 'Greatest level that rounding leaves; null where nothing bounds it';
comment on column monthly.derivation is 'stated, difference (year-to-date less year-to-date), or both; where both exist value is the stated one';
comment on column monthly.stated is 'Level of the month as stated; null where no release states it';
comment on column monthly.stated_low is 'Least stated level that its text leaves';
comment on column monthly.stated_high is 'Greatest stated level that its text leaves';
comment on column monthly.difference is 'Year-to-date less year-to-date of the month before; null where either is not published';
comment on column monthly.difference_low is 'Least difference that rounding leaves';
comment on column monthly.difference_high is 'Greatest difference that rounding leaves';
comment on column monthly.verdict is 'holds (the bounds of stated level and difference meet), violated, or not testable where there is only one; violated too where the year-to-date figure fell';
comment on column monthly.why is 'What the verdict rests on';
comment on column monthly.is_approximate is 'True where a figure behind the row is given as about (~)';
comment on column monthly.release_id is 'Release that states the month; null where the value is a difference';
comment on column monthly.statements is 'Statements behind the row: the stated month, year-to-date, year-to-date of the month before';
