"""The neighbourhood of any node: every edge that it has, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.model import Relation
from queries.agency import agencies_by_name
from queries.document import documents_named
from queries.evidence import Evidence, Texts
from queries.responsibility import tasks_named
from queries.rows import Rows

__all__ = ["Neighbour", "neighbourhood"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An edge of a node: its relation, its direction seen from the node (out, in), and what is at the other end.

    `citation` tells how one document cites the other, or a task rests on it. `evidence` is None where no words say it:
    of `contains`, `issued` and `succeeded_by`.
    """

    relation: str
    direction: str
    kind: str
    id: str
    name: str
    citation: Relation | None
    evidence: Evidence | None


def neighbourhood(store: GraphStore, node: str, *, limit: int = 300) -> Rows[Neighbour]:
    """List the edges of a node.

    Args:
        store: the graph.
        node: any name of an agency or document, a task's number or title, or the id of any node.
        limit: the most edges.

    Returns:
        Edges by relation, direction, kind and id.

    Raises:
        NodeNotFound: no node with an edge has the name, or several have it; the error holds their ids.
    """
    rows = store.query("neighbours", node=node, limit=limit)
    if not rows:
        rows = store.query("neighbours", node=_node_named(store, node), limit=limit)
    texts = Texts(store, (row["document"] for row in rows if row["document"]))
    return Rows[Neighbour](_neighbour(row, texts) for row in rows)


def _node_named(store: GraphStore, name: str) -> str:
    found = (
        [agency.id for agency in agencies_by_name(store, name)]
        or documents_named(store, name, by_part=False)
        or tasks_named(store, name)
        or documents_named(store, name)
    )
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(found[:5])
        raise NodeNotFound(f"“{name}”对应 {len(found)} 个节点，请写编号：{shown}", tuple(found[:5]))
    raise NodeNotFound(f"图中没有编号为“{name}”的节点")


def _neighbour(row: dict[str, Any], texts: Texts) -> Neighbour:
    place = {key: row.pop(key) for key in ("document", "source", "start", "end", "rule")}
    return Neighbour(**row, evidence=texts.evidence(**place) if place["document"] else None)
