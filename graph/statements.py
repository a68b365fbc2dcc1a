"""Named statements: one `-- name:`d in a .sql file, the same name `// name:`d in the .cypher file beside it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.errors import QueryError

__all__ = ["load_statements", "query_names", "query_statement"]

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
