-- Tiles are put one after another in their level, for a gap would never be filled. Integrate does
-- so by itself: this is for an owner who inserts by hand.
CREATE FUNCTION :"schema".check_tile_order() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.number <> (
        SELECT coalesce(max(t.number) + 1, 0) FROM :"schema".tile AS t WHERE t.level = NEW.level
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'parley: tile is never put out of order; record a correction instead';
    END IF;
    RETURN NEW;
END
$$;
