-- The head moves forward only, and only to the last record, with which its stream must end: who
-- knows no ends of streams (an older release that was at it meanwhile) records nothing.
CREATE FUNCTION :"schema".check_head() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.only <> 1 OR NEW.size <= OLD.size OR NEW.recorded_at <= OLD.recorded_at
        OR NEW.size IS DISTINCT FROM (SELECT max(r.position) FROM :"schema".record AS r)
        OR NEW.recorded_at IS DISTINCT FROM (
            SELECT r.recorded_at FROM :"schema".record AS r WHERE r.position = NEW.size
        )
        OR NOT EXISTS (
            SELECT 1 FROM :"schema".record AS r
            JOIN :"schema".stream AS s ON s.stream = r.stream AND s.position = r.position
            WHERE r.position = NEW.size
        )
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'parley: head is never moved but forward; record a correction instead';
    END IF;
    RETURN NEW;
END
$$;
