-- A ledger of the first release (revision 1) on PostgreSQL 16: made by `parley init --writers --readers`,
-- filled by a writer with `parley import examples/haryana-2024.yaml`, dumped by pg_dump. Never edited.
SET check_function_bodies = false;
CREATE SCHEMA talks_of_0_1;
ALTER SCHEMA talks_of_0_1 OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.append(statements bytea[], signatures text[], groups integer[], clock_confirmed boolean) RETURNS TABLE(outcome text, positions bigint[], recorded_at bigint, stream text, expected bigint, actual bigint, offered integer, stored bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '20s'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $_$
DECLARE
    _record_bytes_max CONSTANT integer := 65535;
    _clock_behind_max CONSTANT bigint := 60 * 1000000::bigint;             -- µs
    _clock_ahead_max CONSTANT bigint := 24 * 60 * 60 * 1000000::bigint;    -- µs
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
    _rows "talks_of_0_1".record[];
    -- of one statement
    _n integer;
    _position bigint;
    _at bigint;
    _hash bytea;
    _version bigint;
    _clock bigint;
    _data bytea;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        -- Acknowledged means durable, whatever is the custom of this server for other work.
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    IF (cardinality(signatures), cardinality(groups))
            IS DISTINCT FROM (cardinality(statements), cardinality(statements))
        OR array_position(signatures, NULL) IS NOT NULL OR array_position(groups, NULL) IS NOT NULL
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PL001', MESSAGE = 'statements, signatures and groups are not as many';
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
            FROM (SELECT l.ledger FROM "talks_of_0_1".ledger AS l) AS this
            CROSS JOIN unnest(statements, signatures, groups)
                WITH ORDINALITY AS given(statement, lines, grp, n)
            CROSS JOIN LATERAL "talks_of_0_1".read_statement(given.statement, this.ledger) AS said
        ) AS facts
        WINDOW of_stream AS (PARTITION BY facts.grp, facts.stream ORDER BY facts.n)
    ) AS said;
    IF _contradicts IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = _contradicts;
    END IF;
    SELECT h.size, h.recorded_at INTO _before, _time FROM "talks_of_0_1".head AS h FOR UPDATE;
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
            FROM "talks_of_0_1".record AS r WHERE r.id = _ids[_n];
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
                SELECT r.version, r.statement_hash
                INTO _version, _hash
                FROM "talks_of_0_1".record AS r WHERE r.stream = _streams[_n]
                ORDER BY r.version DESC LIMIT 1;
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
            FROM "talks_of_0_1".record AS r WHERE r.id = _ids[_clash];
        ELSIF _known > 0 THEN
            outcome := 'same';
        ELSIF _conflict IS NOT NULL THEN
            outcome := 'version_is';
            positions := NULL;
            stream := _streams[_conflict];
            expected := _versions[_conflict] - 1;
            actual := _version;
        ELSE
            -- 3. The time: later than the head's, by a clock that is believed.
            _clock := "talks_of_0_1".clock_now();
            IF _clock <= _time - _clock_behind_max THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'PL003',
                    MESSAGE = 'the clock is behind the head',
                    DETAIL = json_build_object('clock', _clock, 'head', _time);
            ELSIF _clock > _time + _clock_ahead_max AND NOT clock_confirmed THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'PL004',
                    MESSAGE = 'the clock is far ahead of the head',
                    DETAIL = json_build_object('clock', _clock, 'head', _time);
            END IF;
            _time := greatest(_clock, _time + 1);
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
                    ) AS "talks_of_0_1".record
                );
                positions := positions || _size;
            END LOOP;
            INSERT INTO "talks_of_0_1".record (
                position, stream, version, id, type, recorded_at, statement_hash, leaf_hash, record
            )
            SELECT
                r.position, r.stream, r.version, r.id, r.type, r.recorded_at, r.statement_hash,
                r.leaf_hash, r.record
            FROM unnest(_rows) AS r;
            outcome := 'appended';
            recorded_at := _time;
        END IF;
        RETURN NEXT;
        _first := _last + 1;
    END LOOP;
    IF _size > _before THEN
        UPDATE "talks_of_0_1".head AS h SET size = _size, recorded_at = _time;
    END IF;
END
$_$;
ALTER FUNCTION talks_of_0_1.append(statements bytea[], signatures text[], groups integer[], clock_confirmed boolean) OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.check_head() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.only <> 1 OR NEW.size <= OLD.size OR NEW.recorded_at <= OLD.recorded_at
        OR NEW.size IS DISTINCT FROM (SELECT max(r.position) FROM "talks_of_0_1".record AS r)
        OR NEW.recorded_at IS DISTINCT FROM (
            SELECT r.recorded_at FROM "talks_of_0_1".record AS r WHERE r.position = NEW.size
        )
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'parley: head is never moved but forward; record a correction instead';
    END IF;
    RETURN NEW;
END
$$;
ALTER FUNCTION talks_of_0_1.check_head() OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.check_record_order() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    _first bigint;
    _last bigint;
    _count bigint;
