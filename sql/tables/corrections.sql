-- Reviewed corrections that are in force: what was read, what it should be, who says so and why.
-- Grain: one row per corrected field of a statement, or per rejected statement.
create or replace table corrections (
    statement_id varchar not null,
    action varchar not null check (action in ('override', 'reject')),
    field varchar,
    value_read varchar,
    value_corrected varchar,
    reason varchar not null,
    reviewer varchar not null,
    reviewed_on date not null,
);

comment on table corrections is 'The register of corrections, as applied in this build. Statements keep what was read, observations carry the corrected figure';
comment on column corrections.statement_id is 'Statement that is corrected';
comment on column corrections.action is 'override (a field of the observation takes another value) or reject (the statement gives no observation)';
comment on column corrections.field is 'Column of observations that is overridden; null for a rejection';
comment on column corrections.value_read is 'What was read; null for a rejection';
comment on column corrections.value_corrected is 'What the observation says instead; null for a rejection';
comment on column corrections.reason is 'Why the reviewer corrected it';
comment on column corrections.reviewer is 'Who reviewed it';
comment on column corrections.reviewed_on is 'Date of the review';
