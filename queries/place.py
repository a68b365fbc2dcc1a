"""Places: the one that a name means, as people write it, 辽宁 for 辽宁省."""

from __future__ import annotations

import difflib

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.identifiers import fold
from queries.names import place_forms

__all__ = ["place_named"]


def place_named(store: GraphStore, name: str | None) -> str | None:
    """Return the place of documents that a name means; None stays None (all places).

    Args:
        store: the graph.
        name: 国家, 辽宁省, or short, 辽宁.

    Returns:
        The place as the graph has it.

    Raises:
        NodeNotFound: no document is of such a place, or the short name means several; the error holds candidates.
    """
    if name is None:
        return None
    asked = fold(name)
    if store.query("place_holds", place=asked)[0]["held"]:
        return asked
    known = [str(row["place"]) for row in store.query("places")]  # of all documents: only where the name is short
    meant = [place for place in known if asked in place_forms(place)]
    if len(meant) == 1:
        return meant[0]
    near = tuple(meant[:5] or difflib.get_close_matches(asked, known, n=5, cutoff=0.5))
    said = f"“{name}”可以指 {len(meant)} 个地区" if meant else f"库中没有“{name}”的文件"
    hint = f"，{'请写全' if meant else '相近的地区'}：{'、'.join(near)}" if near else ""
    raise NodeNotFound(f"{said}{hint}", near)
