-- The file's own guide: questions that the warehouse answers, each with a query to copy.
-- Grain: one row per example query.
create or replace table readme (
    example varchar primary key,
    question varchar not null,
    grain varchar not null,
    query varchar not null,
);

comment on table readme is 'Start here: example questions with their queries. Comments describe every object: select table_name, column_name, comment from duckdb_columns() where comment is not null';
comment on column readme.example is 'Name of the example';
comment on column readme.question is 'What the query answers';
comment on column readme.grain is 'What a row of the answer is';
comment on column readme.query is 'SQL to copy and run';
