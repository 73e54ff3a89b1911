-- Where does each figure come from: which sentence of which release, by whom, at what address, of what date?
-- Grain: one row per observation, those of superseded releases included.
-- Caveat: a sentence ends at a full stop, question or exclamation mark before a capital, a digit or a quotation mark,
-- so an abbreviation may cut one short; a table row or heading is given whole.
create or replace view citations as
with texts as (
    select
        passages.release_id,
        passages.char_start,
        passages.kind,
        passages.heading,
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
        statements.quote,
        statements.rule,
        texts.kind as passage_kind,
        texts.heading,
        texts.text as passage,
        substr(texts.text, 1, statements.char_start - texts.char_start) as text_before,
        substr(texts.text, statements.char_end - texts.char_start + 1) as text_after,
        -- no capturing groups: they are what makes a regular expression slow
        regexp_extract(
            text_before || substr(statements.quote, 1, 1),
            '(?s)^.*(?:[.!?][”’")]*\s+|[。！？][”’]?)[\p{Lu}\p{Lo}\d“‘"($¥]'
        ) as sentence_break,
        regexp_extract(
            text_after, '(?s)^.*?(?:[.!?][”’")]*\s+[\p{Lu}\p{Lo}\d“‘"($¥]|[。！？])'
        ) as sentence_rest,
    from statements
    asof left join texts
        on texts.release_id = statements.release_id
        and texts.char_start <= statements.char_start
)
select
    observations.observation_id,
    observations.statement_id,
    observations.release_id,
    placed.quote,
    trim(
        -- the last sentence end before the figure is one character before the capital that the match ends with
        substr(placed.text_before, greatest(length(placed.sentence_break), 1))
        || placed.quote
        || case
            when placed.sentence_rest = '' then placed.text_after
            when regexp_matches(placed.sentence_rest, '[。！？]$') then placed.sentence_rest
            else substr(placed.sentence_rest, 1, length(placed.sentence_rest) - 1)
        end
    ) as sentence,
    placed.passage,
    placed.passage_kind,
    placed.heading,
    placed.char_start,
    placed.char_end,
    placed.rule,
    releases.title,
    releases.publisher,
    releases.url,
    releases.path,
    releases.published_on,
    releases.fetched_at,
    releases.is_current,
from observations
inner join releases using (release_id)
left join placed_statements as placed using (release_id, statement_id);

comment on view citations is 'Every observation with the sentence that states it and the release it stands in';
comment on column citations.observation_id is 'Observation';
comment on column citations.statement_id is 'Statement that the observation comes from';
comment on column citations.release_id is 'Release that states it';
comment on column citations.quote is 'The figure as printed';
comment on column citations.sentence is 'The sentence of body_text that the figure stands in';
comment on column citations.passage is 'The whole passage: paragraph, list item, table row, heading or caption';
comment on column citations.passage_kind is 'heading, paragraph, list_item, table_row or caption';
comment on column citations.heading is 'Heading that the passage stands under; null above the first one';
comment on column citations.char_start is 'First character of the figure in body_text, from 0';
comment on column citations.char_end is 'Character after the last one of the figure';
comment on column citations.rule is 'Rule that read the figure';
comment on column citations.title is 'Headline of the release';
comment on column citations.publisher is 'Who published it';
comment on column citations.url is 'Where it was published; null for a file whose address is not known';
comment on column citations.path is 'File of the page, relative to raw/';
comment on column citations.published_on is 'Publication date';
comment on column citations.fetched_at is 'When the page was retrieved; null for a file that was not';
comment on column citations.is_current is 'False where a later version of the page has replaced this release';
