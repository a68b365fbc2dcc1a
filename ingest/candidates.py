"""Whom an unresolved name may mean: bodies of its place with a name like it, for a person to choose from."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache

from ingest.bodies import body_table
from ingest.identity import resolve
from ingest.places import place_of

__all__ = ["candidates_for"]

_MOST = 5
_ALIKE = 0.6  # ratio of difflib: 市教科局 and 市教育局 share three of four characters


def candidates_for(mention: str, jurisdiction: str | None) -> tuple[str, ...]:
    """List the bodies that a name may mean which was not resolved.

    The day of the text does not matter here: what several documents of a place leave open is one mention.

    Args:
        mention: the name as written.
        jurisdiction: the place of its document.

    Returns:
        Full names, the likeliest first, at most five; none for a group, an office-holder, or a name like no body's.
    """
    found = resolve(mention, jurisdiction=jurisdiction, date=None)
    if found.canonical is not None:
        return (found.canonical,)
    if found.kind in {"collective", "role"}:
        return ()
    if found.candidates:
        return found.candidates[:_MOST]
    names = _names_in(jurisdiction)
    near = difflib.get_close_matches(mention, names, n=4 * _MOST, cutoff=_ALIKE)
    return tuple(dict.fromkeys(names[spelling] for spelling in near))[:_MOST]


@lru_cache(maxsize=64)
def _names_in(jurisdiction: str | None) -> Mapping[str, str]:
    """The full name of each body that a place has or had, by each spelling of it."""
    place = place_of(jurisdiction, None)
    names: dict[str, str] = {}
    if place is None:
        return names
    for body in body_table().bodies:
        if body.exists_in(place):
            for _, spelling in body.spellings_in(place):
                names.setdefault(spelling, body.name_in(place))
    return names
