-- Where does each figure come from: which sentence of which release, by whom, at what address, of what date?
-- Grain: one row per observation, those of superseded releases included.
-- Caveat: where a sentence begins and ends is found by its marks, see sentences; a table row or heading is given whole.
create or replace view citations as
select
    observations.observation_id,
    observations.statement_id,
    observations.release_id,
    statements.quote,
    trim(
        substr(releases.body_text, sentences.char_start + 1, sentences.char_end - sentences.char_start)
    ) as sentence,
    substr(releases.body_text, passages.char_start + 1, passages.char_end - passages.char_start) as passage,
    passages.kind as passage_kind,
    passages.heading,
    statements.char_start,
    statements.char_end,
    statements.rule,
    releases.title,
    releases.publisher,
    releases.url,
    releases.path,
    releases.published_on,
    releases.fetched_at,
    releases.is_current,
from observations
inner join releases using (release_id)
left join statements using (statement_id)
left join sentences using (statement_id)
left join passages
    on passages.release_id = sentences.release_id
    and passages.passage_number = sentences.passage_number;

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
