-- severity: error
-- why: two rules that claim the same characters read one figure as two
-- looked at: select count(*) from statements
-- out of: select count(*) from observations
-- within: release
with spans as (
    select
        release_id,
        char_start,
        char_end,
        list(statement_id order by statement_id) as statements,
        -- "Both grew 5 percent" is one span with two figures: one rule, one value.
        count(distinct (rule, abs(value), unit)) as claims,
    from statements
    group by all
),
spans_in_order as (
    select
        release_id,
        char_start,
        char_end,
        statements,
        claims,
        max(char_end) over (
            partition by release_id
            order by char_start, char_end
            rows between unbounded preceding and 1 preceding
        ) as ends_before,
    from spans
)
select
    release_id,
    char_start,
    char_end,
    ends_before,
    claims,
    statements,
from spans_in_order
where char_start < ends_before or claims > 1
order by release_id, char_start;
