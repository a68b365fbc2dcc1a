"""The shared store: a Neo4j 5 server through the official driver, one Cypher text for each named statement."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from types import TracebackType
from typing import Any, Self

from neo4j import READ_ACCESS, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import (
    FactRefused,
    NodeNotFound,
    QueryError,
    SchemaError,
    StoreAuthError,
    StoreError,
    StoreUnavailable,
)
from graph.model import DocumentFacts
from graph.parameters import refuse_unfit
from graph.replacement import Row, remove_document, replace_document
from graph.statements import load_statements, query_statement

__all__ = ["Neo4jStore"]

SCHEMA_VERSION = 4
CONNECT_TIMEOUT = 5.0  # seconds

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what goes wrong is told once, by our own errors


class Neo4jStore:
    """A graph on a Neo4j server; name and password come from the environment only."""

    def __init__(self, url: str) -> None:
        self.url = url
        name, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
        self._database = os.environ.get("NEO4J_DATABASE")
        try:
            self._driver = GraphDatabase.driver(
                url,
                auth=(name or "neo4j", password) if password else None,
                connection_timeout=CONNECT_TIMEOUT,
                connection_acquisition_timeout=2 * CONNECT_TIMEOUT,  # something may take the connection and be silent
                max_transaction_retry_time=30,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                user_agent="policygraph",
            )
        except (ValueError, ConfigurationError) as error:
            raise StoreError(f"the store address {url} is wrong: {error}; write neo4j://HOST:PORT") from error
        try:
            self._ready = self._check_ours()
        except BaseException as error:
            self._driver.close()
            if isinstance(error, ValueError):  # how the driver says that there is no such host or port
                raise StoreUnavailable(f"the store address {url} leads nowhere: {error}") from error
            raise

    def merge(self, facts: DocumentFacts) -> None:
        """Replace everything the store holds of one document, in one transaction."""
        self._write(lambda transaction: replace_document(transaction, facts))

    def remove(self, document_id: str) -> None:
        """Take one document out, in one transaction; where others cite it, a stub stays.

        Raises:
            NodeNotFound: no such document is held.
        """

        def work(transaction: _Neo4jTransaction) -> None:
            states = transaction.read("document_states", documents=[document_id])
            if not any(state["held"] for state in states):
                raise NodeNotFound(f"no document with the id {document_id!r} is in {self.url}")
            remove_document(transaction, document_id)

        self._write(work)

    def query(self, name: str, /, **parameters: Any) -> list[Row]:
        """Run a named query and return its rows.

        Raises:
            QueryError: no such query, or a parameter is missing or unfit.
            StoreUnavailable: the server does not answer.
        """
        statement = query_statement(name, ".cypher")
        refuse_unfit(parameters)
        with (
            self._explained(),
            self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session,
        ):
            return [dict(record) for record in session.run(statement, parameters)]

    def close(self) -> None:
        """Close all connections to the server."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_ours(self) -> bool:
        """Tell whether the schema is there; refuse a database that holds other people's nodes or a newer schema."""
        with (
            self._explained(),
            self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session,
        ):
            # In this order: another process may be loading the first document, and its mark comes before its nodes.
            empty = session.run("MATCH (n) RETURN 1 LIMIT 1").single() is None
            mark = session.run("MATCH (n:PolicyGraph {id: 'schema'}) RETURN n.version AS version").single()
            if mark is None and not empty:
                raise SchemaError(
                    f"the database at {self.url} holds nodes, but no policygraph; "
                    "choose an empty one with NEO4J_DATABASE"
                )
        if mark is not None and mark["version"] > SCHEMA_VERSION:
            raise SchemaError(
                f"the graph at {self.url} was written by a newer policygraph (schema {mark['version']}, "
                f"this one knows {SCHEMA_VERSION}); update policygraph"
            )
        if mark is not None and mark["version"] < SCHEMA_VERSION:
            raise SchemaError(
                f"the graph at {self.url} was written by an older policygraph (schema {mark['version']}, "
                f"this one needs {SCHEMA_VERSION}); load the documents into an empty database"
            )
        return mark is not None

    def _write(self, work: Callable[[_Neo4jTransaction], None]) -> None:
        with self._explained(), self._driver.session(database=self._database) as session:
            if not self._ready:
                for statement in _schema_statements():
                    session.run(statement).consume()
                session.run("CALL db.awaitIndexes(60)").consume()
                self._ready = True
            session.execute_write(self._one_at_a_time, work)

    @staticmethod
    def _one_at_a_time(transaction: ManagedTransaction, work: Callable[[_Neo4jTransaction], None]) -> None:
        """Do the work once no other writer is at it: writing the mark takes its lock, held until the commit.

        Else two loads that meet would each link citations without seeing the other's documents.
        """
        mark = "MERGE (n:PolicyGraph {id: 'schema'}) SET n.version = $version"
        transaction.run(mark, version=SCHEMA_VERSION).consume()
        work(_Neo4jTransaction(transaction))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the driver's errors into ours; none of them shows the password."""
        try:
            yield
        except AuthError as error:
            raise StoreAuthError(
                f"{self.url} refused the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD "
                "(for the local server: source .neo4j/neo4j.env)"
            ) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise StoreUnavailable(
                f"no Neo4j answers at {self.url}; is it running? A local one: policygraph neo4j start"
            ) from error
        except ClientError as error:
            if error.code == "Neo.ClientError.Database.DatabaseNotFound":
                raise StoreUnavailable(
                    f"{self.url} has no database {self._database!r}; set NEO4J_DATABASE to one that it has"
                ) from error
            if "Security" in (error.code or ""):
                raise StoreAuthError(f"{self.url} does not allow this: {error.message}") from error
            if error.code == "Neo.ClientError.Statement.ParameterMissing":
                raise QueryError(f"parameters do not fit the query: {error.message}") from error
            if error.code == "Neo.ClientError.Schema.ConstraintValidationFailed":
                raise FactRefused(f"{self.url} refused a fact: {error.message}") from error
            raise StoreError(f"{self.url} refused a statement: {error.message}") from error
        except UnicodeEncodeError as error:
            raise QueryError(f"a parameter is no text: half a character, {error.object[error.start]!r}") from error
        except (Neo4jError, DriverError) as error:
            raise StoreUnavailable(f"{self.url} could not do it: {error}") from error


class _Neo4jTransaction:
    """The named statements of `neo4j_read.cypher` and `neo4j_write.cypher` on one open transaction."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def read(self, name: str, /, **parameters: Any) -> list[Row]:
        statement = load_statements("graph", "neo4j_read.cypher")[name]
        return [dict(record) for record in self._transaction.run(statement, parameters)]

    def write(self, name: str, rows: Sequence[Row]) -> None:
        if rows:
            statement = load_statements("graph", "neo4j_write.cypher")[name]
            self._transaction.run(statement, rows=list(rows)).consume()


def _schema_statements() -> list[str]:
    text = files("graph").joinpath("neo4j_schema.cypher").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
