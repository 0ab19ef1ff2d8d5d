-- The tree follows the log: full tiles are made here from the stored leaf hashes, and nowhere else,
-- so that nobody can put another tile in the place of one.
--
-- Makes at most "most" of the tiles that are missing, lower levels first, and says how many it
-- made: 0 when none is missing. Tile n of level 0 holds 256 leaf hashes; of a level above, the
-- roots of 256 tiles of the level below (C2SP tlog-tiles, RFC 9162). Of those who call at once one
-- works and the others wait until his transaction ends. Nobody but the owner can take that lock
-- otherwise than by this call.
--
-- Raises PL006 where positions are missing.
CREATE FUNCTION :"schema".integrate(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET standard_conforming_strings = on
SET lock_timeout = '20s'
AS $$
DECLARE
    _width CONSTANT integer := 256;     -- hashes in a tile
    _height CONSTANT integer := 8;      -- 2^8 = 256
    _size bigint;
    _level integer := 0;
    _full bigint;                       -- how many tiles of the level are full
    _next bigint;                       -- the first that is not stored
    _count integer;
    _hashes bytea;
    _made integer := 0;
BEGIN
    LOCK TABLE :"schema".tile IN SHARE ROW EXCLUSIVE MODE;
    SELECT h.size INTO STRICT _size FROM :"schema".head AS h;
    _full := _size / _width;
    WHILE _full > 0 LOOP
        SELECT coalesce(max(t.number) + 1, 0) INTO _next
        FROM :"schema".tile AS t WHERE t.level = _level;
        WHILE _next < _full AND _made < most LOOP
            IF _level = 0 THEN
                SELECT string_agg(r.leaf_hash, ''::bytea ORDER BY r.position), count(*)
                INTO _hashes, _count
                FROM :"schema".record AS r
                WHERE r.position > _next * _width AND r.position <= (_next + 1) * _width;
            ELSE
                SELECT string_agg(t.hashes, ''::bytea ORDER BY t.number), count(*)
                INTO _hashes, _count
                FROM :"schema".tile AS t
                WHERE t.level = _level - 1
                    AND t.number >= _next * _width AND t.number < (_next + 1) * _width;
                FOR _n IN 1 .. _height LOOP
                    SELECT string_agg(
                        sha256('\x01'::bytea || substring(_hashes FROM pair.at FOR 64)), ''::bytea
                        ORDER BY pair.at
                    )
                    INTO _hashes
                    FROM generate_series(1, octet_length(_hashes), 64) AS pair(at);
                END LOOP;
            END IF;
            IF _count <> _width THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'PL006',
                    MESSAGE = format(
                        'records or tiles are missing below tile %s of level %s', _next, _level
                    );
            END IF;
            INSERT INTO :"schema".tile (level, number, hashes) VALUES (_level, _next, _hashes);
            _next := _next + 1;
            _made := _made + 1;
        END LOOP;
        EXIT WHEN _next < _full;
        _level := _level + 1;
        _full := _full / _width;
    END LOOP;
    RETURN _made;
END
$$;
