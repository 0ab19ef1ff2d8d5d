-- The columns that stand beside a record, read from the statement's own bytes: whoever may call
-- append can offer any bytes, but no column that contradicts them.
--
-- A statement is canonical JSON (docs/format.md), so its members stand in one order and have one
-- spelling. All but the step are found at its two ends, and the step, whose text may hold what
-- SQL's json refuses (U+0000), need not be parsed. Quotes inside a text are always escaped, so
-- that no text of the step can look like the end of the statement.
--
-- Raises PL001 for bytes that are no such statement, PL005 for one made for another ledger.
CREATE FUNCTION :"schema".read_statement(
    statement bytea,
    ledger text,             -- the name that it must repeat
    OUT id text,
    OUT stream text,
    OUT version bigint,
    OUT previous bytea,      -- 32 bytes, or null
    OUT type text
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- {"id":"<36 characters>","ledger":"…","previous":…,"recorded_by":…
    _ledger_at CONSTANT integer := 44;
    _ledger CONSTANT bytea :=
        convert_to('","ledger":' || to_json(ledger)::text || ',"previous":', 'UTF8');
    _previous_at CONSTANT integer := _ledger_at + octet_length(_ledger);
    _longest_end CONSTANT integer := 480;  -- bytes: names of 200 and 100, two numbers, six members
    _opening text;
    _middle text;
    _end text[];                           -- what stands between quotes
    _n integer;
BEGIN
    -- "escape" writes backslashes and bytes beyond ASCII as text that fits nothing below.
    _opening := encode(substring(statement FROM 1 FOR _ledger_at + 10), 'escape');
    id := substr(_opening, 8, 36);
    IF _opening IS DISTINCT FROM '{"id":"' || id || '","ledger":'
        OR id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'it does not begin with an id';
    END IF;
    IF substring(statement FROM _ledger_at FOR octet_length(_ledger)) <> _ledger THEN
        RAISE EXCEPTION USING ERRCODE = 'PL005', MESSAGE = 'it was made for another ledger';
    END IF;

    _middle := encode(substring(statement FROM _previous_at FOR 82), 'escape');
    IF starts_with(_middle, 'null,"recorded_by":') THEN
        previous := NULL;
    ELSIF left(_middle, 1) = '"' AND substr(_middle, 2, 64) ~ '^[0-9a-f]{64}$'
        AND starts_with(substr(_middle, 66), '","recorded_by"')
    THEN
        previous := decode(substr(_middle, 2, 64), 'hex');
    ELSE
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'it does not name the statement before it';
    END IF;

    -- },"stream":"…","type":"…","type_version":…,"v":1,"version":…}
    _end := string_to_array(
        encode(
            substring(statement FROM greatest(1, octet_length(statement) - _longest_end)), 'escape'
        ),
        '"'
    );
    _n := cardinality(_end);
    stream := _end[_n - 11];
    type := _end[_n - 7];
    IF (right(_end[_n - 14], 2), _end[_n - 13 : _n - 12], _end[_n - 10 : _n - 8]) IS DISTINCT FROM
            ('},', ARRAY['stream', ':'], ARRAY[',', 'type', ':'])
        OR (_end[_n - 6 : _n - 5], _end[_n - 3 : _n - 1]) IS DISTINCT FROM
            (ARRAY[',', 'type_version'], ARRAY['v', ':1,', 'version'])
        OR stream !~ '^[a-z]+(?:/[a-z0-9][a-z0-9._-]*)?$'
        OR type !~ '^[A-Za-z][A-Za-z0-9_.-]*$'
        OR _end[_n - 4] !~ '^:[1-9][0-9]{0,15},$'
        OR _end[_n] !~ '^:[1-9][0-9]{0,15}}$'
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'it does not end as a statement does';
    END IF;
    version := trim(':}' FROM _end[_n])::bigint;
END
$$;