BEGIN
    SELECT min(a.position), max(a.position), count(*) INTO _first, _last, _count FROM added AS a;
    IF _count > 0 AND (
        _last - _first + 1 <> _count
        OR _last <> (SELECT max(r.position) FROM "talks_of_0_1".record AS r)
        OR _first - 1 <> (
            SELECT coalesce(max(r.position), 0) FROM "talks_of_0_1".record AS r
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
                    SELECT r.version FROM "talks_of_0_1".record AS r
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
ALTER FUNCTION talks_of_0_1.check_record_order() OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.check_tile_order() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.number <> (
        SELECT coalesce(max(t.number) + 1, 0) FROM "talks_of_0_1".tile AS t WHERE t.level = NEW.level
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'parley: tile is never put out of order; record a correction instead';
    END IF;
    RETURN NEW;
END
$$;
ALTER FUNCTION talks_of_0_1.check_tile_order() OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.clock_now() RETURNS bigint
    LANGUAGE sql
    RETURN ((EXTRACT(epoch FROM clock_timestamp()) * (1000000)::numeric))::bigint;
ALTER FUNCTION talks_of_0_1.clock_now() OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.read_statement(statement bytea, ledger text, OUT id text, OUT stream text, OUT version bigint, OUT previous bytea, OUT type text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;
ALTER FUNCTION talks_of_0_1.read_statement(statement bytea, ledger text, OUT id text, OUT stream text, OUT version bigint, OUT previous bytea, OUT type text) OWNER TO parley_owner;
CREATE FUNCTION talks_of_0_1.refuse() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation',
        MESSAGE = format(
            'parley: %s is never %s; record a correction instead', TG_TABLE_NAME, TG_ARGV[0]
        );
END
$$;
ALTER FUNCTION talks_of_0_1.refuse() OWNER TO parley_owner;
CREATE TABLE talks_of_0_1.alembic_version (
    version_num character varying(32) NOT NULL
);
ALTER TABLE talks_of_0_1.alembic_version OWNER TO parley_owner;
COMMENT ON TABLE talks_of_0_1.alembic_version IS 'of which revision these tables are (Alembic)';
COMMENT ON COLUMN talks_of_0_1.alembic_version.version_num IS 'parley''s number for it';
CREATE TABLE talks_of_0_1.attempt (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    last_step bigint NOT NULL,
    ended_by bigint,
    ended_in text COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.attempt OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.attempt IS 'One row a bargaining attempt: an unbroken run of talks_underway.';
COMMENT ON COLUMN talks_of_0_1.attempt.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.attempt.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.attempt.last_step IS 'Last step of the run.';
COMMENT ON COLUMN talks_of_0_1.attempt.ended_by IS 'Step that ended it.';
COMMENT ON COLUMN talks_of_0_1.attempt.ended_in IS 'State in which the run ended.';
CREATE TABLE talks_of_0_1.claim (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    by json NOT NULL,
    stances json NOT NULL,
    proposition text COLLATE pg_catalog."C",
    about json,
    terms json NOT NULL,
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    denied_by json NOT NULL,
    confirmed_by json NOT NULL,
    corrected_by json NOT NULL
);
ALTER TABLE talks_of_0_1.claim OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.claim IS 'One row a one-sided claim about talks, agreement or collapse, or a partial not all assent.';
COMMENT ON COLUMN talks_of_0_1.claim.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.claim.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.claim.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.claim.stances IS 'Stances of the statement.';
COMMENT ON COLUMN talks_of_0_1.claim.proposition IS 'What it is about: talks, agreement, collapse, figure, words.';
COMMENT ON COLUMN talks_of_0_1.claim.about IS 'Step that it is about.';
COMMENT ON COLUMN talks_of_0_1.claim.terms IS 'What is claimed.';
COMMENT ON COLUMN talks_of_0_1.claim.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.claim.denied_by IS 'Steps that deny it.';
COMMENT ON COLUMN talks_of_0_1.claim.confirmed_by IS 'Steps that confirm it.';
COMMENT ON COLUMN talks_of_0_1.claim.corrected_by IS 'Entries that corrected or answered it.';
CREATE TABLE talks_of_0_1.condition (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    by json NOT NULL,
    condition text NOT NULL COLLATE pg_catalog."C",
    on_what text COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    resolutions json NOT NULL
);
ALTER TABLE talks_of_0_1.condition OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.condition IS 'One row a condition.';
COMMENT ON COLUMN talks_of_0_1.condition.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.condition.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.condition.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.condition.condition IS 'The condition.';
COMMENT ON COLUMN talks_of_0_1.condition.on_what IS 'What depends on it.';
COMMENT ON COLUMN talks_of_0_1.condition.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.condition.resolutions IS '(step, met | failed | waived | dropped), in order.';
CREATE TABLE talks_of_0_1.correction (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    target bigint NOT NULL,
    effect text NOT NULL COLLATE pg_catalog."C",
    field text COLLATE pg_catalog."C",
    was text COLLATE pg_catalog."C",
    now text COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    in_force boolean NOT NULL,
    "position" bigint NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.correction OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.correction IS 'One row a correction of ours; outside the order of occurrence.';
COMMENT ON COLUMN talks_of_0_1.correction.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.correction.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.correction.target IS 'Entry that it corrects.';
COMMENT ON COLUMN talks_of_0_1.correction.effect IS 'replace, retract or add.';
COMMENT ON COLUMN talks_of_0_1.correction.field IS 'Path of the field.';
COMMENT ON COLUMN talks_of_0_1.correction.was IS 'What stood there, as JSON.';
COMMENT ON COLUMN talks_of_0_1.correction.now IS 'What stands there now, as JSON.';
COMMENT ON COLUMN talks_of_0_1.correction.reason IS 'Why.';
COMMENT ON COLUMN talks_of_0_1.correction.in_force IS 'Not taken back itself.';
COMMENT ON COLUMN talks_of_0_1.correction."position" IS 'Position in the log.';
COMMENT ON COLUMN talks_of_0_1.correction.recorded_at IS 'When it was recorded, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.correction.recorded_by IS 'Who recorded it.';
COMMENT ON COLUMN talks_of_0_1.correction.id IS 'Statement id.';
CREATE TABLE talks_of_0_1.deadline (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    by json NOT NULL,
    "when" text COLLATE pg_catalog."C",
    when_latest bigint,
    what text COLLATE pg_catalog."C",
    words text COLLATE pg_catalog."C",
    awaits text COLLATE pg_catalog."C",
    consequence text COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    moved_by bigint,
    met_by bigint,
    late_by bigint
);
ALTER TABLE talks_of_0_1.deadline OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.deadline IS 'One row a date to come: set, moved, or registered (step 1).';
COMMENT ON COLUMN talks_of_0_1.deadline.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.deadline.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.deadline.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.deadline.kind IS 'Which kind.';
COMMENT ON COLUMN talks_of_0_1.deadline.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.deadline."when" IS 'The date, as given.';
COMMENT ON COLUMN talks_of_0_1.deadline.when_latest IS 'Instant at which it is over, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.deadline.what IS 'What is due.';
COMMENT ON COLUMN talks_of_0_1.deadline.words IS 'What is meant, in words.';
COMMENT ON COLUMN talks_of_0_1.deadline.awaits IS 'Step type that meets it.';
COMMENT ON COLUMN talks_of_0_1.deadline.consequence IS 'What is threatened.';
COMMENT ON COLUMN talks_of_0_1.deadline.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.deadline.moved_by IS 'Step that moved it.';
COMMENT ON COLUMN talks_of_0_1.deadline.met_by IS 'Step of the awaited type that may have come in time.';
COMMENT ON COLUMN talks_of_0_1.deadline.late_by IS 'Step of the awaited type that came too late.';
CREATE VIEW talks_of_0_1.deadline_now AS
 SELECT stream,
    step,
    line,
    kind,
    "when",
    what,
    words,
        CASE
            WHEN (moved_by IS NOT NULL) THEN 'extended'::text
            WHEN (met_by IS NOT NULL) THEN 'met'::text
            WHEN ((when_latest <= ((EXTRACT(epoch FROM now()) * (1000000)::numeric))::bigint) AND ((kind = 'soft_target'::text) OR ((kind = 'external_hard'::text) AND (awaits IS NULL)))) THEN 'passed'::text
            WHEN (when_latest <= ((EXTRACT(epoch FROM now()) * (1000000)::numeric))::bigint) THEN 'missed'::text
            ELSE 'pending'::text
        END AS status
   FROM talks_of_0_1.deadline;
ALTER VIEW talks_of_0_1.deadline_now OWNER TO parley_desk;
COMMENT ON VIEW talks_of_0_1.deadline_now IS 'Deadlines with the status that they have now.';
CREATE TABLE talks_of_0_1.deal (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    form text NOT NULL COLLATE pg_catalog."C",
    assent json NOT NULL,
    ended_by bigint
);
ALTER TABLE talks_of_0_1.deal OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.deal IS 'One row a deal: in which form it was made, who agreed to it, and what ended it.';
COMMENT ON COLUMN talks_of_0_1.deal.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.deal.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.deal.form IS 'announced, signed or de_facto; announced where nobody says.';
COMMENT ON COLUMN talks_of_0_1.deal.assent IS 'Who assented, and how.';
COMMENT ON COLUMN talks_of_0_1.deal.ended_by IS 'Step that ended it.';
CREATE TABLE talks_of_0_1.demand (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    by json NOT NULL,
    "to" text NOT NULL COLLATE pg_catalog."C",
    for_party text NOT NULL COLLATE pg_catalog."C",
    issue text NOT NULL COLLATE pg_catalog."C",
    pool text COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    quantity json,
    seats json NOT NULL,
    words text COLLATE pg_catalog."C",
    verbatim text COLLATE pg_catalog."C",
    attributed_by_other_side boolean NOT NULL,
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    rejected_by bigint,
    dropped_by bigint,
    superseded_by bigint,
    lapsed_by bigint
);
ALTER TABLE talks_of_0_1.demand OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.demand IS 'One row a demanded thing: per step, addressee and term.';
COMMENT ON COLUMN talks_of_0_1.demand.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.demand.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.demand.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.demand.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.demand."to" IS 'To whom.';
COMMENT ON COLUMN talks_of_0_1.demand.for_party IS 'Who gets it.';
COMMENT ON COLUMN talks_of_0_1.demand.issue IS 'Issue type of the catalogue.';
COMMENT ON COLUMN talks_of_0_1.demand.pool IS 'Pool of the registration.';
COMMENT ON COLUMN talks_of_0_1.demand.kind IS 'Which kind.';
COMMENT ON COLUMN talks_of_0_1.demand.quantity IS 'The figure with its kind and words.';
COMMENT ON COLUMN talks_of_0_1.demand.seats IS 'Named seats.';
COMMENT ON COLUMN talks_of_0_1.demand.words IS 'What is meant, in words.';
COMMENT ON COLUMN talks_of_0_1.demand.verbatim IS 'Exact words of the first quote.';
COMMENT ON COLUMN talks_of_0_1.demand.attributed_by_other_side IS 'The other side says that it was demanded.';
COMMENT ON COLUMN talks_of_0_1.demand.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.demand.rejected_by IS 'Step that rejected it.';
COMMENT ON COLUMN talks_of_0_1.demand.dropped_by IS 'Step that dropped it.';
COMMENT ON COLUMN talks_of_0_1.demand.superseded_by IS 'Step that superseded it.';
COMMENT ON COLUMN talks_of_0_1.demand.lapsed_by IS 'Deal, collapse or close with which it lapsed.';
CREATE TABLE talks_of_0_1.evidence (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    attribution text NOT NULL COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    source text COLLATE pg_catalog."C",
    outlet text COLLATE pg_catalog."C",
    origin text COLLATE pg_catalog."C",
    url text COLLATE pg_catalog."C",
    published text COLLATE pg_catalog."C",
    public bigint NOT NULL,
    source_as_described text COLLATE pg_catalog."C",
    side text COLLATE pg_catalog."C",
    voice text COLLATE pg_catalog."C",
    speaker text COLLATE pg_catalog."C",
    on_behalf_of text COLLATE pg_catalog."C",
    quote text COLLATE pg_catalog."C",
    lang text COLLATE pg_catalog."C",
    translated boolean NOT NULL,
    translated_by text COLLATE pg_catalog."C",
    confidence text COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.evidence OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.evidence IS 'One row an evidence of a step.';
COMMENT ON COLUMN talks_of_0_1.evidence.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.evidence.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.evidence.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.evidence.attribution IS 'How it is attributed.';
COMMENT ON COLUMN talks_of_0_1.evidence.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.evidence.source IS 'Source id, else outlet, else url.';
COMMENT ON COLUMN talks_of_0_1.evidence.outlet IS 'Who published it.';
COMMENT ON COLUMN talks_of_0_1.evidence.origin IS 'Agency behind it.';
COMMENT ON COLUMN talks_of_0_1.evidence.url IS 'Where it was found.';
COMMENT ON COLUMN talks_of_0_1.evidence.published IS 'When the words became public, as given.';
COMMENT ON COLUMN talks_of_0_1.evidence.public IS 'Instant by which they were public, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.evidence.source_as_described IS 'Unnamed source in the report''s words.';
COMMENT ON COLUMN talks_of_0_1.evidence.side IS 'Party whose voice it is.';
COMMENT ON COLUMN talks_of_0_1.evidence.voice IS 'high_command, state_unit or individual.';
COMMENT ON COLUMN talks_of_0_1.evidence.speaker IS 'Who said so, or the source as described.';
COMMENT ON COLUMN talks_of_0_1.evidence.on_behalf_of IS 'For whom the speaker spoke.';
COMMENT ON COLUMN talks_of_0_1.evidence.quote IS 'Exact words.';
COMMENT ON COLUMN talks_of_0_1.evidence.lang IS 'Language of the quote.';
COMMENT ON COLUMN talks_of_0_1.evidence.translated IS 'The quote is a translation.';
COMMENT ON COLUMN talks_of_0_1.evidence.translated_by IS 'Who translated.';
COMMENT ON COLUMN talks_of_0_1.evidence.confidence IS 'The recorder''s confidence in it.';
CREATE TABLE talks_of_0_1.evidence__words (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    found tsvector NOT NULL
);
ALTER TABLE talks_of_0_1.evidence__words OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.evidence__words IS 'the words of evidence, to be searched for';
COMMENT ON COLUMN talks_of_0_1.evidence__words.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.evidence__words.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.evidence__words.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.evidence__words.found IS 'the words, in hexadecimal';
CREATE TABLE talks_of_0_1.head (
    "only" integer NOT NULL,
    size bigint NOT NULL,
    recorded_at bigint NOT NULL,
    CONSTRAINT head_only_check CHECK (("only" = 1))
);
ALTER TABLE talks_of_0_1.head OWNER TO parley_owner;
COMMENT ON TABLE talks_of_0_1.head IS 'the end of the log; whoever appends locks it first';
COMMENT ON COLUMN talks_of_0_1.head."only" IS '1: there is one row';
COMMENT ON COLUMN talks_of_0_1.head.size IS 'records in the log, which is the last position';
COMMENT ON COLUMN talks_of_0_1.head.recorded_at IS 'µs since 1970: the last record''s; the creation''s at size 0';
CREATE TABLE talks_of_0_1.ledger (
    "only" integer NOT NULL,
    ledger text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    CONSTRAINT ledger_only_check CHECK (("only" = 1))
);
ALTER TABLE talks_of_0_1.ledger OWNER TO parley_owner;
COMMENT ON TABLE talks_of_0_1.ledger IS 'which ledger this is';
COMMENT ON COLUMN talks_of_0_1.ledger."only" IS '1: there is one row';
COMMENT ON COLUMN talks_of_0_1.ledger.ledger IS 'the ledger''s name, which every statement repeats';
COMMENT ON COLUMN talks_of_0_1.ledger.created_at IS 'µs since 1970, UTC';
CREATE TABLE talks_of_0_1.move (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    by json NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    count json,
    seats json NOT NULL,
    "overlaps" json,
    overlapping_seats json NOT NULL,
    state text COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.move OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.move IS 'One row a unilateral move.';
COMMENT ON COLUMN talks_of_0_1.move.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.move.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.move.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.move.kind IS 'Which kind.';
COMMENT ON COLUMN talks_of_0_1.move.count IS 'How many.';
COMMENT ON COLUMN talks_of_0_1.move.seats IS 'Named seats.';
COMMENT ON COLUMN talks_of_0_1.move."overlaps" IS 'How many the other side has named too.';
COMMENT ON COLUMN talks_of_0_1.move.overlapping_seats IS 'Which the other side has named too.';
COMMENT ON COLUMN talks_of_0_1.move.state IS 'proposed, talks_underway, deal_reached, collapsed; null = no talks yet.';
COMMENT ON COLUMN talks_of_0_1.move.attribution_class IS 'on_record, anonymous or media_report.';
CREATE TABLE talks_of_0_1.negotiation (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL COLLATE pg_catalog."C",
    zone text NOT NULL COLLATE pg_catalog."C",
    contest text COLLATE pg_catalog."C",
    synthetic boolean NOT NULL,
    state text COLLATE pg_catalog."C",
    since bigint,
    since_date text COLLATE pg_catalog."C",
    flags json NOT NULL,
    version bigint NOT NULL,
    steps bigint NOT NULL,
    last_position bigint NOT NULL,
    last_recorded_at bigint NOT NULL,
    rules bigint NOT NULL
);
ALTER TABLE talks_of_0_1.negotiation OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.negotiation IS 'One row a stream: what it is and where it stands, everything recorded counted.';
COMMENT ON COLUMN talks_of_0_1.negotiation.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.negotiation.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.negotiation.kind IS 'Which kind.';
COMMENT ON COLUMN talks_of_0_1.negotiation.title IS 'Title as registered.';
COMMENT ON COLUMN talks_of_0_1.negotiation.zone IS 'IANA time zone of the arena.';
COMMENT ON COLUMN talks_of_0_1.negotiation.contest IS 'Stream of the contest it belongs to.';
COMMENT ON COLUMN talks_of_0_1.negotiation.synthetic IS 'Made-up data.';
COMMENT ON COLUMN talks_of_0_1.negotiation.state IS 'proposed, talks_underway, deal_reached, collapsed; null = no talks yet.';
COMMENT ON COLUMN talks_of_0_1.negotiation.since IS 'Step that began the current unbroken run of the state.';
COMMENT ON COLUMN talks_of_0_1.negotiation.since_date IS 'Its date as given.';
COMMENT ON COLUMN talks_of_0_1.negotiation.flags IS 'Flag -> step that set it.';
COMMENT ON COLUMN talks_of_0_1.negotiation.version IS 'Last entry of the stream.';
COMMENT ON COLUMN talks_of_0_1.negotiation.steps IS 'Believed steps.';
COMMENT ON COLUMN talks_of_0_1.negotiation.last_position IS 'Position of the last entry.';
COMMENT ON COLUMN talks_of_0_1.negotiation.last_recorded_at IS 'When the last entry was recorded, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.negotiation.rules IS 'Rules version.';
CREATE TABLE talks_of_0_1.offer (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    by json NOT NULL,
    "to" text NOT NULL COLLATE pg_catalog."C",
    for_party text NOT NULL COLLATE pg_catalog."C",
    issue text NOT NULL COLLATE pg_catalog."C",
    pool text COLLATE pg_catalog."C",
    quantity json,
    seats json NOT NULL,
    words text COLLATE pg_catalog."C",
    verbatim text COLLATE pg_catalog."C",
    conditions json NOT NULL,
    package boolean NOT NULL,
    finality text NOT NULL COLLATE pg_catalog."C",
    in_addition boolean NOT NULL,
    expires text COLLATE pg_catalog."C",
    expires_at bigint,
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    accepted_by bigint,
    acceptance json,
    withdrawn_by bigint,
    rejected_by bigint,
    superseded_by bigint,
    lapsed_by bigint
);
ALTER TABLE talks_of_0_1.offer OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.offer IS 'One row an offered thing: per step, receiver and term.';
COMMENT ON COLUMN talks_of_0_1.offer.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.offer.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.offer.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.offer.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.offer."to" IS 'To whom.';
COMMENT ON COLUMN talks_of_0_1.offer.for_party IS 'Who gets it.';
COMMENT ON COLUMN talks_of_0_1.offer.issue IS 'Issue type of the catalogue.';
COMMENT ON COLUMN talks_of_0_1.offer.pool IS 'Pool of the registration.';
COMMENT ON COLUMN talks_of_0_1.offer.quantity IS 'The figure with its kind and words.';
COMMENT ON COLUMN talks_of_0_1.offer.seats IS 'Named seats.';
COMMENT ON COLUMN talks_of_0_1.offer.words IS 'What is meant, in words.';
COMMENT ON COLUMN talks_of_0_1.offer.verbatim IS 'Exact words of the first quote.';
COMMENT ON COLUMN talks_of_0_1.offer.conditions IS 'Conditions it carries.';
COMMENT ON COLUMN talks_of_0_1.offer.package IS 'Its terms stand or fall together.';
COMMENT ON COLUMN talks_of_0_1.offer.finality IS 'final, open or not_stated.';
COMMENT ON COLUMN talks_of_0_1.offer.in_addition IS 'It adds to earlier offers.';
COMMENT ON COLUMN talks_of_0_1.offer.expires IS 'When it expires, as given.';
COMMENT ON COLUMN talks_of_0_1.offer.expires_at IS 'Instant from which it has expired, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.offer.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.offer.accepted_by IS 'Step that accepted it.';
COMMENT ON COLUMN talks_of_0_1.offer.acceptance IS 'How far, where not simply: in principle, on which condition.';
COMMENT ON COLUMN talks_of_0_1.offer.withdrawn_by IS 'Step that took it back.';
COMMENT ON COLUMN talks_of_0_1.offer.rejected_by IS 'Step that rejected it.';
COMMENT ON COLUMN talks_of_0_1.offer.superseded_by IS 'Step that superseded it.';
COMMENT ON COLUMN talks_of_0_1.offer.lapsed_by IS 'Deal, collapse or close with which it lapsed.';
CREATE VIEW talks_of_0_1.offer_now AS
 SELECT stream,
    step,
    line,
    by,
    "to",
    issue,
    quantity,
    seats,
    words,
    verbatim,
    attribution_class,
        CASE
            WHEN (accepted_by IS NOT NULL) THEN 'accepted'::text
            WHEN (withdrawn_by IS NOT NULL) THEN 'withdrawn'::text
            WHEN (expires_at <= ((EXTRACT(epoch FROM now()) * (1000000)::numeric))::bigint) THEN 'expired'::text
            WHEN (rejected_by IS NOT NULL) THEN 'rejected'::text
            WHEN (superseded_by IS NOT NULL) THEN 'superseded'::text
            WHEN (lapsed_by IS NOT NULL) THEN 'lapsed'::text
            ELSE 'open'::text
        END AS status
   FROM talks_of_0_1.offer;
ALTER VIEW talks_of_0_1.offer_now OWNER TO parley_desk;
COMMENT ON VIEW talks_of_0_1.offer_now IS 'Offers with the status that they have now.';
CREATE TABLE talks_of_0_1.party (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    party text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    aliases json NOT NULL,
    ids json NOT NULL,
    at_table boolean NOT NULL,
    left_by bigint
);
ALTER TABLE talks_of_0_1.party OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.party IS 'One row a party and its stay at the table.';
COMMENT ON COLUMN talks_of_0_1.party.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.party.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.party.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.party.party IS 'Party, by short name.';
COMMENT ON COLUMN talks_of_0_1.party.name IS 'Full name.';
COMMENT ON COLUMN talks_of_0_1.party.aliases IS 'Other names.';
COMMENT ON COLUMN talks_of_0_1.party.ids IS 'Identifiers elsewhere.';
COMMENT ON COLUMN talks_of_0_1.party.at_table IS 'It sits (or sat) at the table.';
COMMENT ON COLUMN talks_of_0_1.party.left_by IS 'Step with which it left.';
CREATE TABLE talks_of_0_1.person (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    person text COLLATE pg_catalog."C",
    role text COLLATE pg_catalog."C",
    principal text COLLATE pg_catalog."C",
    mandate text COLLATE pg_catalog."C",
    was text COLLATE pg_catalog."C",
    vote text COLLATE pg_catalog."C",
    scope text COLLATE pg_catalog."C",
    replaces text COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    ended_by bigint
);
ALTER TABLE talks_of_0_1.person OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.person IS 'One row an appointment, a mandate or a mediation.';
COMMENT ON COLUMN talks_of_0_1.person.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.person.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.person.kind IS 'Which kind.';
COMMENT ON COLUMN talks_of_0_1.person.person IS 'Person.';
COMMENT ON COLUMN talks_of_0_1.person.role IS 'Role.';
COMMENT ON COLUMN talks_of_0_1.person.principal IS 'For whom.';
COMMENT ON COLUMN talks_of_0_1.person.mandate IS 'What may be agreed to.';
COMMENT ON COLUMN talks_of_0_1.person.was IS 'What stood there, as JSON.';
COMMENT ON COLUMN talks_of_0_1.person.vote IS 'The vote on it.';
COMMENT ON COLUMN talks_of_0_1.person.scope IS 'Scope.';
COMMENT ON COLUMN talks_of_0_1.person.replaces IS 'Whom the report says it replaces.';
COMMENT ON COLUMN talks_of_0_1.person.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.person.ended_by IS 'Step that ended it.';
CREATE TABLE talks_of_0_1.ratification (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    deal bigint,
    party text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    awaited boolean NOT NULL,
    outcome text COLLATE pg_catalog."C",
    decided_by bigint,
    vote text COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.ratification OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.ratification IS 'One row a body that a deal waits for, or that decided on a deal without being waited for.';
COMMENT ON COLUMN talks_of_0_1.ratification.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.ratification.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.ratification.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.ratification.deal IS 'Deal that it is about.';
COMMENT ON COLUMN talks_of_0_1.ratification.party IS 'Party, by short name.';
COMMENT ON COLUMN talks_of_0_1.ratification.body IS 'Body that approves or rejects.';
COMMENT ON COLUMN talks_of_0_1.ratification.awaited IS 'The deal was made subject to it.';
COMMENT ON COLUMN talks_of_0_1.ratification.outcome IS 'approved or rejected; null = not yet.';
COMMENT ON COLUMN talks_of_0_1.ratification.decided_by IS 'Step with which it decided.';
COMMENT ON COLUMN talks_of_0_1.ratification.vote IS 'The vote on it.';
CREATE TABLE talks_of_0_1.record (
    "position" bigint NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    statement_hash bytea NOT NULL,
    leaf_hash bytea NOT NULL,
    record bytea NOT NULL
);
ALTER TABLE talks_of_0_1.record OWNER TO parley_owner;
COMMENT ON TABLE talks_of_0_1.record IS 'the log';
COMMENT ON COLUMN talks_of_0_1.record."position" IS 'from 1, gapless';
COMMENT ON COLUMN talks_of_0_1.record.stream IS 'copied from the bytes, as are the columns up to recorded_at';
COMMENT ON COLUMN talks_of_0_1.record.version IS 'the number in the stream, from 1, gapless';
COMMENT ON COLUMN talks_of_0_1.record.id IS 'a UUID in lower case';
COMMENT ON COLUMN talks_of_0_1.record.type IS 'the step''s type';
COMMENT ON COLUMN talks_of_0_1.record.recorded_at IS 'µs since 1970, UTC; one append shares one';
COMMENT ON COLUMN talks_of_0_1.record.statement_hash IS '32 bytes: SHA-256 of the statement';
COMMENT ON COLUMN talks_of_0_1.record.leaf_hash IS '32 bytes: SHA-256 of 0x00 and the record';
COMMENT ON COLUMN talks_of_0_1.record.record IS 'the exact bytes: header, signatures, blank line, statement';
CREATE TABLE talks_of_0_1.registration (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    arena text COLLATE pg_catalog."C",
    contest text COLLATE pg_catalog."C",
    led_by text COLLATE pg_catalog."C",
    pools json NOT NULL,
    seat_names json NOT NULL,
    links json NOT NULL,
    election_date text COLLATE pg_catalog."C",
    names json NOT NULL,
    ended_by bigint
);
ALTER TABLE talks_of_0_1.registration OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.registration IS 'One row a registration as it stood for a time: as registered, then after each amendment.';
COMMENT ON COLUMN talks_of_0_1.registration.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.registration.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.registration.arena IS 'Where, as registered.';
COMMENT ON COLUMN talks_of_0_1.registration.contest IS 'Stream of the contest it belongs to.';
COMMENT ON COLUMN talks_of_0_1.registration.led_by IS 'Office that leads the talks.';
COMMENT ON COLUMN talks_of_0_1.registration.pools IS 'Seats or posts to share, by pool.';
COMMENT ON COLUMN talks_of_0_1.registration.seat_names IS 'Other spelling of a seat -> the seat as registered.';
COMMENT ON COLUMN talks_of_0_1.registration.links IS 'Links to other streams, by kind of link.';
COMMENT ON COLUMN talks_of_0_1.registration.election_date IS 'Of a contest: its election, as given.';
COMMENT ON COLUMN talks_of_0_1.registration.names IS 'Party -> its full name.';
COMMENT ON COLUMN talks_of_0_1.registration.ended_by IS 'Step that ended it.';
CREATE TABLE talks_of_0_1.source (
    stream text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    outlet text COLLATE pg_catalog."C",
    origin text COLLATE pg_catalog."C",
    url text COLLATE pg_catalog."C",
    published text COLLATE pg_catalog."C",
    title text COLLATE pg_catalog."C",
    reviewed boolean,
    sha256 text COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C",
    version bigint NOT NULL,
    "position" bigint NOT NULL,
    recorded_at bigint NOT NULL
);
ALTER TABLE talks_of_0_1.source OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.source IS 'One row a described source.';
COMMENT ON COLUMN talks_of_0_1.source.stream IS 'Always `sources`.';
COMMENT ON COLUMN talks_of_0_1.source.source IS 'Id under which evidence names it.';
COMMENT ON COLUMN talks_of_0_1.source.outlet IS 'Who published it.';
COMMENT ON COLUMN talks_of_0_1.source.origin IS 'The agency it comes from.';
COMMENT ON COLUMN talks_of_0_1.source.url IS 'Where it was found.';
COMMENT ON COLUMN talks_of_0_1.source.published IS 'Date of publication.';
COMMENT ON COLUMN talks_of_0_1.source.title IS 'Its title.';
COMMENT ON COLUMN talks_of_0_1.source.reviewed IS 'Reviewed by an editor.';
COMMENT ON COLUMN talks_of_0_1.source.sha256 IS 'Of the archived bytes.';
COMMENT ON COLUMN talks_of_0_1.source.note IS 'Remark of the recorder.';
COMMENT ON COLUMN talks_of_0_1.source.version IS 'Version of the description in force.';
COMMENT ON COLUMN talks_of_0_1.source."position" IS 'Its position in the log.';
COMMENT ON COLUMN talks_of_0_1.source.recorded_at IS 'When it was recorded, µs since 1970.';
CREATE TABLE talks_of_0_1.stated (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    by json NOT NULL,
    stances json NOT NULL,
    party text COLLATE pg_catalog."C",
    pool text COLLATE pg_catalog."C",
    issue text NOT NULL COLLATE pg_catalog."C",
    quantity json,
    seats json NOT NULL,
    words text COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.stated OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.stated IS 'One row a term that a statement names; a claim, whoever makes it.';
COMMENT ON COLUMN talks_of_0_1.stated.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.stated.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.stated.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.stated.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.stated.stances IS 'Stances of the statement.';
COMMENT ON COLUMN talks_of_0_1.stated.party IS 'Party, by short name.';
COMMENT ON COLUMN talks_of_0_1.stated.pool IS 'Pool of the registration.';
COMMENT ON COLUMN talks_of_0_1.stated.issue IS 'Issue type of the catalogue.';
COMMENT ON COLUMN talks_of_0_1.stated.quantity IS 'The figure with its kind and words.';
COMMENT ON COLUMN talks_of_0_1.stated.seats IS 'Named seats.';
COMMENT ON COLUMN talks_of_0_1.stated.words IS 'What is meant, in words.';
COMMENT ON COLUMN talks_of_0_1.stated.attribution_class IS 'on_record, anonymous or media_report.';
CREATE TABLE talks_of_0_1.step (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    place bigint NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    occurred text NOT NULL COLLATE pg_catalog."C",
    earliest bigint NOT NULL,
    latest bigint NOT NULL,
    by json NOT NULL,
    "to" json NOT NULL,
    on_record_by json NOT NULL,
    by_as_given json NOT NULL,
    to_as_given json NOT NULL,
    said text NOT NULL COLLATE pg_catalog."C",
    text text COLLATE pg_catalog."C",
    quote text COLLATE pg_catalog."C",
    source text COLLATE pg_catalog."C",
    attribution text NOT NULL COLLATE pg_catalog."C",
    attribution_class text NOT NULL COLLATE pg_catalog."C",
    speaker text COLLATE pg_catalog."C",
    published text COLLATE pg_catalog."C",
    public bigint NOT NULL,
    state_before text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    since bigint,
    flags json NOT NULL,
    positions json NOT NULL,
    allowed_by text NOT NULL COLLATE pg_catalog."C",
    changed json NOT NULL,
    reason text COLLATE pg_catalog."C",
    stances json NOT NULL,
    proposition text COLLATE pg_catalog."C",
    pointers json NOT NULL,
    corrected_by json NOT NULL,
    act text COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    rules bigint NOT NULL
);
ALTER TABLE talks_of_0_1.step OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.step IS 'One row a believed step, in the order of occurrence (`place`).';
COMMENT ON COLUMN talks_of_0_1.step.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.step.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.step.place IS 'Place in the order of occurrence, from 1.';
COMMENT ON COLUMN talks_of_0_1.step.type IS 'Step type of the catalogue.';
COMMENT ON COLUMN talks_of_0_1.step.occurred IS 'When it happened, as given.';
COMMENT ON COLUMN talks_of_0_1.step.earliest IS 'Earliest instant that this can mean, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.step.latest IS 'Instant by which it had certainly happened, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.step.by IS 'Who did it; parties by short name.';
COMMENT ON COLUMN talks_of_0_1.step."to" IS 'To whom.';
COMMENT ON COLUMN talks_of_0_1.step.on_record_by IS 'Parties among those who did it whose own word is on record.';
COMMENT ON COLUMN talks_of_0_1.step.by_as_given IS 'Who, as the entry names them.';
COMMENT ON COLUMN talks_of_0_1.step.to_as_given IS 'To whom, as the entry names them.';
COMMENT ON COLUMN talks_of_0_1.step.said IS 'The step in one line.';
COMMENT ON COLUMN talks_of_0_1.step.text IS 'Our paraphrase.';
COMMENT ON COLUMN talks_of_0_1.step.quote IS 'Exact words.';
COMMENT ON COLUMN talks_of_0_1.step.source IS 'Source id, else outlet, else url.';
COMMENT ON COLUMN talks_of_0_1.step.attribution IS 'How it is attributed.';
COMMENT ON COLUMN talks_of_0_1.step.attribution_class IS 'on_record, anonymous or media_report.';
COMMENT ON COLUMN talks_of_0_1.step.speaker IS 'Who said so, or the source as described.';
COMMENT ON COLUMN talks_of_0_1.step.published IS 'When the words became public, as given.';
COMMENT ON COLUMN talks_of_0_1.step.public IS 'Instant by which they were public, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.step.state_before IS 'State before the step.';
COMMENT ON COLUMN talks_of_0_1.step.state IS 'proposed, talks_underway, deal_reached, collapsed; null = no talks yet.';
COMMENT ON COLUMN talks_of_0_1.step.since IS 'Step that began the current unbroken run of the state.';
COMMENT ON COLUMN talks_of_0_1.step.flags IS 'Flag -> step that set it.';
COMMENT ON COLUMN talks_of_0_1.step.positions IS 'Party -> what it last said on record about the state, and in which step.';
COMMENT ON COLUMN talks_of_0_1.step.allowed_by IS 'Guards that let it stand.';
COMMENT ON COLUMN talks_of_0_1.step.changed IS 'What it changed, in words.';
COMMENT ON COLUMN talks_of_0_1.step.reason IS 'Why.';
COMMENT ON COLUMN talks_of_0_1.step.stances IS 'Stances of the statement.';
COMMENT ON COLUMN talks_of_0_1.step.proposition IS 'What it is about: talks, agreement, collapse, figure, words.';
COMMENT ON COLUMN talks_of_0_1.step.pointers IS 'Pointer field -> steps it points at.';
COMMENT ON COLUMN talks_of_0_1.step.corrected_by IS 'Entries that corrected or answered it.';
COMMENT ON COLUMN talks_of_0_1.step.act IS 'Act id, where one act stands in several streams.';
COMMENT ON COLUMN talks_of_0_1.step.note IS 'The recorder''s remark.';
COMMENT ON COLUMN talks_of_0_1.step."position" IS 'Position in the log.';
COMMENT ON COLUMN talks_of_0_1.step.recorded_at IS 'When it was recorded, µs since 1970 UTC.';
COMMENT ON COLUMN talks_of_0_1.step.recorded_by IS 'Who recorded it.';
COMMENT ON COLUMN talks_of_0_1.step.id IS 'Statement id.';
COMMENT ON COLUMN talks_of_0_1.step.rules IS 'Rules version.';
CREATE TABLE talks_of_0_1.step__words (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    found tsvector NOT NULL
);
ALTER TABLE talks_of_0_1.step__words OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.step__words IS 'the words of step, to be searched for';
COMMENT ON COLUMN talks_of_0_1.step__words.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.step__words.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.step__words.found IS 'the words, in hexadecimal';
CREATE VIEW talks_of_0_1.step_happened AS
 SELECT stream,
    step,
    place,
    type,
    said,
    state,
    min(latest) OVER (PARTITION BY stream ORDER BY place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS happened
   FROM talks_of_0_1.step;
ALTER VIEW talks_of_0_1.step_happened OWNER TO parley_desk;
COMMENT ON VIEW talks_of_0_1.step_happened IS 'From which instant on (µs since 1970 UTC) each step had happened: the latest bound of its own moment or of a later step''s.';
CREATE TABLE talks_of_0_1.term (
    stream text NOT NULL COLLATE pg_catalog."C",
    step bigint NOT NULL,
    line bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    party text COLLATE pg_catalog."C",
    pool text COLLATE pg_catalog."C",
    issue text NOT NULL COLLATE pg_catalog."C",
    quantity json,
    seats json NOT NULL,
    words text COLLATE pg_catalog."C",
    mutual boolean NOT NULL,
    assent json NOT NULL,
    ended_by bigint
);
ALTER TABLE talks_of_0_1.term OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.term IS 'One row a term that is agreed, partly agreed, or claimed by one side.';
COMMENT ON COLUMN talks_of_0_1.term.stream IS 'The stream, such as negotiation/haryana-2024.';
COMMENT ON COLUMN talks_of_0_1.term.step IS 'Version of the entry that made the row.';
COMMENT ON COLUMN talks_of_0_1.term.line IS 'Number within the step, from 0.';
COMMENT ON COLUMN talks_of_0_1.term.kind IS 'Which kind.';
COMMENT ON COLUMN talks_of_0_1.term.party IS 'Party, by short name.';
COMMENT ON COLUMN talks_of_0_1.term.pool IS 'Pool of the registration.';
COMMENT ON COLUMN talks_of_0_1.term.issue IS 'Issue type of the catalogue.';
COMMENT ON COLUMN talks_of_0_1.term.quantity IS 'The figure with its kind and words.';
COMMENT ON COLUMN talks_of_0_1.term.seats IS 'Named seats.';
COMMENT ON COLUMN talks_of_0_1.term.words IS 'What is meant, in words.';
COMMENT ON COLUMN talks_of_0_1.term.mutual IS 'Every party at the table agreed.';
COMMENT ON COLUMN talks_of_0_1.term.assent IS 'Who assented, and how.';
COMMENT ON COLUMN talks_of_0_1.term.ended_by IS 'Step that ended it.';
CREATE TABLE talks_of_0_1.tile (
    level integer NOT NULL,
    number bigint NOT NULL,
    hashes bytea NOT NULL,
    CONSTRAINT tile_hashes_check CHECK ((length(hashes) = 8192))
);
ALTER TABLE talks_of_0_1.tile OWNER TO parley_owner;
COMMENT ON TABLE talks_of_0_1.tile IS 'full tiles of the tree over the log (C2SP tlog-tiles)';
COMMENT ON COLUMN talks_of_0_1.tile.level IS '0 for leaf hashes';
COMMENT ON COLUMN talks_of_0_1.tile.number IS 'from 0, gapless in its level';
COMMENT ON COLUMN talks_of_0_1.tile.hashes IS '256 hashes of 32 bytes, the leftmost first';
CREATE TABLE talks_of_0_1.view_fold (
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE talks_of_0_1.view_fold OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.view_fold IS 'folded streams, so that recording need not read them';
COMMENT ON COLUMN talks_of_0_1.view_fold.stream IS 'whose fold it is';
COMMENT ON COLUMN talks_of_0_1.view_fold.version IS 'up to which version the stream was folded';
COMMENT ON COLUMN talks_of_0_1.view_fold.data IS 'the folded state, in the bytes of whoever folded it';
CREATE TABLE talks_of_0_1.view_fold__next (
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE talks_of_0_1.view_fold__next OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.view_fold__next IS 'the same, of the rebuild under way';
COMMENT ON COLUMN talks_of_0_1.view_fold__next.stream IS 'whose fold it is';
COMMENT ON COLUMN talks_of_0_1.view_fold__next.version IS 'up to which version the stream was folded';
COMMENT ON COLUMN talks_of_0_1.view_fold__next.data IS 'the folded state, in the bytes of whoever folded it';
CREATE TABLE talks_of_0_1.view_generation (
    "only" integer NOT NULL,
    number bigint NOT NULL,
    schema_version bigint NOT NULL,
    names text NOT NULL COLLATE pg_catalog."C",
    target bigint NOT NULL,
    CONSTRAINT view_generation_only_check CHECK (("only" = 1))
);
ALTER TABLE talks_of_0_1.view_generation OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.view_generation IS 'the rebuild under way, if there is one';
COMMENT ON COLUMN talks_of_0_1.view_generation."only" IS '1: there is one row';
COMMENT ON COLUMN talks_of_0_1.view_generation.number IS 'which rebuild this is';
COMMENT ON COLUMN talks_of_0_1.view_generation.schema_version IS 'of the tables being built';
COMMENT ON COLUMN talks_of_0_1.view_generation.names IS 'JSON {tables, sql_views}: what has to go when it is dropped';
COMMENT ON COLUMN talks_of_0_1.view_generation.target IS 'the position up to which every stream is to be folded';
CREATE TABLE talks_of_0_1.view_generation_done (
    stream text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE talks_of_0_1.view_generation_done OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.view_generation_done IS 'how far the rebuild is';
COMMENT ON COLUMN talks_of_0_1.view_generation_done.stream IS 'a stream that the rebuild has written';
CREATE TABLE talks_of_0_1.view_state (
    "only" integer NOT NULL,
    schema_version bigint NOT NULL,
    cursor bigint NOT NULL,
    names text NOT NULL COLLATE pg_catalog."C",
    generations bigint NOT NULL,
    CONSTRAINT view_state_only_check CHECK (("only" = 1))
);
ALTER TABLE talks_of_0_1.view_state OWNER TO parley_desk;
COMMENT ON TABLE talks_of_0_1.view_state IS 'which views are in use, and how far they are';
COMMENT ON COLUMN talks_of_0_1.view_state."only" IS '1: there is one row';
COMMENT ON COLUMN talks_of_0_1.view_state.schema_version IS 'of the view tables; 0 when there are none';
COMMENT ON COLUMN talks_of_0_1.view_state.cursor IS 'the position up to which their rows are complete';
COMMENT ON COLUMN talks_of_0_1.view_state.names IS 'JSON {tables, sql_views}: what has to go when they are replaced';
COMMENT ON COLUMN talks_of_0_1.view_state.generations IS 'how many rebuilds were ever begun';
INSERT INTO talks_of_0_1.alembic_version (version_num) VALUES ('0001');
INSERT INTO talks_of_0_1.attempt (stream, step, last_step, ended_by, ended_in) VALUES ('negotiation/haryana-2024', 6, 13, NULL, NULL);
INSERT INTO talks_of_0_1.claim (stream, step, by, stances, proposition, about, terms, attribution_class, denied_by, confirmed_by, corrected_by) VALUES ('negotiation/haryana-2024', 7, '["AAP"]', '["claims_talks"]', 'talks', NULL, '[]', 'on_record', '[]', '[]', '[]');
INSERT INTO talks_of_0_1.claim (stream, step, by, stances, proposition, about, terms, attribution_class, denied_by, confirmed_by, corrected_by) VALUES ('negotiation/haryana-2024', 10, '["INC"]', '["claims_talks"]', 'talks', NULL, '[]', 'on_record', '[]', '[]', '[]');
INSERT INTO talks_of_0_1.deadline (stream, step, line, kind, by, "when", when_latest, what, words, awaits, consequence, attribution_class, moved_by, met_by, late_by) VALUES ('negotiation/haryana-2024', 1, 0, 'external_hard', '[]', '2024-10-05', 1728153000000000, 'poll', NULL, NULL, NULL, 'on_record', NULL, NULL, NULL);
INSERT INTO talks_of_0_1.deadline (stream, step, line, kind, by, "when", when_latest, what, words, awaits, consequence, attribution_class, moved_by, met_by, late_by) VALUES ('negotiation/haryana-2024', 13, 0, 'soft_target', '["INC"]', '2024-09-08', 1725820200000000, 'a deal of the INDIA bloc partners', NULL, 'DealReached', NULL, 'on_record', NULL, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('contest/haryana-2024', 2, 0, 'media_report', 'media_report', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 2, 0, 'media_report', 'media_report', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 3, 0, 'media_report', 'media_report', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Rahul Gandhi', NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 4, 0, 'media_report', 'media_report', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Rahul Gandhi', NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 5, 0, 'media_report', 'media_report', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'AAP', NULL, NULL, NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 6, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'AAP', NULL, 'Raghav Chadha', NULL, 'Talks are going on.', NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 6, 1, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Deepak Babaria', NULL, 'Negotiations are going on', NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 7, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'AAP', NULL, 'Raghav Chadha', NULL, 'conclusive', NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 8, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'AAP', NULL, 'Raghav Chadha', NULL, 'We are hopeful and making all efforts to reach a common ground', NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 9, 0, 'media_report', 'media_report', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 10, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Deepak Babaria', NULL, 'Negotiations are going on, we will see where adjustments can be made', NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 11, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Deepak Babaria', NULL, 'Good small numbers', NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 12, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Deepak Babaria', NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence (stream, step, line, attribution, attribution_class, source, outlet, origin, url, published, public, source_as_described, side, voice, speaker, on_behalf_of, quote, lang, translated, translated_by, confidence) VALUES ('negotiation/haryana-2024', 13, 0, 'on_record', 'on_record', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', 1725733800000000, NULL, 'INC', NULL, 'Deepak Babaria', NULL, NULL, NULL, false, NULL, NULL);
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('contest/haryana-2024', 2, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 2, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 3, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 4, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 5, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 6, 0, '''617265'':2 ''676f696e67'':3 ''6f6e'':4 ''74616c6b73'':1');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 6, 1, '''617265'':2 ''676f696e67'':3 ''6e65676f74696174696f6e73'':1 ''6f6e'':4');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 7, 0, '''636f6e636c7573697665'':1');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 8, 0, '''61'':10 ''616c6c'':6 ''616e64'':4 ''617265'':2 ''636f6d6d6f6e'':11 ''6566666f727473'':7 ''67726f756e64'':12 ''686f706566756c'':3 ''6d616b696e67'':5 ''7265616368'':9 ''746f'':8 ''7765'':1');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 9, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 10, 0, '''61646a7573746d656e7473'':9 ''617265'':2 ''6265'':11 ''63616e'':10 ''676f696e67'':3 ''6d616465'':12 ''6e65676f74696174696f6e73'':1 ''6f6e'':4 ''736565'':7 ''7765'':5 ''7768657265'':8 ''77696c6c'':6');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 11, 0, '''676f6f64'':1 ''6e756d62657273'':3 ''736d616c6c'':2');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 12, 0, '');
INSERT INTO talks_of_0_1.evidence__words (stream, step, line, found) VALUES ('negotiation/haryana-2024', 13, 0, '');
INSERT INTO talks_of_0_1.head ("only", size, recorded_at) VALUES (1, 17, 1796016790531658);
INSERT INTO talks_of_0_1.ledger ("only", ledger, created_at) VALUES (1, 'local/golden', 1796016788236708);
INSERT INTO talks_of_0_1.negotiation (stream, step, kind, title, zone, contest, synthetic, state, since, since_date, flags, version, steps, last_position, last_recorded_at, rules) VALUES ('contest/haryana-2024', 1, 'contest', 'Haryana Assembly election, October 2024', 'Asia/Kolkata', NULL, false, NULL, NULL, NULL, '{}', 2, 1, 4, 1796016790531658, 1);
INSERT INTO talks_of_0_1.negotiation (stream, step, kind, title, zone, contest, synthetic, state, since, since_date, flags, version, steps, last_position, last_recorded_at, rules) VALUES ('negotiation/haryana-2024', 1, 'negotiation', 'Congress and AAP on a pre-poll alliance in Haryana, 2024', 'Asia/Kolkata', 'contest/haryana-2024', false, 'talks_underway', 6, '../2024-09-06', '{}', 13, 12, 17, 1796016790531658, 1);
INSERT INTO talks_of_0_1.offer (stream, step, line, by, "to", for_party, issue, pool, quantity, seats, words, verbatim, conditions, package, finality, in_addition, expires, expires_at, attribution_class, accepted_by, acceptance, withdrawn_by, rejected_by, superseded_by, lapsed_by) VALUES ('negotiation/haryana-2024', 11, 0, '["INC"]', 'AAP', 'AAP', 'seat_count', 'seats', '{"kind":"unquantified","unit":"seats","verbatim":"Good small numbers"}', '[]', NULL, 'Good small numbers', '[]', false, 'not_stated', false, NULL, NULL, 'on_record', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO talks_of_0_1.party (stream, step, line, party, name, aliases, ids, at_table, left_by) VALUES ('contest/haryana-2024', 1, 0, 'INC', 'Indian National Congress', '["Congress"]', '{}', false, NULL);
INSERT INTO talks_of_0_1.party (stream, step, line, party, name, aliases, ids, at_table, left_by) VALUES ('contest/haryana-2024', 1, 1, 'AAP', 'Aam Aadmi Party', '[]', '{}', false, NULL);
INSERT INTO talks_of_0_1.party (stream, step, line, party, name, aliases, ids, at_table, left_by) VALUES ('contest/haryana-2024', 1, 2, 'BJP', 'Bharatiya Janata Party', '[]', '{}', false, NULL);
INSERT INTO talks_of_0_1.party (stream, step, line, party, name, aliases, ids, at_table, left_by) VALUES ('negotiation/haryana-2024', 1, 0, 'INC', 'Indian National Congress', '["Congress"]', '{}', true, NULL);
INSERT INTO talks_of_0_1.party (stream, step, line, party, name, aliases, ids, at_table, left_by) VALUES ('negotiation/haryana-2024', 1, 1, 'AAP', 'Aam Aadmi Party', '[]', '{}', true, NULL);
INSERT INTO talks_of_0_1.person (stream, step, kind, person, role, principal, mandate, was, vote, scope, replaces, attribution_class, ended_by) VALUES ('negotiation/haryana-2024', 4, 'mandate', NULL, 'state_unit', 'INC', 'explore an alliance with the AAP', NULL, NULL, NULL, NULL, 'media_report', NULL);
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (1, 'refusals', 1, '01a22af1-53e3-7be2-a806-c8bdcd992009', 'RefusalsSwitched', 1796016788462914, '\x5276a6241fe03a098eda30aff2a319970d2eb465abb81e4760a1bf7f14d80cb9', '\x98a7ba56eb2be7d59606b504911b91c00b76de89383299dcc0f1230337c90f22', '\x7061726c65792e7265636f72642f7631203120313739363031363738383436323931340a0a7b226964223a2230316132326166312d353365332d376265322d613830362d633862646364393932303039222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a6e756c6c2c227265636f726465645f6279223a22726f6f74222c2272756c6573223a6e756c6c2c2273746570223a7b226b656570223a747275652c22726561736f6e223a226120736861726564206c6564676572227d2c2273747265616d223a227265667573616c73222c2274797065223a225265667573616c735377697463686564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a317d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (2, 'sources', 1, '679a9df2-b0a1-8f61-a4d2-e0aa79c90b92', 'SourceDescribed', 1796016790531658, '\x98d9300413029e80d8050bcc77744c735885fa76db1dbfc025166c6242ef1c05', '\x8fb4fd5cbf7bd0c178bab0e5c4c5eb7c8972eb1656db1a5d40855fbd804c9559', '\x7061726c65792e7265636f72642f7631203220313739363031363739303533313635380a0a7b226964223a2236373961396466322d623061312d386636312d613464322d653061613739633930623932222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a6e756c6c2c227265636f726465645f6279223a22726f6f74222c2272756c6573223a6e756c6c2c2273746570223a7b226e6f7465223a224461746564204e65772044656c68692c20372053657074656d6265722e205075626c69736865642066726f6d20746865206167656e63792773206665656420776974686f7574206368616e6765733b20746865206f75746c657420736179732074686174206e6f20656469746f722072657669657765642069742e204f74686572206f75746c6574732063617272696564207468652073616d65206167656e63792073746f72793a2074686174206973206f6e65206f726967696e2e222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c227265766965776564223a66616c73652c22736f75726365223a2269616e732d323032342d30392d3037222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d2c2273747265616d223a22736f7572636573222c2274797065223a22536f75726365446573637269626564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a317d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (3, 'contest/haryana-2024', 1, 'b1baab1b-a6a7-8c8d-8863-d1115b27015d', 'ContestRegistered', 1796016790531658, '\xca0755b1756d33a0779d2ebf1c2ef6ff38cc9930d2c7888f53a02565afd632a9', '\xc2b305311d8adc98241ceff0e98a0eca291e1bb0352dc0110fc82baf4f1100be', '\x7061726c65792e7265636f72642f7631203320313739363031363739303533313635380a0a7b226964223a2262316261616231622d613661372d386338642d383836332d643131313562323730313564222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a6e756c6c2c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b22656c656374696f6e5f64617465223a22323032342d31302d3035222c226b696e64223a22656c656374696f6e222c226e6f7465223a22546865207265706f72742067697665732074686520646179206f662074686520706f6c6c2e20497420646f6573206e6f742067697665207468652073697a65206f662074686520417373656d626c793a203930207365617473206973207075626c6963207265636f72642c20616e64207374616e647320666f7220696e7374616e636520696e204d696e74206f66207468652073616d6520646179202868747470733a2f2f7777772e6c6976656d696e742e636f6d2f706f6c69746963732f6e6577732f68617279616e612d656c656374696f6e732d323032342d6161702d6d61792d736f6f6e2d616e6e6f756e63652d63616e646964617465732d6275742d616c6c69616e63652d74616c6b732d776974682d636f6e67726573732d7374696c6c2d6f6e2d31313732353639353132373839362e68746d6c292e222c2270617274696573223a5b7b22616c6961736573223a5b22436f6e6772657373225d2c226e616d65223a22496e6469616e204e6174696f6e616c20436f6e6772657373222c227061727479223a22494e43227d2c7b226e616d65223a2241616d204161646d69205061727479222c227061727479223a22414150227d2c7b226e616d65223a22426861726174697961204a616e617461205061727479222c227061727479223a22424a50227d5d2c22706f6f6c73223a7b227365617473223a39307d2c227469746c65223a2248617279616e6120417373656d626c7920656c656374696f6e2c204f63746f6265722032303234222c227a6f6e65223a22417369612f4b6f6c6b617461227d2c2273747265616d223a22636f6e746573742f68617279616e612d32303234222c2274797065223a22436f6e7465737452656769737465726564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a317d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (4, 'contest/haryana-2024', 2, '4b3421a6-aa16-89c2-a71f-b29a8b111a13', 'StatementMade', 1796016790531658, '\x8032500a21ef4c81978458b9a0aa197ad35d2ab31590ec1d2fa983eb481146c1', '\x6ca02ac121d57d2366c90fd36d3e3e34e96a717f9da5c8538e2cd211c7ef6c85', '\x7061726c65792e7265636f72642f7631203420313739363031363739303533313635380a0a7b226964223a2234623334323161362d616131362d383963322d613731662d623239613862313131613133222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2263613037353562313735366433336130373739643265626631633265663666663338636339393330643263373838386635336130323536356166643633326139222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226279223a5b226465736372696265643a746865206167656e63792773207265706f7274225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c22736f75726365223a2269616e732d323032342d30392d3037222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a22323032342d30392d3037222c227374616e636573223a5b226261636b67726f756e64225d2c2274657874223a224f662048617279616e61277320313020736561747320696e20746865204c6f6b20536162686120656c656374696f6e206f6620323032342074686520424a5020746f6f6b20666976652c20646f776e2066726f6d206120636c65616e20737765657020696e20323031393b2074686520494e44494120626c6f6320746f6f6b20746865206f7468657220666976652e227d2c2273747265616d223a22636f6e746573742f68617279616e612d32303234222c2274797065223a2253746174656d656e744d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a327d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (5, 'negotiation/haryana-2024', 1, '5222a8fd-a0b4-8641-8326-7c693dd98e7b', 'NegotiationRegistered', 1796016790531658, '\xeb36b93f11966370812a2159ad8e4de598f1f41d59c5fb5375d414bb529675d5', '\x46dfd8dab631042201802e716550cdb496caf9aaebc6b44f88db2e3133aea6b5', '\x7061726c65792e7265636f72642f7631203520313739363031363739303533313635380a0a7b226964223a2235323232613866642d613062342d383634312d383332362d376336393364643938653762222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a6e756c6c2c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226172656e61223a2248617279616e61204c656769736c617469766520417373656d626c79222c22636f6e74657374223a22636f6e746573742f68617279616e612d32303234222c226461746573223a5b7b2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c22736f75726365223a2269616e732d323032342d30392d3037222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c2277686174223a22706f6c6c222c227768656e223a22323032342d31302d3035227d5d2c226e6f7465223a225468652073697a65206f662074686520706f6f6c206973206e6f7420696e20746865207265706f72743a203930207365617473206973207075626c6963207265636f72642c20616e64207374616e647320666f7220696e7374616e636520696e204d696e74206f66207468652073616d6520646179202868747470733a2f2f7777772e6c6976656d696e742e636f6d2f706f6c69746963732f6e6577732f68617279616e612d656c656374696f6e732d323032342d6161702d6d61792d736f6f6e2d616e6e6f756e63652d63616e646964617465732d6275742d616c6c69616e63652d74616c6b732d776974682d636f6e67726573732d7374696c6c2d6f6e2d31313732353639353132373839362e68746d6c292e222c2270617274696573223a5b7b22616c6961736573223a5b22436f6e6772657373225d2c226e616d65223a22496e6469616e204e6174696f6e616c20436f6e6772657373222c227061727479223a22494e43227d2c7b226e616d65223a2241616d204161646d69205061727479222c227061727479223a22414150227d5d2c22706f6f6c73223a7b227365617473223a39307d2c227469746c65223a22436f6e677265737320616e6420414150206f6e2061207072652d706f6c6c20616c6c69616e636520696e2048617279616e612c2032303234222c227a6f6e65223a22417369612f4b6f6c6b617461227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a224e65676f74696174696f6e52656769737465726564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a317d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (6, 'negotiation/haryana-2024', 2, '72b9293a-bd08-8241-93c7-9ce681671de4', 'MeetingHeld', 1796016790531658, '\x856f1ac7e85036530aa0033ac9d7b8d937668cca7607959ab51738dea6ba6b63', '\xac179fd1c9b08992deec96b16a9a4ded6a904f6587cbdb7abf82cf309cdfd254', '\x7061726c65792e7265636f72642f7631203620313739363031363739303533313635380a0a7b226964223a2237326239323933612d626430382d383234312d393363372d396365363831363731646534222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2265623336623933663131393636333730383132613231353961643865346465353938663166343164353963356662353337356434313462623532393637356435222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c22736f75726365223a2269616e732d323032342d30392d3037222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c22696e7465726e616c223a747275652c226f63637572726564223a222e2e2f323032342d30392d3036222c2274657874223a2254686520436f6e67726573732068656c6420746865206d656574696e67206f66206974732048617279616e612073637265656e696e6720636f6d6d69747465652e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a224d656574696e6748656c64222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a327d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (7, 'negotiation/haryana-2024', 3, '0700c463-0755-832f-8c22-03dfb25ac08f', 'AllianceProposed', 1796016790531658, '\x95586662fd5e83f9f14ceb0d84719a01651f8bd4cea581442f508675fa82efb4', '\xf5dc733e233fe78c2247acee5afc0e5495f25a0952deb7fa93f35584bee1e39f', '\x7061726c65792e7265636f72642f7631203720313739363031363739303533313635380a0a7b226964223a2230373030633436332d303735352d383332662d386332322d303364666232356163303866222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2238353666316163376538353033363533306161303033336163396437623864393337363638636361373630373935396162353137333864656136626136623633222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b2261626f7574223a322c226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a22526168756c2047616e646869222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a222e2e2f323032342d30392d3036222c2273636f7065223a2248617279616e6120417373656d626c7920656c656374696f6e222c2274657874223a224174207468652073637265656e696e6720636f6d6d697474656520526168756c2047616e64686920657870726573736564207468652064657369726520746f20616c69676e2077697468206c696b652d6d696e646564207061727469657320696e206f7264657220746f2072656d6f76652074686520424a502066726f6d20706f7765722e222c22746f223a5b22414150225d7d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a22416c6c69616e636550726f706f736564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a337d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (8, 'negotiation/haryana-2024', 4, 'e5f7397b-7c52-80bf-9d23-5a98c9e2da8f', 'MandateChanged', 1796016790531658, '\xff381123cff7d1c277dadd454cd5c9ba1608b453361e3787d8aa714862efcb4d', '\x84f39dfce9006d18459d7ee393b42c3079882f4fc40a0af12a1a8eb461a20053', '\x7061726c65792e7265636f72642f7631203820313739363031363739303533313635380a0a7b226964223a2265356637333937622d376335322d383062662d396432332d356139386339653264613866222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2239353538363636326664356538336639663134636562306438343731396130313635316638626434636561353831343432663530383637356661383265666234222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a22526168756c2047616e646869222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226e6f77223a226578706c6f726520616e20616c6c69616e636520776974682074686520414150222c226f63637572726564223a222e2e2f323032342d30392d3036222c22726f6c65223a2273746174655f756e6974222c2274657874223a22526168756c2047616e6468692061736b65642074686520706172747927732048617279616e61206c65616465727320616e6420696e2d6368617267657320746f206578706c6f726520616e20616c6c69616e6365207769746820746865204141502c20736f207468617420766f74657320617265206e6f74206469766964656420616e642074686520494e44494120626c6f63207374616e6473206173206f6e652e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a224d616e646174654368616e676564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a347d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (9, 'negotiation/haryana-2024', 5, '830336a8-4332-8419-a00e-b14723266ddb', 'StatementMade', 1796016790531658, '\xbbefe802a6b42f0987f9f6202696316271271cb6dc49f0e0b271e4d16b8bdbc0', '\xeae6b26ee40542b718992870e5f0ecc61e9698ab39f982a327f33c25a9f01de6', '\x7061726c65792e7265636f72642f7631203920313739363031363739303533313635380a0a7b226964223a2238333033333661382d343333322d383431392d613030652d623134373233323636646462222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2266663338313132336366663764316332373764616464343534636435633962613136303862343533333631653337383764386161373134383632656663623464222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b2261626f7574223a332c226279223a5b22414150225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2273696465223a22414150222c22736f75726365223a2269616e732d323032342d30392d3037222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a222e2e2f323032342d30392d3037222c227374616e636573223a5b2277656c636f6d6573225d2c2274657874223a22546865204141502077656c636f6d656420526168756c2047616e64686927732073746174656d656e742e222c22746f223a5b22494e43225d7d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a2253746174656d656e744d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a357d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (10, 'negotiation/haryana-2024', 6, 'cac2744a-1ec1-8335-a1a5-2fc1a0eb8416', 'TalksOpened', 1796016790531658, '\x638dc9090f324617c88dca6a7ca3237e2263324929fff0c3d4504ceadb796bae', '\x71d0298fcdec4ad397ea682498dcb01faf0cbdff61b13c90aa8d47387d2fb294', '\x7061726c65792e7265636f72642f763120313020313739363031363739303533313635380a0a7b226964223a2263616332373434612d316563312d383333352d613161352d326663316130656238343136222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2262626566653830326136623432663039383766396636323032363936333136323731323731636236646334396630653062323731653464313662386264626330222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226166746572223a5b335d2c226279223a5b22494e43222c22414150225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2271756f7465223a7b22766572626174696d223a2254616c6b732061726520676f696e67206f6e2e227d2c2273696465223a22414150222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2252616768617620436861646861222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d2c7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2271756f7465223a7b22766572626174696d223a224e65676f74696174696f6e732061726520676f696e67206f6e227d2c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2244656570616b2042616261726961222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a222e2e2f323032342d30392d3036222c2274657874223a225468652074776f207061727469657320617265206e65676f74696174696e673b207768656e207468657920626567616e206973206e6f7420736169642e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a2254616c6b734f70656e6564222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a367d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (11, 'negotiation/haryana-2024', 7, '8cd70bf9-87fa-8707-bd11-27aee4c17fae', 'StatementMade', 1796016790531658, '\x4a10e68d60f27cd868cbcb0bb0f2d63c5a9b174b9a61544bc8204a19896639e0', '\x273d853d37fbaab5107b09c41264955696476eb0d8e0a9ba4f201e9aa9688a2a', '\x7061726c65792e7265636f72642f763120313120313739363031363739303533313635380a0a7b226964223a2238636437306266392d383766612d383730372d626431312d323761656534633137666165222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2236333864633930393066333234363137633838646361366137636133323337653232363333323439323966666630633364343530346365616462373936626165222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226279223a5b22414150225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2271756f7465223a7b22766572626174696d223a22636f6e636c7573697665227d2c2273696465223a22414150222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2252616768617620436861646861222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a22323032342d30392d3036222c2270726f706f736974696f6e223a2274616c6b73222c227374616e636573223a5b22636c61696d735f74616c6b73225d2c2274657874223a22526167686176204368616468613a207468652074776f20706172746965732061726520696e206c6173742d6d696e757465206e65676f74696174696f6e732c20616e64206e6f7468696e6720636f6e636c757369766520686173206265656e207265616368656420796574206f6e2061207072652d706f6c6c20636f616c6974696f6e2e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a2253746174656d656e744d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a377d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (12, 'negotiation/haryana-2024', 8, '580cf8b1-1208-8bdc-a837-b3fde68a651d', 'StatementMade', 1796016790531658, '\x4b3e5b1f2641f796f5ac7d90017ecfd76cecd28b27f87ec4ab671450d7341dbc', '\x6f6e8c76ceecf43cd785e7ded8cfe037132ea2b686e03abaf4d8d8d2673d2dd2', '\x7061726c65792e7265636f72642f763120313220313739363031363739303533313635380a0a7b226964223a2235383063663862312d313230382d386264632d613833372d623366646536386136353164222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2234613130653638643630663237636438363863626362306262306632643633633561396231373462396136313534346263383230346131393839363633396530222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226279223a5b22414150225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2271756f7465223a7b22766572626174696d223a2257652061726520686f706566756c20616e64206d616b696e6720616c6c206566666f72747320746f207265616368206120636f6d6d6f6e2067726f756e64227d2c2273696465223a22414150222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2252616768617620436861646861222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a22323032342d30392d3036222c2270726f706f736974696f6e223a2274616c6b73222c227374616e636573223a5b226f7074696d6973746963225d2c2274657874223a225261676861762043686164686120746f20746865206167656e63793a207468652074616c6b7320617265206d6f76696e6720696e206120e2809c706f73697469766520646972656374696f6ee2809d2c20616e6420626f7468207061727469657320686f706520666f72206120636f616c6974696f6e206265666f72652074686520656c656374696f6e2e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a2253746174656d656e744d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a387d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (13, 'negotiation/haryana-2024', 9, '451ac1d4-8840-8a2c-87ae-188a2665dfac', 'MeetingHeld', 1796016790531658, '\xf962fef29fba5290aed86d7ecdf8817a3b7ba4dd9abcd05c432a3d013e6a6e0d', '\xbfa2e47f3b671684b8021d7099f808328e60ab5c24673c7275fa58041365dd2f', '\x7061726c65792e7265636f72642f763120313320313739363031363739303533313635380a0a7b226964223a2234353161633164342d383834302d386132632d383761652d313838613236363564666163222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2234623365356231663236343166373936663561633764393030313765636664373663656364323862323766383765633461623637313435306437333431646263222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c22736f75726365223a2269616e732d323032342d30392d3037222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a22323032342d30392d3037222c2274657874223a2244656570616b20426162617269612c2074686520737461746520696e2d636861726765206f662074686520436f6e67726573732c206d657420526167686176204368616468612c20616e20414150206d656d626572206f66207468652052616a79612053616268612e222c22746f223a5b22414150225d7d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a224d656574696e6748656c64222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a397d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (14, 'negotiation/haryana-2024', 10, '8b94bb22-7524-8ab5-82c9-d5e384ad06d0', 'StatementMade', 1796016790531658, '\x28a3e355b7461ad65f88ef2b3ed4ba3d33cb8bdcf70ec3537b858f00679d50d6', '\x1e7ded2b00164b20d1dbd211ca985ea6a0c4399f95e2824c11aa01e9612bc57e', '\x7061726c65792e7265636f72642f763120313420313739363031363739303533313635380a0a7b226964223a2238623934626232322d373532342d386162352d383263392d643565333834616430366430222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2266393632666566323966626135323930616564383664376563646638383137613362376261346464396162636430356334333261336430313365366136653064222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226166746572223a5b395d2c226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2271756f7465223a7b22766572626174696d223a224e65676f74696174696f6e732061726520676f696e67206f6e2c2077652077696c6c207365652077686572652061646a7573746d656e74732063616e206265206d616465227d2c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2244656570616b2042616261726961222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a22323032342d30392d3037222c2270726f706f736974696f6e223a2274616c6b73222c227374616e636573223a5b22636c61696d735f74616c6b73225d2c2274657874223a2244656570616b204261626172696120746f20746865206167656e63793a206e65676f74696174696f6e732061726520756e646572207761792e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a2253746174656d656e744d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a31307d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (15, 'negotiation/haryana-2024', 11, 'afb049bc-c781-8c90-b9ab-88c01313992c', 'OfferMade', 1796016790531658, '\x5884aa04640f2ec900b5643036cbcc5e7f35d7106ef040ebb325dd1d200051a5', '\x4522b1aaee992b8187960d0003ad7334431389a6e3afd7aa4022e12d6f0fae40', '\x7061726c65792e7265636f72642f763120313520313739363031363739303533313635380a0a7b226964223a2261666230343962632d633738312d386339302d623961622d383863303133313339393263222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2232386133653335356237343631616436356638386566326233656434626133643333636238626463663730656333353337623835386630303637396435306436222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226166746572223a5b395d2c226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2271756f7465223a7b22766572626174696d223a22476f6f6420736d616c6c206e756d62657273227d2c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2244656570616b2042616261726961222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226f63637572726564223a22323032342d30392d3037222c227465726d73223a5b7b226973737565223a22736561745f636f756e74222c227175616e74697479223a7b226b696e64223a22756e7175616e746966696564222c22756e6974223a227365617473222c22766572626174696d223a22476f6f6420736d616c6c206e756d62657273227d7d5d2c2274657874223a2244656570616b20426162617269612c2061736b656420686f77206d616e7920736561747320746865204141502077696c6c206765742c206761766520776f72647320616e64206e6f206e756d6265722e222c22746f223a5b22414150225d7d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a224f666665724d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a31317d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (16, 'negotiation/haryana-2024', 12, '2e55b1ba-cff1-895c-a621-52e8ef706d9d', 'StatementMade', 1796016790531658, '\xcaa112aed23a8fc8957974707ee71f8d10ee4b9c12975923ce2eb720f2e16508', '\x27774204c2ac590580f7b7f1bfcff6ecf61c04157f6b740399302887767765bb', '\x7061726c65792e7265636f72642f763120313620313739363031363739303533313635380a0a7b226964223a2232653535623162612d636666312d383935632d613632312d353265386566373036643964222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2235383834616130343634306632656339303062353634333033366362636335653766333564373130366566303430656262333235646431643230303035316135222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b2261626f7574223a31312c226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2244656570616b2042616261726961222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226973737565223a22736561745f636f756e74222c226f63637572726564223a22323032342d30392d3037222c2270726f706f736974696f6e223a22666967757265222c227374616e636573223a5b226e6f5f636f6d6d656e74225d2c2274657874223a2244656570616b204261626172696120646964206e6f742067697665207468652065786163742066696775726520666f7220776869636820746865206167656e63792061736b65642e227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a2253746174656d656e744d616465222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a31327d');
INSERT INTO talks_of_0_1.record ("position", stream, version, id, type, recorded_at, statement_hash, leaf_hash, record) VALUES (17, 'negotiation/haryana-2024', 13, '26ea34ea-cc25-8b2e-9209-b9bfeb46f96f', 'DeadlineSet', 1796016790531658, '\xb13e5c7b8827bd3ac87d436c8d7e1d167fb27aa95e45d87df27f2833ccb3487e', '\xb0e5e2815e7a5096a5f710e749c893f827590442faea064a2d233032adc50878', '\x7061726c65792e7265636f72642f763120313720313739363031363739303533313635380a0a7b226964223a2232366561333465612d636332352d386232652d393230392d623962666562343666393666222c226c6564676572223a226c6f63616c2f676f6c64656e222c2270726576696f7573223a2263616131313261656432336138666338393537393734373037656537316638643130656534623963313239373539323363653265623732306632653136353038222c227265636f726465645f6279223a22726f6f74222c2272756c6573223a312c2273746570223a7b226166746572223a5b395d2c22617761697473223a224465616c52656163686564222c226279223a5b22494e43225d2c2265766964656e6365223a5b7b226174747269627574696f6e223a226f6e5f7265636f7264222c226f726967696e223a2249414e53222c226f75746c6574223a224c6f6b6d61742054696d6573222c227075626c6973686564223a22323032342d30392d3037222c2273696465223a22494e43222c22736f75726365223a2269616e732d323032342d30392d3037222c22737065616b6572223a2244656570616b2042616261726961222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f227d5d2c226b696e64223a22736f66745f746172676574222c226f63637572726564223a22323032342d30392d3037222c2274657874223a2244656570616b20426162617269613a2061206465616c206f662074686520494e44494120626c6f6320706172746e657273206973206c696b656c792062792053756e6461792e222c2277686174223a2261206465616c206f662074686520494e44494120626c6f6320706172746e657273222c227768656e223a22323032342d30392d3038227d2c2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c2274797065223a22446561646c696e65536574222c22747970655f76657273696f6e223a312c2276223a312c2276657273696f6e223a31337d');
INSERT INTO talks_of_0_1.registration (stream, step, arena, contest, led_by, pools, seat_names, links, election_date, names, ended_by) VALUES ('contest/haryana-2024', 1, NULL, NULL, NULL, '{"seats":90}', '{}', '{}', '2024-10-05', '{"AAP":"Aam Aadmi Party","BJP":"Bharatiya Janata Party","INC":"Indian National Congress"}', NULL);
INSERT INTO talks_of_0_1.registration (stream, step, arena, contest, led_by, pools, seat_names, links, election_date, names, ended_by) VALUES ('negotiation/haryana-2024', 1, 'Haryana Legislative Assembly', 'contest/haryana-2024', NULL, '{"seats":90}', '{}', '{}', NULL, '{"AAP":"Aam Aadmi Party","INC":"Indian National Congress"}', NULL);
INSERT INTO talks_of_0_1.source (stream, source, outlet, origin, url, published, title, reviewed, sha256, note, version, "position", recorded_at) VALUES ('sources', 'ians-2024-09-07', 'Lokmat Times', 'IANS', 'https://www.lokmattimes.com/national/congress-to-offer-good-small-number-of-seats-to-aap-says-party-in-charge-for-haryana/', '2024-09-07', NULL, false, NULL, 'Dated New Delhi, 7 September. Published from the agency''s feed without changes; the outlet says that no editor reviewed it. Other outlets carried the same agency story: that is one origin.', 1, 2, 1796016790531658);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('contest/haryana-2024', 2, 1, 'StatementMade', '2024-09-07', 1725647400000000, 1725733800000000, '["described:the agency''s report"]', '[]', '[]', '["described:the agency''s report"]', '[]', 'the agency''s report: background', 'Of Haryana''s 10 seats in the Lok Sabha election of 2024 the BJP took five, down from a clean sweep in 2019; the INDIA bloc took the other five.', NULL, 'ians-2024-09-07', 'media_report', 'media_report', NULL, '2024-09-07', 1725733800000000, NULL, NULL, NULL, '{}', '{}', 'somebody_speaks, says_about_what', '[]', NULL, '["background"]', NULL, '{}', '[]', NULL, NULL, 4, 1796016790531658, 'root', '4b3421a6-aa16-89c2-a71f-b29a8b111a13', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 2, 1, 'MeetingHeld', '../2024-09-06', -9223372036854775808, 1725647400000000, '["INC"]', '[]', '[]', '["INC"]', '[]', 'meeting INC', 'The Congress held the meeting of its Haryana screening committee.', NULL, 'ians-2024-09-07', 'media_report', 'media_report', NULL, '2024-09-07', 1725733800000000, NULL, NULL, NULL, '{}', '{}', 'two_participants', '[]', NULL, '[]', NULL, '{}', '[]', NULL, NULL, 6, 1796016790531658, 'root', '72b9293a-bd08-8241-93c7-9ce681671de4', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 3, 2, 'AllianceProposed', '../2024-09-06', -9223372036854775808, 1725647400000000, '["INC"]', '["AAP"]', '[]', '["INC"]', '["AAP"]', 'proposes an alliance INC→AAP Haryana Assembly election', 'At the screening committee Rahul Gandhi expressed the desire to align with like-minded parties in order to remove the BJP from power.', NULL, 'ians-2024-09-07', 'media_report', 'media_report', 'Rahul Gandhi', '2024-09-07', 1725733800000000, NULL, 'proposed', 3, '{}', '{}', 'by_a_party, two_parties_named', '["no talks yet → proposed"]', NULL, '[]', NULL, '{"about":[2]}', '[]', NULL, NULL, 7, 1796016790531658, 'root', '0700c463-0755-832f-8c22-03dfb25ac08f', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 4, 3, 'MandateChanged', '../2024-09-06', -9223372036854775808, 1725647400000000, '["INC"]', '[]', '[]', '["INC"]', '[]', 'mandate INC explore an alliance with the AAP', 'Rahul Gandhi asked the party''s Haryana leaders and in-charges to explore an alliance with the AAP, so that votes are not divided and the INDIA bloc stands as one.', NULL, 'ians-2024-09-07', 'media_report', 'media_report', 'Rahul Gandhi', '2024-09-07', 1725733800000000, 'proposed', 'proposed', 3, '{}', '{}', '', '["state unit for INC"]', NULL, '[]', NULL, '{}', '[]', NULL, NULL, 8, 1796016790531658, 'root', 'e5f7397b-7c52-80bf-9d23-5a98c9e2da8f', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 5, 4, 'StatementMade', '../2024-09-07', -9223372036854775808, 1725733800000000, '["AAP"]', '["INC"]', '[]', '["AAP"]', '["INC"]', 'AAP→INC: welcomes, on v3', 'The AAP welcomed Rahul Gandhi''s statement.', NULL, 'ians-2024-09-07', 'media_report', 'media_report', NULL, '2024-09-07', 1725733800000000, 'proposed', 'proposed', 3, '{}', '{}', 'somebody_speaks, says_about_what', '[]', NULL, '["welcomes"]', NULL, '{"about":[3]}', '[]', NULL, NULL, 9, 1796016790531658, 'root', '830336a8-4332-8419-a00e-b14723266ddb', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 6, 5, 'TalksOpened', '../2024-09-06', -9223372036854775808, 1725647400000000, '["INC","AAP"]', '[]', '["INC","AAP"]', '["INC","AAP"]', '[]', 'talks open INC+AAP', 'The two parties are negotiating; when they began is not said.', 'Talks are going on.', 'ians-2024-09-07', 'on_record', 'on_record', 'Raghav Chadha', '2024-09-07', 1725733800000000, 'proposed', 'talks_underway', 6, '{}', '{"AAP":["talks",6],"INC":["talks",6]}', 'by_a_party_or_the_leading_office, on_record', '["proposed → talks underway"]', NULL, '[]', NULL, '{"after":[3]}', '[]', NULL, NULL, 10, 1796016790531658, 'root', 'cac2744a-1ec1-8335-a1a5-2fc1a0eb8416', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 7, 6, 'StatementMade', '2024-09-06', 1725561000000000, 1725647400000000, '["AAP"]', '[]', '["AAP"]', '["AAP"]', '[]', 'AAP: claims talks', 'Raghav Chadha: the two parties are in last-minute negotiations, and nothing conclusive has been reached yet on a pre-poll coalition.', 'conclusive', 'ians-2024-09-07', 'on_record', 'on_record', 'Raghav Chadha', '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",6]}', 'somebody_speaks, says_about_what', '["claimed by AAP: claims talks"]', NULL, '["claims_talks"]', 'talks', '{}', '[]', NULL, NULL, 11, 1796016790531658, 'root', '8cd70bf9-87fa-8707-bd11-27aee4c17fae', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 8, 7, 'StatementMade', '2024-09-06', 1725561000000000, 1725647400000000, '["AAP"]', '[]', '["AAP"]', '["AAP"]', '[]', 'AAP: optimistic about talks', 'Raghav Chadha to the agency: the talks are moving in a “positive direction”, and both parties hope for a coalition before the election.', 'We are hopeful and making all efforts to reach a common ground', 'ians-2024-09-07', 'on_record', 'on_record', 'Raghav Chadha', '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",6]}', 'somebody_speaks, says_about_what', '[]', NULL, '["optimistic"]', 'talks', '{}', '[]', NULL, NULL, 12, 1796016790531658, 'root', '580cf8b1-1208-8bdc-a837-b3fde68a651d', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 9, 8, 'MeetingHeld', '2024-09-07', 1725647400000000, 1725733800000000, '["INC"]', '["AAP"]', '[]', '["INC"]', '["AAP"]', 'meeting INC→AAP', 'Deepak Babaria, the state in-charge of the Congress, met Raghav Chadha, an AAP member of the Rajya Sabha.', NULL, 'ians-2024-09-07', 'media_report', 'media_report', NULL, '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",6]}', 'two_participants', '[]', NULL, '[]', NULL, '{}', '[]', NULL, NULL, 13, 1796016790531658, 'root', '451ac1d4-8840-8a2c-87ae-188a2665dfac', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 10, 9, 'StatementMade', '2024-09-07', 1725647400000000, 1725733800000000, '["INC"]', '[]', '["INC"]', '["INC"]', '[]', 'INC: claims talks', 'Deepak Babaria to the agency: negotiations are under way.', 'Negotiations are going on, we will see where adjustments can be made', 'ians-2024-09-07', 'on_record', 'on_record', 'Deepak Babaria', '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",10]}', 'somebody_speaks, says_about_what', '["claimed by INC: claims talks"]', NULL, '["claims_talks"]', 'talks', '{"after":[9]}', '[]', NULL, NULL, 14, 1796016790531658, 'root', '8b94bb22-7524-8ab5-82c9-d5e384ad06d0', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 11, 10, 'OfferMade', '2024-09-07', 1725647400000000, 1725733800000000, '["INC"]', '["AAP"]', '["INC"]', '["INC"]', '["AAP"]', 'offer INC→AAP “Good small numbers” (of 90)', 'Deepak Babaria, asked how many seats the AAP will get, gave words and no number.', 'Good small numbers', 'ians-2024-09-07', 'on_record', 'on_record', 'Deepak Babaria', '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",10]}', 'by_a_party_or_the_leading_office, receivers_are_others', '["offer INC→AAP stands: seat count"]', NULL, '[]', NULL, '{"after":[9]}', '[]', NULL, NULL, 15, 1796016790531658, 'root', 'afb049bc-c781-8c90-b9ab-88c01313992c', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 12, 11, 'StatementMade', '2024-09-07', 1725647400000000, 1725733800000000, '["INC"]', '[]', '["INC"]', '["INC"]', '[]', 'INC: no comment about figure, on v11', 'Deepak Babaria did not give the exact figure for which the agency asked.', NULL, 'ians-2024-09-07', 'on_record', 'on_record', 'Deepak Babaria', '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",10]}', 'somebody_speaks, says_about_what', '[]', NULL, '["no_comment"]', 'figure', '{"about":[11]}', '[]', NULL, NULL, 16, 1796016790531658, 'root', '2e55b1ba-cff1-895c-a621-52e8ef706d9d', 1);
INSERT INTO talks_of_0_1.step (stream, step, place, type, occurred, earliest, latest, by, "to", on_record_by, by_as_given, to_as_given, said, text, quote, source, attribution, attribution_class, speaker, published, public, state_before, state, since, flags, positions, allowed_by, changed, reason, stances, proposition, pointers, corrected_by, act, note, "position", recorded_at, recorded_by, id, rules) VALUES ('negotiation/haryana-2024', 13, 12, 'DeadlineSet', '2024-09-07', 1725647400000000, 1725733800000000, '["INC"]', '[]', '["INC"]', '["INC"]', '[]', 'deadline INC expected 8 Sep 2024 a deal of the INDIA bloc partners', 'Deepak Babaria: a deal of the INDIA bloc partners is likely by Sunday.', NULL, 'ians-2024-09-07', 'on_record', 'on_record', 'Deepak Babaria', '2024-09-07', 1725733800000000, 'talks_underway', 'talks_underway', 6, '{}', '{"AAP":["talks",7],"INC":["talks",10]}', 'deadline_lies_ahead', '["soft target 8 Sep 2024 stands"]', NULL, '[]', NULL, '{"after":[9]}', '[]', NULL, NULL, 17, 1796016790531658, 'root', '26ea34ea-cc25-8b2e-9209-b9bfeb46f96f', 1);
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('contest/haryana-2024', 2, '''3130'':4 ''32303139'':23 ''32303234'':12 ''61'':19 ''626a70'':14 ''626c6f63'':26 ''636c65616e'':20 ''646f776e'':17 ''656c656374696f6e'':10 ''66697665'':16,30 ''66726f6d'':18 ''68617279616e61'':2 ''696e'':6,22 ''696e646961'':25 ''6c6f6b'':8 ''6f66'':1,11 ''6f74686572'':29 ''73'':3 ''7361626861'':9 ''7365617473'':5 ''7377656570'':21 ''746865'':7,13,24,28 ''746f6f6b'':15,27');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 2, '''636f6d6d6974746565'':10 ''636f6e6772657373'':2 ''68617279616e61'':8 ''68656c64'':3 ''697473'':7 ''6d656574696e67'':5 ''6f66'':6 ''73637265656e696e67'':9 ''746865'':1,4');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 3, '''616c69676e'':11 ''6174'':1 ''626a70'':21 ''636f6d6d6974746565'':4 ''646573697265'':9 ''657870726573736564'':7 ''66726f6d'':22 ''67616e646869'':6 ''696e'':16 ''6c696b65'':13 ''6d696e646564'':14 ''6f72646572'':17 ''70617274696573'':15 ''706f776572'':23 ''726168756c'':5 ''72656d6f7665'':19 ''73637265656e696e67'':3 ''746865'':2,8,20 ''746f'':10,18 ''77697468'':12');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 4, '''616170'':18 ''616c6c69616e6365'':15 ''616e'':14 ''616e64'':9,25 ''617265'':22 ''6173'':30 ''61736b6564'':3 ''626c6f63'':28 ''63686172676573'':11 ''64697669646564'':24 ''6578706c6f7265'':13 ''67616e646869'':2 ''68617279616e61'':7 ''696e'':10 ''696e646961'':27 ''6c656164657273'':8 ''6e6f74'':23 ''6f6e65'':31 ''7061727479'':5 ''726168756c'':1 ''73'':6 ''736f'':19 ''7374616e6473'':29 ''74686174'':20 ''746865'':4,17,26 ''746f'':12 ''766f746573'':21 ''77697468'':16');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 5, '''616170'':2 ''67616e646869'':5 ''726168756c'':4 ''73'':6 ''73746174656d656e74'':7 ''746865'':1 ''77656c636f6d6564'':3');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 6, '''617265'':4 ''626567616e'':8 ''6973'':9 ''6e65676f74696174696e67'':5 ''6e6f74'':10 ''70617274696573'':3 ''73616964'':11 ''746865'':1 ''74686579'':7 ''74776f'':2 ''7768656e'':6');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 7, '''61'':19 ''616e64'':11 ''617265'':6 ''6265656e'':15 ''636861646861'':2 ''636f616c6974696f6e'':22 ''636f6e636c7573697665'':13 ''686173'':14 ''696e'':7 ''6c617374'':8 ''6d696e757465'':9 ''6e65676f74696174696f6e73'':10 ''6e6f7468696e67'':12 ''6f6e'':18 ''70617274696573'':5 ''706f6c6c'':21 ''707265'':20 ''726167686176'':1 ''72656163686564'':16 ''746865'':3 ''74776f'':4 ''796574'':17');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 8, '''61'':11,19 ''6167656e6379'':5 ''616e64'':14 ''617265'':8 ''6265666f7265'':21 ''626f7468'':15 ''636861646861'':2 ''636f616c6974696f6e'':20 ''646972656374696f6e'':13 ''656c656374696f6e'':23 ''666f72'':18 ''686f7065'':17 ''696e'':10 ''6d6f76696e67'':9 ''70617274696573'':16 ''706f736974697665'':12 ''726167686176'':1 ''74616c6b73'':7 ''746865'':4,6,22 ''746f'':3');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 9, '''616170'':14 ''616e'':13 ''62616261726961'':2 ''636861646861'':12 ''636861726765'':6 ''636f6e6772657373'':9 ''64656570616b'':1 ''696e'':5 ''6d656d626572'':15 ''6d6574'':10 ''6f66'':7,16 ''726167686176'':11 ''72616a7961'':18 ''7361626861'':19 ''7374617465'':4 ''746865'':3,8,17');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 10, '''6167656e6379'':5 ''617265'':7 ''62616261726961'':2 ''64656570616b'':1 ''6e65676f74696174696f6e73'':6 ''746865'':4 ''746f'':3 ''756e646572'':8 ''776179'':9');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 11, '''616170'':8 ''616e64'':13 ''61736b6564'':3 ''62616261726961'':2 ''64656570616b'':1 ''67617665'':11 ''676574'':10 ''686f77'':4 ''6d616e79'':5 ''6e6f'':14 ''6e756d626572'':15 ''7365617473'':6 ''746865'':7 ''77696c6c'':9 ''776f726473'':12');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 12, '''6167656e6379'':12 ''61736b6564'':13 ''62616261726961'':2 ''64656570616b'':1 ''646964'':3 ''6578616374'':7 ''666967757265'':8 ''666f72'':9 ''67697665'':5 ''6e6f74'':4 ''746865'':6,11 ''7768696368'':10');
INSERT INTO talks_of_0_1.step__words (stream, step, found) VALUES ('negotiation/haryana-2024', 13, '''61'':3 ''62616261726961'':2 ''626c6f63'':8 ''6279'':12 ''6465616c'':4 ''64656570616b'':1 ''696e646961'':7 ''6973'':10 ''6c696b656c79'':11 ''6f66'':5 ''706172746e657273'':9 ''73756e646179'':13 ''746865'':6');
INSERT INTO talks_of_0_1.view_fold (stream, version, data) VALUES ('refusals', 1, '\x');
INSERT INTO talks_of_0_1.view_fold (stream, version, data) VALUES ('sources', 1, '\x');
INSERT INTO talks_of_0_1.view_fold (stream, version, data) VALUES ('contest/haryana-2024', 2, '\x7b226e65676f74696174696f6e223a7b2273747265616d223a22636f6e746573742f68617279616e612d32303234222c22726567697374726174696f6e223a6e756c6c2c22636f6e74657374223a7b227469746c65223a2248617279616e6120417373656d626c7920656c656374696f6e2c204f63746f6265722032303234222c226b696e64223a22656c656374696f6e222c227a6f6e65223a22417369612f4b6f6c6b617461222c22656c656374696f6e5f64617465223a22323032342d31302d3035222c22706f6f6c73223a7b227365617473223a39307d2c2270617274696573223a5b7b227061727479223a22494e43222c226e616d65223a22496e6469616e204e6174696f6e616c20436f6e6772657373222c22616c6961736573223a5b22436f6e6772657373225d7d2c7b227061727479223a22414150222c226e616d65223a2241616d204161646d69205061727479227d2c7b227061727479223a22424a50222c226e616d65223a22426861726174697961204a616e617461205061727479227d5d2c226e6f7465223a22546865207265706f72742067697665732074686520646179206f662074686520706f6c6c2e20497420646f6573206e6f742067697665207468652073697a65206f662074686520417373656d626c793a203930207365617473206973207075626c6963207265636f72642c20616e64207374616e647320666f7220696e7374616e636520696e204d696e74206f66207468652073616d6520646179202868747470733a2f2f7777772e6c6976656d696e742e636f6d2f706f6c69746963732f6e6577732f68617279616e612d656c656374696f6e732d323032342d6161702d6d61792d736f6f6e2d616e6e6f756e63652d63616e646964617465732d6275742d616c6c69616e63652d74616c6b732d776974682d636f6e67726573732d7374696c6c2d6f6e2d31313732353639353132373839362e68746d6c292e227d2c227374617465223a22756e6f70656e6564222c2273696e6365223a6e756c6c2c22666c616773223a7b7d2c227479706573223a7b2231223a22436f6e7465737452656769737465726564222c2232223a2253746174656d656e744d616465227d2c2272656769737465726564223a7b2273746570223a312c226172656e61223a6e756c6c2c22636f6e74657374223a6e756c6c2c226c65645f6279223a6e756c6c2c22706f6f6c73223a7b227365617473223a39307d2c22736561745f6e616d6573223a7b7d2c226c696e6b73223a7b7d2c22656c656374696f6e5f64617465223a22323032342d31302d3035222c226e616d6573223a7b22414150223a2241616d204161646d69205061727479222c22424a50223a22426861726174697961204a616e617461205061727479222c22494e43223a22496e6469616e204e6174696f6e616c20436f6e6772657373227d2c22656e6465645f6279223a6e756c6c7d2c2270617274696573223a5b7b2273746570223a312c226c696e65223a302c227061727479223a22494e43222c226e616d65223a22496e6469616e204e6174696f6e616c20436f6e6772657373222c22616c6961736573223a5b22436f6e6772657373225d2c22696473223a7b7d2c2261745f7461626c65223a66616c73652c226c6566745f6279223a6e756c6c7d2c7b2273746570223a312c226c696e65223a312c227061727479223a22414150222c226e616d65223a2241616d204161646d69205061727479222c22616c6961736573223a5b5d2c22696473223a7b7d2c2261745f7461626c65223a66616c73652c226c6566745f6279223a6e756c6c7d2c7b2273746570223a312c226c696e65223a322c227061727479223a22424a50222c226e616d65223a22426861726174697961204a616e617461205061727479222c22616c6961736573223a5b5d2c22696473223a7b7d2c2261745f7461626c65223a66616c73652c226c6566745f6279223a6e756c6c7d5d2c226f6666657273223a7b7d2c226f70656e5f6f6666657273223a7b7d2c226c6174657374223a7b7d2c2264656d616e6473223a7b7d2c226f70656e5f64656d616e6473223a7b7d2c22636f6e646974696f6e73223a7b7d2c22646561646c696e6573223a7b2231223a5b5d7d2c22636c61696d73223a7b7d2c227465726d73223a5b5d2c226465616c73223a5b5d2c22726174696669636174696f6e73223a5b5d2c2270656f706c65223a5b5d2c226d6f766573223a7b7d2c22617474656d707473223a5b5d2c227061726b6564223a7b7d2c2270656e64696e67223a5b5d2c22706f736974696f6e73223a7b7d7d2c2276657273696f6e223a322c227374657073223a312c226c61746573745f6561726c69657374223a313732353634373430303030303030302c226c61746573745f706f696e746564223a302c226c6173745f706f736974696f6e223a342c226c6173745f7265636f726465645f6174223a313739363031363739303533313635382c2272756c6573223a312c2273696e63655f64617465223a6e756c6c7d');
INSERT INTO talks_of_0_1.view_fold (stream, version, data) VALUES ('negotiation/haryana-2024', 13, '\x7b226e65676f74696174696f6e223a7b2273747265616d223a226e65676f74696174696f6e2f68617279616e612d32303234222c22726567697374726174696f6e223a7b227469746c65223a22436f6e677265737320616e6420414150206f6e2061207072652d706f6c6c20616c6c69616e636520696e2048617279616e612c2032303234222c226172656e61223a2248617279616e61204c656769736c617469766520417373656d626c79222c227a6f6e65223a22417369612f4b6f6c6b617461222c2270617274696573223a5b7b227061727479223a22494e43222c226e616d65223a22496e6469616e204e6174696f6e616c20436f6e6772657373222c22616c6961736573223a5b22436f6e6772657373225d7d2c7b227061727479223a22414150222c226e616d65223a2241616d204161646d69205061727479227d5d2c22706f6f6c73223a7b227365617473223a39307d2c22636f6e74657374223a22636f6e746573742f68617279616e612d32303234222c226461746573223a5b7b2277686174223a22706f6c6c222c227768656e223a22323032342d31302d3035222c2265766964656e6365223a5b7b226174747269627574696f6e223a226d656469615f7265706f7274222c22736f75726365223a2269616e732d323032342d30392d3037222c226f75746c6574223a224c6f6b6d61742054696d6573222c226f726967696e223a2249414e53222c2275726c223a2268747470733a2f2f7777772e6c6f6b6d617474696d65732e636f6d2f6e6174696f6e616c2f636f6e67726573732d746f2d6f666665722d676f6f642d736d616c6c2d6e756d6265722d6f662d73656174732d746f2d6161702d736179732d70617274792d696e2d6368617267652d666f722d68617279616e612f222c227075626c6973686564223a22323032342d30392d3037227d5d7d5d2c226e6f7465223a225468652073697a65206f662074686520706f6f6c206973206e6f7420696e20746865207265706f72743a203930207365617473206973207075626c6963207265636f72642c20616e64207374616e647320666f7220696e7374616e636520696e204d696e74206f66207468652073616d6520646179202868747470733a2f2f7777772e6c6976656d696e742e636f6d2f706f6c69746963732f6e6577732f68617279616e612d656c656374696f6e732d323032342d6161702d6d61792d736f6f6e2d616e6e6f756e63652d63616e646964617465732d6275742d616c6c69616e63652d74616c6b732d776974682d636f6e67726573732d7374696c6c2d6f6e2d31313732353639353132373839362e68746d6c292e227d2c22636f6e74657374223a6e756c6c2c227374617465223a2274616c6b735f756e646572776179222c2273696e6365223a362c22666c616773223a7b7d2c227479706573223a7b2231223a224e65676f74696174696f6e52656769737465726564222c2232223a224d656574696e6748656c64222c2233223a22416c6c69616e636550726f706f736564222c2234223a224d616e646174654368616e676564222c2235223a2253746174656d656e744d616465222c2236223a2254616c6b734f70656e6564222c2237223a2253746174656d656e744d616465222c2238223a2253746174656d656e744d616465222c2239223a224d656574696e6748656c64222c223130223a2253746174656d656e744d616465222c223131223a224f666665724d616465222c223132223a2253746174656d656e744d616465222c223133223a22446561646c696e65536574227d2c2272656769737465726564223a7b2273746570223a312c226172656e61223a2248617279616e61204c656769736c617469766520417373656d626c79222c22636f6e74657374223a22636f6e746573742f68617279616e612d32303234222c226c65645f6279223a6e756c6c2c22706f6f6c73223a7b227365617473223a39307d2c22736561745f6e616d6573223a7b7d2c226c696e6b73223a7b7d2c22656c656374696f6e5f64617465223a6e756c6c2c226e616d6573223a7b22414150223a2241616d204161646d69205061727479222c22494e43223a22496e6469616e204e6174696f6e616c20436f6e6772657373227d2c22656e6465645f6279223a6e756c6c7d2c2270617274696573223a5b7b2273746570223a312c226c696e65223a302c227061727479223a22494e43222c226e616d65223a22496e6469616e204e6174696f6e616c20436f6e6772657373222c22616c6961736573223a5b22436f6e6772657373225d2c22696473223a7b7d2c2261745f7461626c65223a747275652c226c6566745f6279223a6e756c6c7d2c7b2273746570223a312c226c696e65223a312c227061727479223a22414150222c226e616d65223a2241616d204161646d69205061727479222c22616c6961736573223a5b5d2c22696473223a7b7d2c2261745f7461626c65223a747275652c226c6566745f6279223a6e756c6c7d5d2c226f6666657273223a7b223131223a5b7b2273746570223a31312c226c696e65223a302c226279223a5b22494e43225d2c22746f223a22414150222c22666f725f7061727479223a22414150222c226973737565223a22736561745f636f756e74222c22706f6f6c223a227365617473222c227175616e74697479223a7b226b696e64223a22756e7175616e746966696564222c22756e6974223a227365617473222c22766572626174696d223a22476f6f6420736d616c6c206e756d62657273227d2c227365617473223a5b5d2c22776f726473223a6e756c6c2c22766572626174696d223a22476f6f6420736d616c6c206e756d62657273222c22636f6e646974696f6e73223a5b5d2c227061636b616765223a66616c73652c2266696e616c697479223a226e6f745f737461746564222c22696e5f6164646974696f6e223a66616c73652c2265787069726573223a6e756c6c2c22657870697265735f6174223a6e756c6c2c226174747269627574696f6e5f636c617373223a226f6e5f7265636f7264222c2261636365707465645f6279223a6e756c6c2c22616363657074616e6365223a6e756c6c2c2277697468647261776e5f6279223a6e756c6c2c2272656a65637465645f6279223a6e756c6c2c22737570657273656465645f6279223a6e756c6c2c226c61707365645f6279223a6e756c6c7d5d7d2c226f70656e5f6f6666657273223a7b223131223a747275657d2c226c6174657374223a7b226f666665725c7530303166494e435c75303031664141505c75303031664141505c7530303166736561745f636f756e745c753030316673656174735c75303031666f6e5f7265636f7264223a5b5b31312c305d5d7d2c2264656d616e6473223a7b7d2c226f70656e5f64656d616e6473223a7b7d2c22636f6e646974696f6e73223a7b7d2c22646561646c696e6573223a7b2231223a5b7b2273746570223a312c226c696e65223a302c226b696e64223a2265787465726e616c5f68617264222c226279223a5b5d2c227768656e223a22323032342d31302d3035222c227768656e5f6c6174657374223a313732383135333030303030303030302c2277686174223a22706f6c6c222c22776f726473223a6e756c6c2c22617761697473223a6e756c6c2c22636f6e73657175656e6365223a6e756c6c2c226174747269627574696f6e5f636c617373223a226f6e5f7265636f7264222c226d6f7665645f6279223a6e756c6c2c226d65745f6279223a6e756c6c2c226c6174655f6279223a6e756c6c7d5d2c223133223a5b7b2273746570223a31332c226c696e65223a302c226b696e64223a22736f66745f746172676574222c226279223a5b22494e43225d2c227768656e223a22323032342d30392d3038222c227768656e5f6c6174657374223a313732353832303230303030303030302c2277686174223a2261206465616c206f662074686520494e44494120626c6f6320706172746e657273222c22776f726473223a6e756c6c2c22617761697473223a224465616c52656163686564222c22636f6e73657175656e6365223a6e756c6c2c226174747269627574696f6e5f636c617373223a226f6e5f7265636f7264222c226d6f7665645f6279223a6e756c6c2c226d65745f6279223a6e756c6c2c226c6174655f6279223a6e756c6c7d5d7d2c22636c61696d73223a7b2237223a7b2273746570223a372c226279223a5b22414150225d2c227374616e636573223a5b22636c61696d735f74616c6b73225d2c2270726f706f736974696f6e223a2274616c6b73222c2261626f7574223a6e756c6c2c227465726d73223a5b5d2c226174747269627574696f6e5f636c617373223a226f6e5f7265636f7264222c2264656e6965645f6279223a5b5d2c22636f6e6669726d65645f6279223a5b5d2c22636f727265637465645f6279223a5b5d7d2c223130223a7b2273746570223a31302c226279223a5b22494e43225d2c227374616e636573223a5b22636c61696d735f74616c6b73225d2c2270726f706f736974696f6e223a2274616c6b73222c2261626f7574223a6e756c6c2c227465726d73223a5b5d2c226174747269627574696f6e5f636c617373223a226f6e5f7265636f7264222c2264656e6965645f6279223a5b5d2c22636f6e6669726d65645f6279223a5b5d2c22636f727265637465645f6279223a5b5d7d7d2c227465726d73223a5b5d2c226465616c73223a5b5d2c22726174696669636174696f6e73223a5b5d2c2270656f706c65223a5b7b2273746570223a342c226b696e64223a226d616e64617465222c22706572736f6e223a6e756c6c2c22726f6c65223a2273746174655f756e6974222c227072696e636970616c223a22494e43222c226d616e64617465223a226578706c6f726520616e20616c6c69616e636520776974682074686520414150222c22776173223a6e756c6c2c22766f7465223a6e756c6c2c2273636f7065223a6e756c6c2c227265706c61636573223a6e756c6c2c226174747269627574696f6e5f636c617373223a226d656469615f7265706f7274222c22656e6465645f6279223a6e756c6c7d5d2c226d6f766573223a7b7d2c22617474656d707473223a5b7b2273746570223a362c226c6173745f73746570223a31332c22656e6465645f6279223a6e756c6c2c22656e6465645f696e223a6e756c6c7d5d2c227061726b6564223a7b7d2c2270656e64696e67223a5b5d2c22706f736974696f6e73223a7b22494e43223a7b22776f7264223a2274616c6b73222c2273746570223a31307d2c22414150223a7b22776f7264223a2274616c6b73222c2273746570223a377d7d7d2c2276657273696f6e223a31332c227374657073223a31322c226c61746573745f6561726c69657374223a313732353634373430303030303030302c226c61746573745f706f696e746564223a31312c226c6173745f706f736974696f6e223a31372c226c6173745f7265636f726465645f6174223a313739363031363739303533313635382c2272756c6573223a312c2273696e63655f64617465223a222e2e2f323032342d30392d3036227d');
INSERT INTO talks_of_0_1.view_state ("only", schema_version, cursor, names, generations) VALUES (1, 2, 17, '{"tables":["negotiation","registration","step","evidence","offer","demand","condition","deadline","claim","stated","term","deal","ratification","party","person","move","attempt","correction","source"],"sql_views":["offer_now","deadline_now","step_happened"]}', 0);
ALTER TABLE ONLY talks_of_0_1.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY talks_of_0_1.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.condition
    ADD CONSTRAINT condition_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.correction
    ADD CONSTRAINT correction_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.deadline
    ADD CONSTRAINT deadline_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.deal
    ADD CONSTRAINT deal_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.demand
    ADD CONSTRAINT demand_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.evidence__words
    ADD CONSTRAINT evidence__words_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.head
    ADD CONSTRAINT head_pkey PRIMARY KEY ("only");
ALTER TABLE ONLY talks_of_0_1.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY ("only");
ALTER TABLE ONLY talks_of_0_1.move
    ADD CONSTRAINT move_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.negotiation
    ADD CONSTRAINT negotiation_pkey PRIMARY KEY (stream);
ALTER TABLE ONLY talks_of_0_1.offer
    ADD CONSTRAINT offer_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.ratification
    ADD CONSTRAINT ratification_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.record
    ADD CONSTRAINT record_id_key UNIQUE (id);
ALTER TABLE ONLY talks_of_0_1.record
    ADD CONSTRAINT record_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY talks_of_0_1.record
    ADD CONSTRAINT record_stream_version_key UNIQUE (stream, version);
ALTER TABLE ONLY talks_of_0_1.registration
    ADD CONSTRAINT registration_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (stream, source);
ALTER TABLE ONLY talks_of_0_1.stated
    ADD CONSTRAINT stated_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.step__words
    ADD CONSTRAINT step__words_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.step
    ADD CONSTRAINT step_pkey PRIMARY KEY (stream, step);
ALTER TABLE ONLY talks_of_0_1.term
    ADD CONSTRAINT term_pkey PRIMARY KEY (stream, step, line);
ALTER TABLE ONLY talks_of_0_1.tile
    ADD CONSTRAINT tile_pkey PRIMARY KEY (level, number);
ALTER TABLE ONLY talks_of_0_1.view_fold__next
    ADD CONSTRAINT view_fold__next_pkey PRIMARY KEY (stream);
ALTER TABLE ONLY talks_of_0_1.view_fold
    ADD CONSTRAINT view_fold_pkey PRIMARY KEY (stream);
ALTER TABLE ONLY talks_of_0_1.view_generation_done
    ADD CONSTRAINT view_generation_done_pkey PRIMARY KEY (stream);
ALTER TABLE ONLY talks_of_0_1.view_generation
    ADD CONSTRAINT view_generation_pkey PRIMARY KEY ("only");
ALTER TABLE ONLY talks_of_0_1.view_state
    ADD CONSTRAINT view_state_pkey PRIMARY KEY ("only");
CREATE INDEX evidence__0_words ON talks_of_0_1.evidence__words USING gin (found);
CREATE INDEX record_by_time ON talks_of_0_1.record USING btree (recorded_at);
CREATE INDEX step__0_words ON talks_of_0_1.step__words USING gin (found);
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON talks_of_0_1.head FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('deleted');
CREATE TRIGGER head_is_never_emptied BEFORE TRUNCATE ON talks_of_0_1.head FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('emptied');
CREATE TRIGGER head_is_never_moved_but_forward BEFORE UPDATE ON talks_of_0_1.head FOR EACH ROW EXECUTE FUNCTION talks_of_0_1.check_head();
CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON talks_of_0_1.ledger FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('changed');
CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON talks_of_0_1.ledger FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('deleted');
CREATE TRIGGER ledger_is_never_emptied BEFORE TRUNCATE ON talks_of_0_1.ledger FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('emptied');
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON talks_of_0_1.record FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('changed');
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON talks_of_0_1.record FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('deleted');
CREATE TRIGGER record_is_never_emptied BEFORE TRUNCATE ON talks_of_0_1.record FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('emptied');
CREATE TRIGGER record_is_never_put_out_of_order AFTER INSERT ON talks_of_0_1.record REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.check_record_order();
CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON talks_of_0_1.tile FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('changed');
CREATE TRIGGER tile_is_never_deleted BEFORE DELETE ON talks_of_0_1.tile FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('deleted');
CREATE TRIGGER tile_is_never_emptied BEFORE TRUNCATE ON talks_of_0_1.tile FOR EACH STATEMENT EXECUTE FUNCTION talks_of_0_1.refuse('emptied');
CREATE TRIGGER tile_is_never_put_out_of_order BEFORE INSERT ON talks_of_0_1.tile FOR EACH ROW EXECUTE FUNCTION talks_of_0_1.check_tile_order();
GRANT ALL ON SCHEMA talks_of_0_1 TO parley_desk;
GRANT USAGE ON SCHEMA talks_of_0_1 TO parley_public;
REVOKE ALL ON FUNCTION talks_of_0_1.append(statements bytea[], signatures text[], groups integer[], clock_confirmed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION talks_of_0_1.append(statements bytea[], signatures text[], groups integer[], clock_confirmed boolean) TO parley_desk;
REVOKE ALL ON FUNCTION talks_of_0_1.check_head() FROM PUBLIC;
REVOKE ALL ON FUNCTION talks_of_0_1.check_record_order() FROM PUBLIC;
REVOKE ALL ON FUNCTION talks_of_0_1.check_tile_order() FROM PUBLIC;
REVOKE ALL ON FUNCTION talks_of_0_1.clock_now() FROM PUBLIC;
REVOKE ALL ON FUNCTION talks_of_0_1.read_statement(statement bytea, ledger text, OUT id text, OUT stream text, OUT version bigint, OUT previous bytea, OUT type text) FROM PUBLIC;
REVOKE ALL ON FUNCTION talks_of_0_1.refuse() FROM PUBLIC;
GRANT SELECT ON TABLE talks_of_0_1.alembic_version TO parley_desk;
GRANT SELECT ON TABLE talks_of_0_1.alembic_version TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.attempt TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.claim TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.condition TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.correction TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.deadline TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.deadline_now TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.deal TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.demand TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.evidence TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.evidence__words TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.head TO parley_desk;
GRANT SELECT ON TABLE talks_of_0_1.head TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.ledger TO parley_desk;
GRANT SELECT ON TABLE talks_of_0_1.ledger TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.move TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.negotiation TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.offer TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.offer_now TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.party TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.person TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.ratification TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.record TO parley_desk;
GRANT SELECT ON TABLE talks_of_0_1.record TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.registration TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.source TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.stated TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.step TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.step__words TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.step_happened TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.term TO parley_public;
GRANT SELECT,INSERT ON TABLE talks_of_0_1.tile TO parley_desk;
GRANT SELECT ON TABLE talks_of_0_1.tile TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.view_fold TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.view_fold__next TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.view_generation TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.view_generation_done TO parley_public;
GRANT SELECT ON TABLE talks_of_0_1.view_state TO parley_public;
ALTER DEFAULT PRIVILEGES FOR ROLE parley_desk IN SCHEMA talks_of_0_1 GRANT SELECT ON TABLES TO parley_public;
