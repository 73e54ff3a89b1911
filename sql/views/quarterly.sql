-- What was traded in each quarter, stated or taken as the difference of two year-to-date figures?
-- Grain: one row per region, quarter, flow, breakdown and unit.
-- Caveat: see discrete_levels, of which these are the quarters.
create or replace view quarterly as
select * exclude (step, breakdown)
from discrete_levels
where step = 'quarter';

comment on view quarterly is 'Levels of single quarters: as stated, or as year-to-date less year-to-date of the quarter before, with bounds from the printed digits; where both exist, whether they agree. Figures are those of latest';
comment on column quarterly.region is 'Reporter, see regions';
comment on column quarterly.period_start is 'First day of the quarter';
comment on column quarterly.period_end is 'Last day of the quarter';
comment on column quarterly.flow is 'total, export, import, or balance (surplus positive)';
comment on column quarterly.partner is 'Partner country or group, see partners; world when not broken down';
comment on column quarterly.commodity is 'Commodity or group, see commodities; all when not broken down';
comment on column quarterly.regime is 'Customs regime, see regimes; all when not broken down';
comment on column quarterly.enterprise is 'Kind of enterprise, see enterprises; all when not broken down';
comment on column quarterly.zone is 'Customs-supervised zone or zones, see zones; all when not broken down';
comment on column quarterly.transport is 'Mode of transport, see transports; all when not broken down';
comment on column quarterly.unit is 'CNY, USD, or a physical unit';
comment on column quarterly.value is 'Level of the quarter, in unit: the stated one where there is one, else the difference';
comment on column quarterly.value_low is 'Least level that rounding leaves; null where nothing bounds it';
comment on column quarterly.value_high is 'Greatest level that rounding leaves; null where nothing bounds it';
comment on column quarterly.derivation is 'stated, difference (year-to-date less year-to-date), or both; where both exist value is the stated one';
comment on column quarterly.stated is 'Level of the quarter as stated; null where no release states it';
comment on column quarterly.stated_low is 'Least stated level that its text leaves';
comment on column quarterly.stated_high is 'Greatest stated level that its text leaves';
comment on column quarterly.difference is 'Year-to-date less year-to-date of the quarter before; null where either is not published';
comment on column quarterly.difference_low is 'Least difference that rounding leaves';
comment on column quarterly.difference_high is 'Greatest difference that rounding leaves';
comment on column quarterly.verdict is 'holds (the bounds of stated level and difference meet), violated, or not testable where there is only one; violated too where the year-to-date figure fell';
comment on column quarterly.why is 'What the verdict rests on';
comment on column quarterly.is_approximate is 'True where a figure behind the row is given as about (~)';
comment on column quarterly.release_id is 'Release that states the quarter; null where the value is a difference';
comment on column quarterly.statements is 'Statements behind the row: the stated quarter, year-to-date, year-to-date of the quarter before';
