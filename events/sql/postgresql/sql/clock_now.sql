-- The clock that dates records: the server's own, so that every writer has the same one.
-- Returns µs since 1970, UTC.
CREATE FUNCTION :"schema".clock_now() RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
$$;
