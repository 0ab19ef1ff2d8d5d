-- Records are put at the end of the log and at the end of their streams, once the rows of one
-- INSERT are all there. Append does so by itself: this is for an owner who inserts by hand.
CREATE FUNCTION :"schema".check_record_order() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _first bigint;
    _last bigint;
    _count bigint;
BEGIN
    SELECT min(a.position), max(a.position), count(*) INTO _first, _last, _count FROM added AS a;
    IF _count > 0 AND (
        _last - _first + 1 <> _count
        OR _last <> (SELECT max(r.position) FROM :"schema".record AS r)
        OR _first - 1 <> (
            SELECT coalesce(max(r.position), 0) FROM :"schema".record AS r
            WHERE r.position < _first
        )
        OR EXISTS (
            SELECT 1
            FROM (
                SELECT
                    a.stream, a.version,
                    lag(a.version) OVER (PARTITION BY a.stream ORDER BY a.position) AS before
                FROM added AS a
            ) AS a
            WHERE a.version - 1 <> coalesce(
                a.before,
                (
                    SELECT r.version FROM :"schema".record AS r
                    WHERE r.stream = a.stream AND r.version < a.version
                    ORDER BY r.version DESC LIMIT 1
                ),
                0
            )
        )
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'parley: record is never put out of order; record a correction instead';
    END IF;
    RETURN NULL;
END
$$;
