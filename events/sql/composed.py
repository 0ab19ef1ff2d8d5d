"""Statements that are composed once, and run by the driver as they stand.

To run a statement through SQLAlchemy takes several times what the driver needs for it: worth it
where a question is put together anew, and not for the same twenty of every step that is recorded.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    Text,
    bindparam,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import Boolean, TypeDecorator, TypeEngine

from parley.events.canonical import encode
from parley.events.errors import IntegrityError
from parley.events.flaws import RowTwice
from parley.events.sql.stored import damaged

__all__ = [
    "Asked",
    "Composed",
    "among",
    "among_numbers",
    "ask_plain",
    "failure",
    "gathering",
    "run_plain",
]

Values = Sequence[object]


class _Text(Struct, frozen=True):
    """A statement in the SQL of an engine and a schema, and what its driver is given: which of the
    values at each place, or None where they come in their own order; and by which place, what is
    made of one."""

    sql: str
    order: tuple[int, ...] | None
    makers: tuple[tuple[int, Callable[[Any], object]], ...]
    readers: tuple[tuple[int, Callable[[Any], object]], ...]
    """What an answer's values are read by, where its types are ours."""

    def read(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not self.readers:
            return rows
        made = [list(row) for row in rows]
        for row in made:
            for place, read in self.readers:
                row[place] = read(row[place])
        return [tuple(row) for row in made]

    def given(self, values: Values) -> Values:
        if self.order is None and not self.makers:
            return values
        made = list(values) if self.order is None else [values[place] for place in self.order]
        for place, make in self.makers:
            made[place] = make(made[place])
        return made


class Composed:
    """A statement whose values are given in the order of `names`: those of its parameters; of an
    INSERT, of the columns that it fills.

    What the driver raises comes as SQLAlchemy's DBAPIError, as from everywhere else.
    """

    def __init__(self, statement: UpdateBase | Select[*tuple[Any, ...]], *names: str) -> None:
        self._statement = statement
        self._names = names
        self._texts: dict[tuple[str, str | None], _Text] = {}

    def run(self, connection: Connection, *values: object) -> None:
        """Run it once."""
        self.run_each(connection, [values])

    def run_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it with each of these rows of values, in their order."""
        text = self._text(connection)
        gathered: list[tuple[str, Values]] | None = connection.info.get(_GATHERED)
        if gathered is not None:
            gathered += [(text.sql, text.given(values)) for values in rows]
            return
        try:
            cursor = connection.connection.cursor()
            if len(rows) == 1:
                cursor.execute(text.sql, text.given(rows[0]))
            else:
                cursor.executemany(text.sql, [text.given(values) for values in rows])
        except connection.dialect.loaded_dbapi.Error as error:
            raise failure(connection, error, text.sql) from error

    def asked(self, connection: Connection, *values: object) -> tuple[str, Values]:
        """Its text for this connection, and what the driver is given with it."""
        text = self._text(connection)
        return text.sql, text.given(values)

    def given(self, connection: Connection, rows: Sequence[Values]) -> list[Values]:
        """These rows of values as the driver is given them, each as a tuple."""
        text = self._text(connection)
        return [tuple(text.given(values)) for values in rows]

    def rows(self, connection: Connection, *values: object) -> list[tuple[Any, ...]]:
        """Every row that a question finds, as it stands there: who asks holds it against what it
        should be."""
        text = self._text(connection)
        try:
            cursor = connection.connection.cursor()
            cursor.execute(text.sql, text.given(values))
            rows: list[tuple[Any, ...]] = list(cursor.fetchall())
            cursor.close()
        except connection.dialect.loaded_dbapi.Error as error:
            raise failure(connection, error, text.sql) from error
        return text.read(rows)

    def read(self, connection: Connection, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The same of rows that the driver answered when it was `asked`."""
        return self._text(connection).read(rows)

    def _text(self, connection: Connection) -> _Text:
        schemas = connection.get_execution_options().get("schema_translate_map")
        place = connection.dialect.name, schemas[None] if schemas else None
        text = self._texts.get(place)
        if text is None:
            text = self._texts[place] = self._composed(connection.dialect, place[1])
        return text

    def _composed(self, dialect: Dialect, schema: str | None) -> _Text:
        options: dict[str, Any] = {}
        if schema is not None:
            options = {"schema_translate_map": {None: schema}, "render_schema_translate": True}
        if isinstance(self._statement, UpdateBase):
            options["column_keys"] = list(self._names)
        compiled = self._statement.compile(dialect=dialect, **options)
        if not isinstance(compiled, SQLCompiler) or compiled.positiontup is None:
            raise TypeError(f"the driver of {dialect.name} takes no values by their places")
        order = tuple(self._names.index(name) for name in compiled.positiontup)
        makers = []
        for place, name in enumerate(compiled.positiontup):
            kind: TypeEngine[object] = compiled.binds[name].type
            make = kind.dialect_impl(dialect).bind_processor(dialect)
            if make is not None:
                makers.append((place, make))
        in_order = order == tuple(range(len(self._names)))
        return _Text(
            str(compiled), None if in_order else order, tuple(makers), self._readers(dialect)
        )

    def _readers(self, dialect: Dialect) -> tuple[tuple[int, Callable[[Any], object]], ...]:
        if not isinstance(self._statement, Select):
            return ()
        readers = []
        for place, column in enumerate(self._statement.selected_columns):
            if isinstance(column.type, TypeDecorator):  # the others are as the driver gives them
                read = column.type.result_processor(dialect, None)
                if read is not None:
                    readers.append((place, read))
        return tuple(readers)


class Asked(Composed):
    """A question whose rows are held against the columns that it asks for, because a damaged file
    may hold anything anywhere."""

    def __init__(self, question: Select[*tuple[Any, ...]], *names: str) -> None:
        super().__init__(question, *names)
        columns = list(question.selected_columns)
        self._columns = tuple((column.name, str(column.table)) for column in columns)
        self._kinds = tuple(column.type.python_type for column in columns)

    def all(self, connection: Connection, *values: object) -> list[tuple[Any, ...]]:
        """Every row. Raises IntegrityError for a value of another kind than its column's."""
        return self.checked(self.rows(connection, *values))

    def checked(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """These rows, which it found. Raises as `all` does."""
        for row in rows:
            if tuple(map(type, row)) != self._kinds:
                self._refuse(row)
        return rows

    def one(self, connection: Connection, *values: object) -> tuple[Any, ...] | None:
        """The row, if there is one. Raises IntegrityError as `all` does, and for a second one, of
        which the table's own constraints would have kept us."""
        return self.only(self.all(connection, *values))

    def only(self, rows: list[tuple[Any, ...]]) -> tuple[Any, ...] | None:
        """The row of these, if there is one. Raises as `one` does."""
        if len(rows) > 1:
            raise IntegrityError([RowTwice(self._columns[0][1])])
        return rows[0] if rows else None

    def _refuse(self, row: tuple[object, ...]) -> None:
        for value, kind, (name, table) in zip(row, self._kinds, self._columns, strict=True):
            if type(value) is not kind:
                raise damaged(name, table, value)


_GATHERED = "parley.gathered"


@contextmanager
def gathering(connection: Connection) -> Iterator[list[tuple[str, Values]]]:
    """Run nothing that the block writes: what it would have run, with what the driver would have
    been given."""
    gathered: list[tuple[str, Values]] = []
    connection.info[_GATHERED] = gathered
    try:
        yield gathered
    finally:
        connection.info.pop(_GATHERED, None)


def run_plain(connection: Connection, sql: str) -> None:
    """Run a statement of the engine's own words, without values and without an answer, inside a
    transaction that SQLAlchemy knows of."""
    gathered: list[tuple[str, Values]] | None = connection.info.get(_GATHERED)
    if gathered is not None:
        gathered.append((sql, ()))
        return
    try:
        connection.connection.cursor().execute(sql)
    except connection.dialect.loaded_dbapi.Error as error:
        raise failure(connection, error, sql) from error


def ask_plain(connection: Connection, sql: str) -> tuple[Any, ...]:
    """The one row that such a statement answers."""
    try:
        row: tuple[Any, ...] = connection.connection.cursor().execute(sql).fetchone()
    except connection.dialect.loaded_dbapi.Error as error:
        raise failure(connection, error, sql) from error
    return row


class _Among(FunctionElement[bool]):
    """Whether a column holds one of the values of a list, which is one parameter: its statement is
    the same for one and for a thousand."""

    type = Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: OperatorType | None = None) -> Self:  # noqa: ARG002
        """Itself: held against a 1, as SQLAlchemy does where there are no booleans, it would be a
        condition of every row, and no index would be gone by."""
        return self


class _Texts(TypeDecorator[list[str]]):
    """A list of texts, as an engine takes it in one value."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(Text()) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else encode(list(value or [])).decode()


class _Numbers(TypeDecorator[list[int]]):
    """A list of numbers, as an engine takes it in one value."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(BigInteger()) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else encode(list(value or [])).decode()


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether `column` holds one of the texts that are given as a list for the parameter `name`."""
    return _Among(column, bindparam(name, type_=_Texts()))


def among_numbers(column: ColumnElement[int], name: str) -> ColumnElement[bool]:
    """Whether `column` holds one of the numbers that are given as a list for the parameter
    `name`."""
    return _Among(column, bindparam(name, type_=_Numbers()))


@compiles(_Among, "sqlite")
def _among_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, texts = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"


@compiles(_Among, "postgresql")
def _among_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, texts = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY({texts})"


def failure(connection: Connection, error: Exception, sql: str | None = None) -> DBAPIError:
    """What the driver raised, as SQLAlchemy raises it, which then knows a connection that is
    lost."""
    dialect, held = connection.dialect, connection.connection.dbapi_connection
    driver = dialect.loaded_dbapi
    lost = connection.invalidated or dialect.is_disconnect(error, held, None)  # type: ignore[arg-type]  # as every driver's own
    if lost and not connection.invalidated:  # what failed before may have told the pool
        connection.invalidate(error)
    return DBAPIError.instance(  # type: ignore[return-value]  # of an error of the driver
        sql,
        None,
        error,
        driver.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
