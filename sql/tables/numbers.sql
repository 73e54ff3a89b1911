-- Every number in a release's text and what became of it: nothing is dropped in silence.
-- Grain: one row per number in a release's body_text.
create or replace table numbers (
    release_id varchar not null,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    text varchar not null,
    outcome varchar not null check (outcome in ('read', 'repeat', 'date', 'out_of_scope', 'unread')),
    reason varchar not null,
    hint varchar,
    statement_id varchar,
    primary key (release_id, char_start),
    check (char_end > char_start),
);

comment on table numbers is 'Numbers found in each release and their outcome. Unread ones are the worklist: select * from numbers where outcome = ''unread''';
comment on column numbers.release_id is 'Release that prints the number';
comment on column numbers.char_start is 'First character of the number in body_text, from 0';
comment on column numbers.char_end is 'Character after the last one of the number';
comment on column numbers.text is 'The number as printed';
comment on column numbers.outcome is 'read (a statement), repeat (states a figure that another statement has), date (part of a date or period), out_of_scope, or unread';
comment on column numbers.reason is 'Rule that decided the outcome, or why the number could not be read';
comment on column numbers.hint is 'What a person could do about an unread number';
comment on column numbers.statement_id is 'Statement that the number belongs to, for read and repeat';
