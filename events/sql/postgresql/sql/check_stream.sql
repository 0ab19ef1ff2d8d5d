-- A stream's end is that of its last record, and moves forward only.
CREATE FUNCTION :"schema".check_stream() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.version IS DISTINCT FROM (
            SELECT max(r.version) FROM :"schema".record AS r WHERE r.stream = NEW.stream
        )
        OR NOT EXISTS (
            SELECT 1 FROM :"schema".record AS r
            WHERE r.position = NEW.position AND r.stream = NEW.stream
                AND r.version = NEW.version AND r.statement_hash = NEW.hash
        )
        OR TG_OP = 'UPDATE' AND (NEW.stream <> OLD.stream OR NEW.version <= OLD.version)
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'parley: stream is never moved but forward; record a correction instead';
    END IF;
    RETURN NEW;
END
$$;
