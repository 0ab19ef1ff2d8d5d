-- What the triggers of a table say when somebody changes what was recorded. They stop a mistake
-- and a curious hand with an SQL shell, not an owner, who can drop them: for that there is the
-- tree, and checkpoints that somebody else holds.
--
-- Its one argument says what never happens to the table: "changed", "deleted", "emptied".
CREATE FUNCTION :"schema".refuse() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = format(
            'parley: %s is never %s; record a correction instead', TG_TABLE_NAME, TG_ARGV[0]
        );
END
$$;
