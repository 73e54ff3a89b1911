-- Which sentence does each figure stand in?
-- Grain: one row per statement.
-- Caveat: a table, built once: finding where sentences end takes seconds for a million figures, and citations would
-- find it again for each question. A sentence ends at a full stop, question or exclamation mark before a capital, a
-- digit or a quotation mark, so an abbreviation may cut one short; a table row or heading is given whole.
-- Within: release
create or replace table sentences as
with texts as (
    select
        passages.release_id,
        passages.passage_number,
        passages.char_start,
        passages.char_end,
        substr(releases.body_text, passages.char_start + 1, passages.char_end - passages.char_start) as text,
    from passages
    inner join releases using (release_id)
),
placed_statements as (
    select
        statements.statement_id,
        statements.release_id,
        statements.char_start,
        statements.char_end,
        texts.passage_number,
        texts.char_start as passage_start,
        texts.char_end as passage_end,
        -- no capturing groups: they are what makes a regular expression slow
        length(
            regexp_extract(
                substr(texts.text, 1, statements.char_start - texts.char_start + 1),
                '(?s)^.*(?:[.!?][”’")]*\s+|[。！？][”’]?)[\p{Lu}\p{Lo}\d“‘"($¥]'
            )
        ) as length_to_break,
        regexp_extract(
            substr(texts.text, statements.char_end - texts.char_start + 1),
            '(?s)^.*?(?:[.!?][”’")]*\s+[\p{Lu}\p{Lo}\d“‘"($¥]|[。！？])'
        ) as sentence_rest,
    from statements
    asof inner join texts
        on texts.release_id = statements.release_id
        and texts.char_start <= statements.char_start
)
select
    statement_id,
    release_id,
    passage_number,
    -- the last sentence end before the figure is one character before the capital that the match ends with
    passage_start + greatest(length_to_break, 1) - 1 as char_start,
    case
        when sentence_rest = '' then passage_end
        when regexp_matches(sentence_rest, '[。！？]$') then char_end + length(sentence_rest)
        else char_end + length(sentence_rest) - 1
    end as char_end,
from placed_statements;

comment on table sentences is 'Where the sentence of each figure begins and ends. Built once from statements and passages, not stated data; citations has the text';
comment on column sentences.statement_id is 'Statement';
comment on column sentences.release_id is 'Release that states it';
comment on column sentences.passage_number is 'Passage of the release that the figure stands in';
comment on column sentences.char_start is 'First character of the sentence in body_text, from 0';
comment on column sentences.char_end is 'Character after the last one of the sentence';
