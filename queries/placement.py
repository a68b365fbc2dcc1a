"""A place for each agency in a picture of a network, the same in every run; names do not lie on each other."""

from __future__ import annotations

import networkx as nx

from graph import GraphStore
from queries.dependency import ties
from queries.network import tie_network

__all__ = ["positions", "tie_positions"]

_SEED = 7
_ROUNDS = 60
_WIDTH = 4.5  # how many names stand beside each other; places are counted in names until the end


def positions(graph: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Place the nodes of a graph in a picture, the same places in every run; names do not lie on each other.

    Args:
        graph: from `tie_network`.

    Returns:
        For each node x and y from 0 to 1.
    """
    parts = sorted(
        (sorted(part) for part in nx.weakly_connected_components(graph)), key=lambda part: (-len(part), part)
    )
    places: dict[str, tuple[float, float]] = {}
    left = top = shelf = 0.0
    width = max([_WIDTH, *(_box(len(part))[0] for part in parts)])
    for part in parts:
        across, down = _box(len(part))
        if left and left + across > width:
            left, top, shelf = 0.0, top + shelf, 0.0
        for node, (x, y) in _spread(graph, part).items():
            places[node] = (left + (0.08 + 0.84 * x) * across, top + (0.08 + 0.84 * y) * down)
        left, shelf = left + across, max(shelf, down)
    return _scaled(_apart(places))


def tie_positions(
    store: GraphStore, *, document: str | None = None, limit: int = 300
) -> dict[str, tuple[float, float]]:
    """Place the agencies of the strongest ties in a picture.

    Args:
        store: the graph.
        document: a document's number, title or id, to look in it alone.
        limit: how many ties to draw.

    Returns:
        For each agency x and y from 0 to 1.

    Raises:
        NodeNotFound: no document, or more than one, answers to the name.
    """
    return positions(tie_network(ties(store, document=document, limit=limit)))


def _box(nodes: int) -> tuple[float, float]:
    """Return width and height, in names, of the room for a part of the network."""
    columns = max(1.0, (nodes / 2.5) ** 0.5)
    return columns * 1.15, max(nodes / columns, 1.0) * 2.2


def _spread(graph: nx.MultiDiGraph, part: list[str]) -> dict[str, tuple[float, float]]:
    # How many tasks two share says nothing about where they stand well: unweighted, or the strong pairs heap up.
    inside = set(part)
    pairs = nx.Graph()
    pairs.add_nodes_from(part)
    pairs.add_edges_from(edge for edge in graph.edges() if edge[0] in inside)
    raw = nx.spring_layout(pairs, k=2.5 / len(part) ** 0.5, seed=_SEED, iterations=100)
    return _scaled({node: (float(x), float(y)) for node, (x, y) in raw.items()})


def _scaled(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    if not places:
        return {}
    left, low = min(x for x, _ in places.values()), min(y for _, y in places.values())
    width = max(x for x, _ in places.values()) - left
    height = max(y for _, y in places.values()) - low
    return {
        node: ((x - left) / width if width else 0.5, (y - low) / height if height else 0.5)
        for node, (x, y) in places.items()
    }


def _apart(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Push nodes whose names would overlap apart, up and down: names are wide and low."""
    nodes = list(places)
    spots = {node: list(place) for node, place in places.items()}
    for _ in range(_ROUNDS):
        moved = False
        for n, one in enumerate(nodes):
            for other in nodes[n + 1 :]:
                apart = spots[one][1] - spots[other][1]
                if abs(spots[one][0] - spots[other][0]) < 1.0 and abs(apart) < 1.0:
                    push = (1.0 - abs(apart)) / 2 + 0.01
                    up = push if apart >= 0 else -push
                    spots[one][1] += up
                    spots[other][1] -= up
                    moved = True
        if not moved:
            break
    return {node: (x, y) for node, (x, y) in spots.items()}
