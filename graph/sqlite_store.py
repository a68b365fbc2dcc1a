"""The embedded store: one SQLite file, typed tables, write-ahead log, one writer at a time by a lock file."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from filelock import FileLock, Timeout

from graph.errors import (
    FactRefused,
    NodeNotFound,
    QueryError,
    SchemaError,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
)
from graph.model import DocumentFacts
from graph.parameters import refuse_unfit
from graph.replacement import Row, remove_document, replace_document
from graph.statements import load_statements, query_statement

__all__ = ["SqliteStore"]

APPLICATION_ID = 0x504F4C47  # "POLG" in the file's header: tells our files from other people's
MAGIC = b"SQLite format 3\0"
SCHEMA_VERSION = 4
LOCK_TIMEOUT = 30.0  # seconds a writer waits for another process to finish its document


class SqliteStore:
    """A graph in one SQLite file; reading connections are read-only and used by one thread at a time."""

    def __init__(self, path: str | os.PathLike[str], *, lock_timeout: float = LOCK_TIMEOUT) -> None:
        self.path = Path(path)
        self.url = f"sqlite:{path}"
        self._idle: list[sqlite3.Connection] = []  # readers between two queries; list methods are atomic
        self._writer: sqlite3.Connection | None = None
        self._lock = FileLock(f"{self.path}.lock", timeout=lock_timeout)
        if sqlite3.sqlite_version_info < (3, 38):
            raise StoreError(f"this Python has SQLite {sqlite3.sqlite_version}; version 3.38 or newer is needed")
        if os.path.isdir(self.path):
            raise StoreError(f"{self.path} is a folder; name a file, for example sqlite:{self.path / 'policygraph.db'}")
        if self._exists():  # a file that is not ours is named at once, before any work is done
            self._idle.append(self._connect("ro"))

    def merge(self, facts: DocumentFacts) -> None:
        """Replace everything the store holds of one document, in one transaction."""
        with self._writing() as transaction:
            replace_document(transaction, facts)

    def remove(self, document_id: str) -> None:
        """Take one document out, in one transaction; where others cite it, a stub stays.

        Raises:
            NodeNotFound: no such document is held.
        """
        with self._writing() as transaction:
            states = transaction.read("document_states", documents=[document_id])
            if not any(state["held"] for state in states):
                raise NodeNotFound(f"no document with the id {document_id!r} is in {self.url}")
            remove_document(transaction, document_id)

    def query(self, name: str, /, **parameters: Any) -> list[Row]:
        """Run a named query and return its rows.

        Raises:
            QueryError: no such query, or a parameter is missing or unfit.
            StoreUnavailable: nothing was ever loaded.
            StoreDamaged: the file is corrupt.
        """
        statement = query_statement(name, ".sql")
        refuse_unfit(parameters)
        connection = self._take_reader()
        try:
            return self._run(connection, statement, parameters)
        finally:
            self._idle.append(connection)

    def close(self) -> None:
        """Close all connections; call it when no query runs any more."""
        while self._idle:
            self._idle.pop().close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _exists(self) -> bool:
        try:
            return self.path.stat().st_size > 0
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise StoreUnavailable(f"cannot open {self.path}: {error.strerror}; choose another place") from error

    def _nothing_loaded(self) -> str:
        return f"there is no store at {self.path} yet; load documents first: policygraph ingest PATH --store {self.url}"

    def _damaged(self, what: str) -> str:
        return f"{self.path} is damaged: {what}; restore a copy, or delete it and load the documents again"

    def _take_reader(self) -> sqlite3.Connection:
        try:
            connection = self._idle.pop()
        except IndexError:
            if not self._exists():
                raise StoreUnavailable(self._nothing_loaded()) from None
            connection = self._connect("ro")
        return connection

    def _connect(self, mode: str) -> sqlite3.Connection:
        # A read-only folder cannot hold the log's shared memory file; without a log the file can be read as it is.
        frozen = mode == "ro" and not os.access(self.path.parent, os.W_OK) and not Path(f"{self.path}-wal").exists()
        address = f"file:{quote(str(self.path.absolute()))}?mode={mode}{'&immutable=1' if frozen else ''}"
        try:
            connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
        except sqlite3.OperationalError as error:
            raise StoreUnavailable(
                f"cannot open {self.path}: {error}; is the folder there and may it be written?"
            ) from error
        try:
            if self._exists():
                self._check_ours(connection)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_ours(self, connection: sqlite3.Connection) -> None:
        with self.path.open("rb") as file:  # SQLite itself would take a file of one byte for an empty database
            if file.read(len(MAGIC)) != MAGIC:
                raise SchemaError(f"{self.path} is no policygraph store, nor any SQLite file; choose another file")
        with self._explained():
            connection.execute("BEGIN")  # all of one moment: another process may be making the tables just now
            tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            connection.execute("COMMIT")
        if tables == 0 and application == 0 and version == 0:  # made, then stopped before anything was kept
            return
        if application != APPLICATION_ID:
            raise SchemaError(f"{self.path} is an SQLite file, but not a policygraph store; choose another file")
        if version > SCHEMA_VERSION:
            raise SchemaError(
                f"{self.path} was written by a newer policygraph (schema {version}, this one knows {SCHEMA_VERSION}); "
                "update policygraph"
            )
        if version < SCHEMA_VERSION:
            raise SchemaError(
                f"{self.path} was written by an older policygraph (schema {version}, this one needs {SCHEMA_VERSION}); "
                "load the documents into a new store"
            )
        log = Path(f"{self.path}-wal")
        if not (log.exists() and log.stat().st_size) and self.path.stat().st_size < pages * size:
            raise StoreDamaged(self._damaged(f"it ends after {self.path.stat().st_size} of {pages * size} bytes"))

    @contextmanager
    def _writing(self) -> Iterator[_SqliteTransaction]:
        """Hold the lock and one transaction; commit at the end, roll back on any error or Ctrl-C."""
        if not os.path.isdir(self.path.parent):  # the lock would make it, mistyped or not
            raise StoreUnavailable(f"cannot write in {self.path.parent}: no such folder; make it, or choose another")
        try:
            self._lock.acquire()
        except Timeout as error:
            raise StoreUnavailable(
                f"{self.path} is being written by another process (lock file {self.path}.lock); "
                "try again when it is done"
            ) from error
        except OSError as error:
            raise StoreUnavailable(
                f"cannot write in {self.path.parent}: {error.strerror}; choose another place"
            ) from error
        try:
            connection = self._writer = self._writer or self._connect("rwc")
            with self._explained():
                self._prepare(connection)
                connection.execute("BEGIN IMMEDIATE")
            try:
                yield _SqliteTransaction(self, connection)
                with self._explained():
                    connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        finally:
            self._lock.release()

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            schema = files("graph").joinpath("sqlite_schema.sql").read_text("utf-8")
            connection.executescript(
                f"BEGIN; {schema} PRAGMA application_id = {APPLICATION_ID}; "
                f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )

    def _run(self, connection: sqlite3.Connection, statement: str, parameters: dict[str, Any]) -> list[Row]:
        with self._explained():
            cursor = connection.execute(statement, {key: _plain(value) for key, value in parameters.items()})
            columns = [column[0] for column in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor]

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        try:
            yield
        except sqlite3.ProgrammingError as error:
            raise QueryError(f"parameters do not fit the query: {error}") from error
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                raise StoreUnavailable(self._nothing_loaded()) from error
            if "decode" in str(error):
                raise StoreDamaged(self._damaged("its text is not UTF-8")) from error
            raise StoreUnavailable(f"cannot use {self.path}: {error}") from error
        except sqlite3.IntegrityError as error:
            raise FactRefused(f"{self.path} refused a fact: {error}") from error
        except sqlite3.DatabaseError as error:
            raise StoreDamaged(self._damaged(str(error))) from error
        except UnicodeEncodeError as error:
            raise QueryError(f"a parameter is no text: half a character, {error.object[error.start]!r}") from error
        except UnicodeDecodeError as error:  # in the driver's own words for what is damaged
            raise StoreDamaged(self._damaged("its text is not UTF-8")) from error


class _SqliteTransaction:
    """The named statements of `sqlite_read.sql` and `sqlite_write.sql` on one open transaction."""

    def __init__(self, store: SqliteStore, connection: sqlite3.Connection) -> None:
        self._store = store
        self._connection = connection

    def read(self, name: str, /, **parameters: Any) -> list[Row]:
        statement = load_statements("graph", "sqlite_read.sql")[name]
        return self._store._run(self._connection, statement, parameters)

    def write(self, name: str, rows: Sequence[Row]) -> None:
        if rows:
            statement = load_statements("graph", "sqlite_write.sql")[name]
            with self._store._explained():
                self._connection.executemany(statement, rows)


def _plain(value: Any) -> Any:
    """SQLite takes scalars; a list travels as JSON and is unpacked by `json_each`, which would cut a text at U+0000.

    No name or id holds that, so what does is left out.
    """
    if isinstance(value, list | tuple):
        return json.dumps([one for one in value if "\0" not in one], ensure_ascii=False)
    return value
