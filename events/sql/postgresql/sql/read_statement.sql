-- What stands beside a record, read from the statement's own bytes, and the proof that they are a
-- statement: whoever may call append can offer any bytes, but none that would not read back.
--
-- A statement is canonical JSON (docs/format.md): the part of RFC 8785 with keys of printable ASCII
-- that need no escape, whole numbers below 2^53 and 64 levels. So its members stand in one order
-- and have one spelling. Escapes are masked first, which leaves quotes that only begin and end
-- texts; what stands between the quotes is then alternately punctuation and text. No text becomes
-- a value of SQL, which has none with U+0000 in it.
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
    _integer_max CONSTANT bigint := 9007199254740991;
    _step_depth_max CONSTANT integer := 63;  -- and one around it
    _quote_mask CONSTANT text := E'\uE000';  -- of an escaped quote or backslash: one character
    _control_mask CONSTANT text := E'\x7f';  -- of an escaped control character
    _ledger_at CONSTANT integer := 44;       -- {"id":"<36 characters>","ledger":"…
    _ledger CONSTANT bytea :=
        convert_to('","ledger":' || to_json(ledger)::text || ',"previous":', 'UTF8');
    _text text;              -- masked
    _plain boolean;          -- nothing but printable ASCII
    _parts text[];           -- of it: punctuation, text, punctuation, …, punctuation
    _count integer;
    _at integer;             -- the part before the first text of the step
    _opening text;           -- everything up to the step
    _recorded_by text;
    _rules text;
    _step text;
    _signs text := '';       -- punctuation other than a comma or a colon alone
    _sign text;
    _bracket text;
    _key text;
    _key_before text;        -- in the same object
    _keys_before text[];     -- in the objects around it
    _depth integer := 0;
    _wrong text;
BEGIN
    _text := convert_from(statement, 'UTF8');  -- refuses what is not UTF-8, and U+0000
    _plain := _text ~ '^[ -~]*$';
    IF NOT _plain AND _text ~ '[\u0001-\u001f]' THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'a control character is not escaped';
    END IF;
    IF strpos(_text, '\') > 0 THEN
        _plain := false;
        _text := regexp_replace(_text, '\\["\\]', _quote_mask, 'g');
        _text := regexp_replace(
            _text, '\\(?:[bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))', _control_mask, 'g'
        );
        IF strpos(_text, '\') > 0 THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PL001', MESSAGE = 'an escape is not the shortest one, or not needed';
        END IF;
    END IF;
    _parts := string_to_array(_text, '"');
    _count := cardinality(_parts);

    -- {"id":"…","ledger":"…","previous":…,"recorded_by":"…","rules":…,"step":
    id := _parts[4];
    IF id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        OR _parts[1:3] IS DISTINCT FROM ARRAY['{', 'id', ':']
        OR _parts[5:7] IS DISTINCT FROM ARRAY[',', 'ledger', ':']
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'it does not begin with an id';
    END IF;
    IF substring(statement FROM _ledger_at FOR octet_length(_ledger)) <> _ledger THEN
        RAISE EXCEPTION USING ERRCODE = 'PL005', MESSAGE = 'it was made for another ledger';
    END IF;
    IF _parts[11] = ':null,' THEN
        _at := 11;
    ELSIF _parts[11] = ':' AND _parts[13] = ',' AND _parts[12] ~ '^[0-9a-f]{64}$' THEN
        previous := decode(_parts[12], 'hex');
        _at := 13;
    ELSE
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'it does not name the statement before it';
    END IF;
    _recorded_by := _parts[_at + 3];
    _rules := _parts[_at + 6];
    _opening := array_to_string(_parts[1 : _at + 7], '"') || '":';
    IF _parts[_at + 1 : _at + 2] IS DISTINCT FROM ARRAY['recorded_by', ':']
        OR _recorded_by !~ '^[^\u007f-\u009f]+$' OR length(_recorded_by) > 200
        OR _parts[_at + 4 : _at + 5] IS DISTINCT FROM ARRAY[',', 'rules']
        OR _rules !~ '^:(?:null|[1-9][0-9]{0,15}),$' OR _parts[_at + 7] IS DISTINCT FROM 'step'
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PL001', MESSAGE = 'its members are not those of a statement';
    END IF;
    _at := _at + 8;

    -- },"stream":"…","type":"…","type_version":…,"v":1,"version":…}
    stream := _parts[_count - 11];
    type := _parts[_count - 7];
    IF _count - 14 < _at
        OR (right(_parts[_count - 14], 2), _parts[_count - 13 : _count - 12],
                _parts[_count - 10 : _count - 8], _parts[_count - 6 : _count - 5],
                _parts[_count - 3 : _count - 1])
            IS DISTINCT FROM
            ('},', ARRAY['stream', ':'],
                ARRAY[',', 'type', ':'], ARRAY[',', 'type_version'],
                ARRAY['v', ':1,', 'version'])
        OR stream !~ '^[a-z]+(?:/[a-z0-9][a-z0-9._-]*)?$' OR length(stream) > 200
        OR type !~ '^[A-Za-z][A-Za-z0-9_.-]*$' OR length(type) > 100
        OR _parts[_count - 4] !~ '^:[1-9][0-9]{0,15},$' OR _parts[_count] !~ '^:[1-9][0-9]{0,15}}$'
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'it does not end as a statement does';
    END IF;
    version := trim(':}' FROM _parts[_count])::bigint;
    IF greatest(version, trim(':,' FROM _parts[_count - 4])::bigint,
            nullif(trim(':,' FROM _rules), 'null')::bigint) > _integer_max
        OR (version = 1) <> (previous IS NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'a number of it is out of bounds';
    END IF;

    -- The step: keys ascend in each object, and nothing has a second spelling.
    FOR _n IN _at .. _count - 14 BY 2 LOOP
        _sign := _parts[_n];
        IF _sign <> ',' AND _sign <> ':' THEN
            _signs := _signs || _sign || '"';
            FOREACH _bracket IN ARRAY string_to_array(_sign, NULL) LOOP
                IF _bracket = '{' OR _bracket = '[' THEN
                    _depth := _depth + 1;
                    IF _depth > _step_depth_max THEN
                        RAISE EXCEPTION USING
                            ERRCODE = 'PL001', MESSAGE = 'it has more than 64 levels';
                    END IF;
                    _keys_before[_depth] := _key_before;
                    _key_before := NULL;
                ELSIF _bracket = '}' OR _bracket = ']' THEN
                    _key_before := _keys_before[_depth];
                    _depth := _depth - 1;
                END IF;
                EXIT WHEN _depth = 0 AND _bracket <> ':';
            END LOOP;
            EXIT WHEN _depth = 0;
        END IF;
        IF starts_with(_parts[_n + 2], ':') THEN
            _key := _parts[_n + 1];
            IF _key COLLATE "C" <= _key_before COLLATE "C" OR NOT _plain AND _key !~ '^[ -~]*$' THEN
                _wrong := 'its keys are not in order, twice, or not of printable ASCII';
            END IF;
            _key_before := _key;
        END IF;
    END LOOP;
    _step := substr(
        _text,
        length(_opening) + 1,
        length(_text) - length(_opening)
            - length(array_to_string(_parts[_count - 13 : _count], '"')) - 2
    );
    IF _wrong IS NULL AND (
        NOT starts_with(_step, '{') OR NOT starts_with(_text, _opening)
        OR _signs !~ '^(?:[][{},:"]|true|false|null|(?:0|-?[1-9][0-9]{0,15})(?![0-9]))*$'
        OR (
            _signs ~ '[0-9]{16}' AND EXISTS (
                SELECT 1 FROM regexp_matches(_signs, '[0-9]{16}', 'g') AS number(digits)
                WHERE number.digits[1]::bigint > _integer_max
            )
        )
    ) THEN
        _wrong := 'a value of it has another spelling';
    END IF;
    IF _wrong IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = _wrong;
    END IF;
    PERFORM _step::json;  -- which refuses all that is no JSON
EXCEPTION
    WHEN data_exception THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PL001', MESSAGE = format('it is no JSON in UTF-8: %s', SQLERRM);
END
$$;
