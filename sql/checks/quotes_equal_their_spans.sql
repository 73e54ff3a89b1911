-- severity: error
-- why: a figure that is not at its characters cannot be proved
-- looked at: select count(*) from statements join releases using (release_id)
-- out of: select count(*) from statements
-- within: release
select
    statements.statement_id,
    statements.quote,
    substr(releases.body_text, statements.char_start + 1, statements.char_end - statements.char_start) as in_text,
    releases.path,
from statements
join releases using (release_id)
where statements.quote is distinct from substr(releases.body_text, statements.char_start + 1, statements.char_end - statements.char_start)
order by statements.statement_id;
