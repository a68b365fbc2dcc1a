"""Everything that can go wrong, each with a sentence for the person who sees it.

PolicyGraphError
├── ReadError          a file cannot be read as a policy document
├── RuleError          a rule file is wrong
├── QueryError         no such query, or its parameters do not fit
│   └── NodeNotFound   nothing in the graph answers to that name
└── StoreError         the graph store
    ├── StoreUnavailable   unreachable, locked by another writer, or read-only
    ├── StoreAuthError     wrong or missing password
    ├── StoreDamaged       the file is truncated or corrupt
    ├── FactRefused        facts of one document that break a rule of the store
    └── SchemaError        not our store, or written by a newer version
"""

from __future__ import annotations

__all__ = [
    "FactRefused",
    "NodeNotFound",
    "PolicyGraphError",
    "QueryError",
    "ReadError",
    "RuleError",
    "SchemaError",
    "StoreAuthError",
    "StoreDamaged",
    "StoreError",
    "StoreUnavailable",
]


class PolicyGraphError(Exception):
    """Base of all errors that we raise; its text is one sentence a person can act on."""


class ReadError(PolicyGraphError):
    """A file cannot be read as a policy document."""


class RuleError(PolicyGraphError):
    """A rule file is wrong: unknown key, missing source, pattern that does not take its example."""


class QueryError(PolicyGraphError):
    """No query of that name, or parameters that do not fit it."""


class NodeNotFound(QueryError):
    """No agency, task or document in the graph answers to the name or id; `suggestions` are the nearest names."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class StoreError(PolicyGraphError):
    """The graph store could not do what was asked."""


class StoreUnavailable(StoreError):
    """The store cannot be reached, is locked by another writer, or may not be written."""


class StoreAuthError(StoreError):
    """The server refused the user name or password."""


class StoreDamaged(StoreError):
    """The store's file is truncated or corrupt."""


class FactRefused(StoreError):
    """The facts of one document break a rule of the store; other documents are not concerned."""


class SchemaError(StoreError):
    """The store is not one of ours, or a newer version wrote it."""
