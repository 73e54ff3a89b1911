-- Do the figures add up, within the rounding of their printed digits?
-- One row per identity and verdict: how often, and the largest gap in units of what rounding allows (up to 1 holds).
select
    identity,
    verdict,
    count(*) as times,
    round(max(abs(difference) / nullif(rounding_allowance, 0)) filter (where contains(identity, '=')), 2) as largest_gap,
from reconciliation
group by all
order by identity, verdict;
