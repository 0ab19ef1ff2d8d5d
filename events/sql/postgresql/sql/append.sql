-- Appending to the log: the only way in.
--
-- One transaction, one round trip. It locks the head FIRST, and only in later statements looks up
-- ids and versions: under READ COMMITTED each statement sees what was committed when it began, so
-- what the writers before us did is seen. (A single statement that locks and looks would see the
-- new head and the old log.) Positions are therefore gapless and in commit order, and a retry
-- always finds what its first attempt wrote. events/store.py has the contract.
--
-- It runs with its owner's rights; writers may call it and cannot touch the tables otherwise.
-- Every name is qualified and the search path holds nothing that a writer can put objects into.
--
-- Raises, with nothing written of any group:
--   PL001  not a statement, not a signature, or a group that contradicts itself
--   PL002  a record beyond the limit       detail: {"size", "limit"}, bytes
--   PL005  a statement of another ledger
--   PL006  the ledger has lost its head
--   PL007  the server's clock stands after the year 2199   detail: µs since 1970
CREATE FUNCTION :"schema".append(
    statements bytea[],        -- canonical bytes, group after group
    signatures text[],         -- of each: its signature lines, each with its line feed; '' for none
    groups integer[]           -- of each: the number of its group, which never falls
)
RETURNS TABLE (                -- one row per group, in order
    outcome text,              -- appended | same | version_is | id_taken
    positions bigint[],        -- appended, same: in the group's order; id_taken: that of "stored"
    recorded_at bigint,        -- appended, same: µs since 1970; of "same" the latest
    stream text,               -- version_is: whose version it is,
    expected bigint,           --     which the writer had seen,
    actual bigint,             --     and which stands there; 0 for no such stream
    offered integer,           -- id_taken: the number, in this call from 1, of the refused statement
    stored bytea               -- id_taken: the record that has its id
)
LANGUAGE plpgsql VOLATILE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET standard_conforming_strings = on      -- the caller's would read these texts otherwise
SET lock_timeout = '20s'                  -- how long to wait for the head
SET plan_cache_mode = force_generic_plan  -- to plan anew for each call takes longer than to append
SET enable_seqscan = off                  -- a plan made while the log was short serves a long one
SET jit = off                             -- or that price makes each session compile its queries first
AS $$
DECLARE
    _record_bytes_max CONSTANT integer := 65535;
    _latest CONSTANT bigint := 7258118400000000;  -- events/clock.py: LATEST
    -- what the statements say; the index is the number of the statement in this call
    _ids text[];
    _streams text[];
    _versions bigint[];
    _previous bytea[];
    _types text[];
    _hashes bytea[];
    _opens boolean[];          -- the first of its stream in its group
    _contradicts text;         -- what is wrong with a group in itself
    -- the head
    _before bigint;            -- size when we locked it
    _size bigint;
    _time bigint;              -- µs since 1970
    -- of one group
    _first integer;
    _last integer;
    _known integer;            -- how many of its ids are in the log
    _overlap integer;          -- the first of those
    _clash integer;            -- the first whose id belongs to another statement
    _conflict integer;         -- the first that does not follow what stands there
    _rows :"schema".record[];
    -- of one statement
    _n integer;
    _position bigint;
    _at bigint;
    _hash bytea;
    _version bigint;
    _data bytea;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        -- Acknowledged means durable, whatever is the custom of this server for other work.
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;

    IF (cardinality(signatures), cardinality(groups))
            IS DISTINCT FROM (cardinality(statements), cardinality(statements))
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PL001', MESSAGE = 'statements, signatures and groups are not as many';
    END IF;
    IF cardinality(statements) > 0 AND (
            array_ndims(statements), array_ndims(signatures), array_ndims(groups),
            array_lower(statements, 1), array_lower(signatures, 1), array_lower(groups, 1)
        ) IS DISTINCT FROM (1, 1, 1, 1, 1, 1)
    THEN
        -- What is read in its order is taken by its number further down.
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'an array does not count from 1';
    END IF;
    IF array_position(signatures, NULL) IS NOT NULL OR array_position(groups, NULL) IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PL001', MESSAGE = 'a signature or a group is null';
    END IF;

    -- What the bytes alone say is worked out before the lock, so that nobody waits for it.
    SELECT
        array_agg(said.id ORDER BY said.n),
        array_agg(said.stream ORDER BY said.n),
        array_agg(said.version ORDER BY said.n),
        array_agg(said.previous ORDER BY said.n),
        array_agg(said.type ORDER BY said.n),
        array_agg(said.hash ORDER BY said.n),
        array_agg(said.before IS NULL ORDER BY said.n),
        min(CASE
            WHEN said.lines !~ '^(?:[^\u0001-\u001f\u007f-\u009f\u2028\u2029]+\n)*$'
                THEN 'a signature is not one line of text'
            WHEN said.later_group THEN 'the groups are out of order'
            WHEN said.twice THEN format('the id %s twice in one group', said.id)
            WHEN said.before IS NOT NULL
                AND (said.version, said.previous)
                    IS DISTINCT FROM (said.before + 1, said.hash_before)
                THEN format(
                    'version %s of %s does not follow version %s in its group',
                    said.version, said.stream, said.before
                )
        END)
    INTO _ids, _streams, _versions, _previous, _types, _hashes, _opens, _contradicts
    FROM (
        SELECT
            facts.n, facts.lines, facts.id, facts.stream, facts.version, facts.previous, facts.type,
            facts.hash,
            lag(facts.version) OVER of_stream AS before,
            lag(facts.hash) OVER of_stream AS hash_before,
            lag(facts.n) OVER (PARTITION BY facts.grp, facts.id ORDER BY facts.n) IS NOT NULL AS twice,
            lag(facts.grp) OVER (ORDER BY facts.n) > facts.grp AS later_group
        FROM (
            SELECT
                given.n, given.grp, given.lines, sha256(given.statement) AS hash,
                said.id, said.stream, said.version, said.previous, said.type
            FROM (SELECT l.ledger FROM :"schema".ledger AS l) AS this
            CROSS JOIN unnest(statements, signatures, groups)
                WITH ORDINALITY AS given(statement, lines, grp, n)
            CROSS JOIN LATERAL :"schema".read_statement(given.statement, this.ledger) AS said
        ) AS facts
        WINDOW of_stream AS (PARTITION BY facts.grp, facts.stream ORDER BY facts.n)
    ) AS said;
    IF _contradicts IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = _contradicts;
    END IF;

    SELECT h.size, h.recorded_at INTO _before, _time FROM :"schema".head AS h FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PL006', MESSAGE = 'the ledger has no head';
    END IF;
    _size := _before;

    _first := 1;
    WHILE _first <= cardinality(statements) LOOP
        _last := _first;
        WHILE groups[_last + 1] = groups[_first] LOOP
            _last := _last + 1;
        END LOOP;
        outcome := NULL;
        positions := '{}';
        recorded_at := NULL;
        stream := NULL;
        expected := NULL;
        actual := NULL;
        offered := NULL;
        stored := NULL;

        -- 1. The ids: a retry gets its first answer again, any other use of a known id is refused.
        _known := 0;
        _overlap := NULL;
        _clash := NULL;
        FOR _n IN _first .. _last LOOP
            SELECT r.position, r.recorded_at, r.statement_hash
            INTO _position, _at, _hash
            FROM :"schema".record AS r WHERE r.id = _ids[_n];
            CONTINUE WHEN NOT FOUND;
            IF _hash <> _hashes[_n] THEN
                _clash := _n;
                EXIT;
            END IF;
            _known := _known + 1;
            _overlap := coalesce(_overlap, _n);
            positions := positions || _position;
            recorded_at := greatest(recorded_at, _at);
        END LOOP;
        IF _clash IS NULL AND _known BETWEEN 1 AND _last - _first THEN
            _clash := _overlap;
        END IF;

        -- 2. The versions: the first statement of each stream follows that stream's last one.
        _conflict := NULL;
        IF _clash IS NULL AND _known = 0 THEN
            FOR _n IN _first .. _last LOOP
                CONTINUE WHEN NOT _opens[_n];
                SELECT s.version, s.hash
                INTO _version, _hash
                FROM :"schema".stream AS s WHERE s.stream = _streams[_n];
                _version := coalesce(_version, 0);
                IF (_versions[_n], _previous[_n]) IS DISTINCT FROM (_version + 1, _hash) THEN
                    _conflict := _n;
                    EXIT;
                END IF;
            END LOOP;
        END IF;

        IF _clash IS NOT NULL THEN
            outcome := 'id_taken';
            recorded_at := NULL;
            offered := _clash;
            SELECT ARRAY[r.position], r.record
            INTO positions, stored
            FROM :"schema".record AS r WHERE r.id = _ids[_clash];
        ELSIF _known > 0 THEN
            outcome := 'same';
        ELSIF _conflict IS NOT NULL THEN
            outcome := 'version_is';
            positions := NULL;
            stream := _streams[_conflict];
            expected := _versions[_conflict] - 1;
            actual := _version;
        ELSE
            -- 3. The time: the server's clock, and later than the head's whatever that says.
            _at := :"schema".clock_now();
            IF _at >= _latest THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'PL007', MESSAGE = 'the clock is impossible', DETAIL = _at::text;
            END IF;
            _time := greatest(_at, _time + 1);

            -- 4. The records, as bytes: header line, signatures, a blank line, the statement.
            _rows := '{}';
            FOR _n IN _first .. _last LOOP
                _size := _size + 1;
                _data := convert_to(
                    format(E'parley.record/v1 %s %s\n%s\n', _size, _time, signatures[_n]), 'UTF8'
                ) || statements[_n];
                IF octet_length(_data) > _record_bytes_max THEN
                    RAISE EXCEPTION USING
                        ERRCODE = 'PL002',
                        MESSAGE = 'a record is over the limit',
                        DETAIL = json_build_object(
                            'size', octet_length(_data), 'limit', _record_bytes_max
                        );
                END IF;
                _rows := _rows || CAST(
                    ROW(
                        _size, _streams[_n], _versions[_n], _ids[_n], _types[_n], _time,
                        _hashes[_n], sha256('\x00'::bytea || _data), _data
                    ) AS :"schema".record
                );
                positions := positions || _size;
            END LOOP;
            INSERT INTO :"schema".record (
                position, stream, version, id, type, recorded_at, statement_hash, leaf_hash, record
            )
            SELECT
                r.position, r.stream, r.version, r.id, r.type, r.recorded_at, r.statement_hash,
                r.leaf_hash, r.record
            FROM unnest(_rows) AS r;
            INSERT INTO :"schema".stream AS s (stream, version, hash, position)
            SELECT DISTINCT ON (r.stream) r.stream, r.version, r.statement_hash, r.position
            FROM unnest(_rows) AS r
            ORDER BY r.stream, r.version DESC
            ON CONFLICT ON CONSTRAINT stream_pkey DO UPDATE
            SET version = excluded.version, hash = excluded.hash, position = excluded.position;
            outcome := 'appended';
            recorded_at := _time;
        END IF;
        RETURN NEXT;
        _first := _last + 1;
    END LOOP;

    IF _size > _before THEN
        UPDATE :"schema".head AS h SET size = _size, recorded_at = _time;
    END IF;
END
$$;
