"""What a query may be asked with, the same for every store: SQLite would take "10" for 10, and Neo4j find nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.errors import QueryError

__all__ = ["LARGEST", "day_of", "refuse_unfit"]

LARGEST = 1_000_000_000  # of a whole number

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE = frozenset({"at_least", "at_most", "limit", "year"})
_FLAGS = frozenset({"held"})
_NEEDED = frozenset({"at_least", "limit"})  # the others may be None: no such condition


def refuse_unfit(parameters: Mapping[str, Any]) -> None:
    """Refuse parameters of a wrong type or size.

    Args:
        parameters: by name; a whole number, true or false, a text or a list of texts, as the name says, or None.

    Raises:
        QueryError: one that is not; the message says what it must be.
    """
    for name, value in parameters.items():
        if value is None and name not in _NEEDED:
            continue
        if name in _WHOLE:
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
                raise QueryError(f"{name} must be a whole number from 0 to {LARGEST:,}, not {value!r}")
        elif name in _FLAGS:
            if not isinstance(value, bool):
                raise QueryError(f"{name} must be True, False or None, not {value!r}")
        elif isinstance(value, list | tuple):
            if not all(isinstance(one, str) for one in value):
                raise QueryError(f"{name} must be a list of texts, not {value!r}")
        elif not isinstance(value, str):
            raise QueryError(f"{name} must be text, not {value!r}")


def day_of(day: str | None) -> str | None:
    """Return a day as it is, None as None.

    Args:
        day: YYYY-MM-DD.

    Returns:
        The same.

    Raises:
        QueryError: it is not of the form YYYY-MM-DD, or the calendar does not have it.
    """
    if day is not None:
        try:
            if not _DAY.fullmatch(day):
                raise ValueError
            date.fromisoformat(day)
        except (TypeError, ValueError) as error:
            raise QueryError(f"{day!r} is no day; write it as 2020-12-31") from error
    return day
