-- What was published: the pages in raw/, as text.
-- Grain: one row per fetched version of a page (a changed page is a new row; the old one stays).
-- Caveat: two files with the same bytes are one release.
create or replace table releases (
    release_id varchar primary key,
    url varchar,
    publisher varchar,
    title varchar not null,
    published_on date not null,
    date_source varchar not null,
    fetched_at timestamp,
    http_status smallint,
    language varchar not null,
    body_text varchar not null,
    path varchar not null,
    is_current boolean not null,
);

comment on table releases is 'Trade releases as fetched: one row per version of a page. Every figure in the warehouse points into the body_text of one of them';
comment on column releases.release_id is 'First 16 hex digits of the SHA-256 of the page''s bytes';
comment on column releases.url is 'Address that the page was fetched from; null for a file dropped into raw/ whose address is not known';
comment on column releases.publisher is 'Who published the page, from the manifest or the page itself';
comment on column releases.title is 'Headline of the page, the first passage of body_text';
comment on column releases.published_on is 'Publication date; relative periods in the text are resolved against it';
comment on column releases.date_source is 'Where published_on was found: the manifest, or the mark-up or text of the page';
comment on column releases.fetched_at is 'When this version was retrieved (UTC), from the manifest; null for a dropped file';
comment on column releases.http_status is 'HTTP status of the last request for the page, from the manifest: 404 or 410 means that it has been withdrawn since';
comment on column releases.language is 'Language of the text (ISO 639-1)';
comment on column releases.body_text is 'Canonical text of the article; all character positions count its characters from 0';
comment on column releases.path is 'File of the page, relative to raw/';
comment on column releases.is_current is 'True for the latest retrieved version of the address; superseded versions stay for revisions';
