"""The graph store: one protocol, two stores behind it, named statements in two languages."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import Any, Protocol, Self

from graph.errors import QueryError, StoreError
from graph.model import DocumentFacts

__all__ = ["DEFAULT_STORE", "GraphStore", "load_statements", "open_store", "query_names", "query_statement"]

DEFAULT_STORE = "sqlite:policygraph.db"

_NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


class GraphStore(Protocol):
    """Where facts are kept. Both stores answer every named query with equal rows in equal order."""

    url: str

    def merge(self, facts: DocumentFacts) -> None:
        """Replace everything the store holds of one document, in one transaction."""
        ...

    def remove(self, document_id: str) -> None:
        """Take one document out, in one transaction; where others cite it, a stub stays."""
        ...

    def query(self, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run a named query and return its rows: plain strings, numbers, None."""
        ...

    def close(self) -> None:
        """Release connections and locks."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(url: str | None = None) -> GraphStore:
    """Open a graph store.

    Args:
        url: `sqlite:PATH`, or `neo4j://HOST:PORT` (also `neo4j+s`, `bolt`, …) with name and password from
            NEO4J_USERNAME and NEO4J_PASSWORD and the database from NEO4J_DATABASE. None: POLICYGRAPH_STORE, else
            `sqlite:policygraph.db`.

    Returns:
        The store; use it in a `with` block, or close it.

    Raises:
        StoreError: the url is of no known kind; its children: see `graph.errors`.
    """
    url = url or os.environ.get("POLICYGRAPH_STORE") or DEFAULT_STORE
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite" and rest:
        from graph.sqlite_store import SqliteStore

        return SqliteStore(rest)
    if "@" in rest:  # never shown: it may hold a password
        raise StoreError(
            f"the store address {scheme}:…@… must not hold a user name or password; "
            "set NEO4J_USERNAME and NEO4J_PASSWORD instead"
        )
    if scheme in _NEO4J_SCHEMES and rest.startswith("//") and rest.strip("/"):
        from graph.neo4j_store import Neo4jStore

        return Neo4jStore(url)
    raise StoreError(f"unknown store {url!r}: write sqlite:PATH, or neo4j://HOST:PORT")


_NAME = re.compile(r"^(?:--|//) name: *(\w+) *$", re.M)
_COMMENT = re.compile(r"^(?:--|//).*\n?", re.M)


@cache
def load_statements(package: str, ending: str) -> dict[str, str]:
    """Read the named statements of a package's files with one ending.

    Args:
        package: the package whose files to read, such as "queries".
        ending: how the files' names end: ".sql", ".cypher", "_write.sql".

    Returns:
        The statement's text by its name.

    Raises:
        QueryError: a name stands twice.
    """
    statements: dict[str, str] = {}
    for file in sorted(files(package).iterdir(), key=lambda f: f.name):
        if file.name.endswith(ending):
            _, *parts = _NAME.split(file.read_text("utf-8"))
            for name, text in zip(parts[::2], parts[1::2], strict=True):
                if name in statements:
                    raise QueryError(f"two statements are named {name!r} in {package}/*{ending}")
                statements[name] = _COMMENT.sub("", text).strip().rstrip(";")
    return statements


def query_names() -> tuple[str, ...]:
    """Return the names of all queries, sorted."""
    return tuple(sorted(load_statements("queries", ".sql")))


def query_statement(name: str, ending: str) -> str:
    """Return the text of a named query in one store's language.

    Args:
        name: the query's name.
        ending: ".sql" or ".cypher".

    Returns:
        The statement.

    Raises:
        QueryError: no query has that name.
    """
    statements = load_statements("queries", ending)
    if name not in statements:
        raise QueryError(f"no query is named {name!r}; `policygraph query --list` shows them all")
    return statements[name]
