"""The graph store: one protocol, and the two stores behind it."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Any, Protocol, Self

from graph.errors import StoreError
from graph.model import DocumentFacts

__all__ = ["DEFAULT_STORE", "GraphStore", "open_store"]

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
