-- How a release is laid out: its headings, paragraphs, list items, table rows and captions.
-- Grain: one row per block of a release's body_text, in text order.
create or replace table passages (
    release_id varchar not null,
    passage_number integer not null,
    kind varchar not null check (kind in ('heading', 'paragraph', 'list_item', 'table_row', 'caption')),
    level integer not null check (level >= 0),
    heading_number integer,
    heading varchar,
    table_number integer,
    caption_number integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null check (char_end >= char_start),
    primary key (release_id, passage_number),
);

comment on table passages is 'Blocks of each release''s text, in order. Text of a passage: substr(body_text, char_start + 1, char_end - char_start)';
comment on column passages.release_id is 'Release that the passage belongs to';
comment on column passages.passage_number is 'Position of the passage in its release, from 0';
comment on column passages.kind is 'heading, paragraph, list_item, table_row or caption';
comment on column passages.level is '1 for the headline, 2 and more for the headings below it, 0 for everything else';
comment on column passages.heading_number is 'passage_number of the heading that the passage stands under; null above the first one';
comment on column passages.heading is 'Text of that heading';
comment on column passages.table_number is 'Which table of the page a table_row belongs to, from 0; null elsewhere';
comment on column passages.caption_number is 'passage_number of the caption or introducing paragraph of that table';
comment on column passages.char_start is 'First character of the passage in body_text, from 0';
comment on column passages.char_end is 'Character after the last one of the passage';
