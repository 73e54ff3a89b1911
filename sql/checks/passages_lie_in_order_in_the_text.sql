-- severity: error
-- why: passages that overlap or leave the text give figures the wrong heading and sentence
-- looked at: select count(*) from passages join releases using (release_id)
-- out of: select count(*) from passages
-- within: release
with neighbours as (
    select
        passages.release_id,
        passages.passage_number,
        passages.char_start,
        passages.char_end,
        lag(passages.char_end, 1, 0) over (partition by passages.release_id order by passages.passage_number) as previous_end,
        length(releases.body_text) as text_length,
    from passages
    join releases using (release_id)
)
select
    release_id,
    passage_number,
    char_start,
    char_end,
    previous_end,
    text_length,
from neighbours
where char_start < previous_end or char_end > text_length
order by release_id, passage_number;
