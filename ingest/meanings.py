"""What a name means on a day, and what became of it: the answer of `policygraph resolve`."""

from __future__ import annotations

import json
from dataclasses import dataclass

from graph.errors import QueryError
from graph.parameters import day_of
from ingest.candidates import candidates_for
from ingest.identity import resolve
from ingest.successions import Succession, names_today, successors_of

__all__ = ["Meaning", "asked_in", "meaning_of"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which body a name means in a place on a day; `canonical` is None where that cannot be told.

    `successors` took over from the body directly, `today` holds the bodies of today at the end of all successions, and
    `candidates` what the name may mean where it may mean several.
    """

    name: str
    jurisdiction: str | None
    date: str | None
    canonical: str | None
    kind: str | None
    successors: tuple[Succession, ...]
    today: tuple[str, ...]
    candidates: tuple[str, ...]


def meaning_of(name: str, *, jurisdiction: str | None = None, date: str | None = None) -> Meaning:
    """Tell what a name means, and what became of it.

    Args:
        name: as people write it: 省地税局.
        jurisdiction: the place of the text or person that uses it, None where unknown.
        date: the day, YYYY-MM-DD, None where unknown.

    Returns:
        The meaning; nothing is guessed.

    Raises:
        QueryError: the date is none.
    """
    found = resolve(name, jurisdiction=jurisdiction, date=day_of(date))
    body = found.canonical
    return Meaning(
        name=name,
        jurisdiction=jurisdiction,
        date=date,
        canonical=body,
        kind=found.kind,
        successors=successors_of(body, found.jurisdiction) if body else (),
        today=names_today(body, found.jurisdiction) if body else (),
        candidates=found.candidates or (() if body else candidates_for(name, jurisdiction)),
    )


def asked_in(line: str, *, where: str) -> Meaning:
    """Tell what the name in one line of JSON means.

    Args:
        line: an object with `name`, and perhaps `jurisdiction` and `date`.
        where: how an error names the line.

    Returns:
        The meaning.

    Raises:
        QueryError: the line is no such object, or its date is none.
    """
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as error:
        raise QueryError(f"{where} is not JSON: {error}") from error
    name = asked.get("name") if isinstance(asked, dict) else None
    others = [asked.get(key) for key in ("jurisdiction", "date")] if name else []
    if not isinstance(name, str) or not name.strip() or not all(o is None or isinstance(o, str) for o in others):
        raise QueryError(f'{where} is no object of strings like {{"name": …, "jurisdiction": …, "date": …}}')
    try:
        return meaning_of(name, jurisdiction=others[0], date=others[1])
    except QueryError as error:
        raise QueryError(f"{where}: {error}") from error
