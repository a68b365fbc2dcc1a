"""The neighbourhood of any node: every edge that it has, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass

from graph import GraphStore
from graph.errors import NodeNotFound
from queries.rows import Rows

__all__ = ["Neighbour", "neighbourhood"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An edge of a node: its relation, its direction seen from the node (out, in), and what is at the other end."""

    relation: str
    direction: str
    kind: str
    id: str
    name: str


def neighbourhood(store: GraphStore, node: str, *, limit: int = 300) -> Rows[Neighbour]:
    """List the edges of a node.

    Args:
        store: the graph.
        node: the id of a document, section, task, agency or target.
        limit: the most edges.

    Returns:
        Edges by relation, direction, kind and id.

    Raises:
        NodeNotFound: no node with an edge has the id.
    """
    rows = store.query("neighbours", node=node, limit=limit)
    if not rows:
        raise NodeNotFound(f"图中没有编号为“{node}”的节点")
    return Rows(Neighbour(**row) for row in rows)
