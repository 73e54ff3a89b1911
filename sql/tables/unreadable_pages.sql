-- Pages in raw/ that could not become a release, so that a missing release is seen and not missed.
-- Grain: one row per page that could not be read in this build.
create or replace table unreadable_pages (
    path varchar primary key,
    sha256 varchar not null,
    url varchar,
    cause varchar not null,
);

comment on table unreadable_pages is 'Pages in raw/ that could not be read, each with its cause. Empty when all is well';
comment on column unreadable_pages.path is 'File of the page, relative to raw/';
comment on column unreadable_pages.sha256 is 'SHA-256 of the file''s bytes';
comment on column unreadable_pages.url is 'Address that the page was fetched from, where known';
comment on column unreadable_pages.cause is 'Why the page could not be read, in one line';
