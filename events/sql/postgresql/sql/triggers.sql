-- The triggers by which the database itself refuses to change what was recorded, table by table.
-- Those on UPDATE, DELETE and TRUNCATE speak once per statement, even when it meets no row.

CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON :"schema".ledger
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('changed');
CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON :"schema".ledger
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('deleted');
CREATE TRIGGER ledger_is_never_emptied BEFORE TRUNCATE ON :"schema".ledger
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('emptied');

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON :"schema".record
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('changed');
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON :"schema".record
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('deleted');
CREATE TRIGGER record_is_never_emptied BEFORE TRUNCATE ON :"schema".record
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('emptied');
CREATE TRIGGER record_is_never_put_out_of_order AFTER INSERT ON :"schema".record
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".check_record_order();

CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON :"schema".tile
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('changed');
CREATE TRIGGER tile_is_never_deleted BEFORE DELETE ON :"schema".tile
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('deleted');
CREATE TRIGGER tile_is_never_emptied BEFORE TRUNCATE ON :"schema".tile
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('emptied');
CREATE TRIGGER tile_is_never_put_out_of_order BEFORE INSERT ON :"schema".tile
    FOR EACH ROW EXECUTE FUNCTION :"schema".check_tile_order();

CREATE TRIGGER stream_is_never_moved_but_forward BEFORE INSERT OR UPDATE ON :"schema".stream
    FOR EACH ROW EXECUTE FUNCTION :"schema".check_stream();
CREATE TRIGGER stream_is_never_deleted BEFORE DELETE ON :"schema".stream
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('deleted');
CREATE TRIGGER stream_is_never_emptied BEFORE TRUNCATE ON :"schema".stream
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('emptied');

CREATE TRIGGER head_is_never_moved_but_forward BEFORE UPDATE ON :"schema".head
    FOR EACH ROW EXECUTE FUNCTION :"schema".check_head();
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON :"schema".head
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('deleted');
CREATE TRIGGER head_is_never_emptied BEFORE TRUNCATE ON :"schema".head
    FOR EACH STATEMENT EXECUTE FUNCTION :"schema".refuse('emptied');
