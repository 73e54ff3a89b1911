-- severity: error
-- why: the file explains itself to whoever opens it
-- looked at: select count(*) from duckdb_columns() where database_name = current_database() and not internal
-- out of: select count(*) from information_schema.columns where table_catalog = current_database()
select
    table_name as object,
    null as column_name,
from duckdb_tables()
where database_name = current_database() and not internal and coalesce(comment, '') = ''
union all
select
    view_name,
    null,
from duckdb_views()
where database_name = current_database() and not internal and coalesce(comment, '') = ''
union all
select
    table_name,
    column_name,
from duckdb_columns()
where database_name = current_database() and not internal and coalesce(comment, '') = ''
order by all;
