"""Answers as networks: any result, and who works with whom, as graphs of networkx; where each agency stands in one.

    network = tie_network(ties(store, since="2016-01-01", until="2020-12-31", limit=100_000))  # of a period
    standings_in(network)

Measures take two agencies as joined once, whoever leads; they are the same in every run and on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx

from graph import GraphStore
from queries.dependency import Tie
from queries.export import MEASURES, parts_named
from queries.responsibility import MatrixRow
from queries.rows import Rows
from queries.standing import Standing

__all__ = [
    "Standing",
    "betweenness",
    "bridged",
    "communities",
    "core",
    "result_network",
    "standings_in",
    "tie_network",
]

_SEED = 7
_MOST_EXACT = 500  # nodes: up to here every shortest path is walked, above those from as many pivots as follow
_PIVOTS = 100


def tie_network(pairs: Iterable[Tie]) -> nx.MultiDiGraph:
    """Make a graph of ties.

    Args:
        pairs: who shares tasks with whom, from `queries.dependency.ties`.

    Returns:
        A node an agency, with its `name`. An edge `lead` from who leads to who supports, an edge `joint` between two
        that stand side by side; `weight` is the number of tasks.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for tie in pairs:
        graph.add_node(tie.agency, name=tie.agency_name)
        graph.add_node(tie.other, name=tie.other_name)
        joint = tie.tasks - tie.led - tie.supported
        for source, target, role, weight in (
            (tie.agency, tie.other, "lead", tie.led),
            (tie.other, tie.agency, "lead", tie.supported),
            (tie.agency, tie.other, "joint", joint),
        ):
            if weight > 0:
                graph.add_edge(source, target, key=role, weight=weight)
    return graph


def result_network(store: GraphStore, result: Any) -> nx.MultiDiGraph:
    """Make a graph of the result of any query.

    Args:
        store: the graph.
        result: what a function of `queries` returned.

    Returns:
        A node for each that the result names, with what it stands in: `kind`, `label`, its properties, and what the
        result counts or measures of it. Between them the edges that the store holds, and `TIE` for ties, with their
        `weight`: `kind` and what the edge says. Of ties, a node has its standing among them; of a matrix, its agencies
        are there too.
    """
    items = result if isinstance(result, list) else [result]
    charged = [one.task for one in items if isinstance(one, MatrixRow)]
    charges = store.query("agencies_of_tasks", tasks=charged) if charged else []
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for part in parts_named(store, [result, [row["agency"] for row in charges]]):
        graph.add_nodes_from(
            (node.id, {"kind": node.kind, "label": node.label, **node.properties}) for node in part.nodes
        )
        for edge in part.edges:
            graph.add_edge(edge.source, edge.target, kind=edge.kind, **edge.properties)
    network = tie_network(one for one in items if isinstance(one, Tie))
    for one, other, role, weight in network.edges(keys=True, data="weight"):
        graph.add_edge(one, other, kind="TIE", relation=role, weight=weight)
    for one in [*items, *standings_in(network)]:
        if getattr(one, "id", None) in graph:
            graph.nodes[one.id].update({name: getattr(one, name) for name in MEASURES if hasattr(one, name)})
    return graph


def standings_in(graph: nx.MultiDiGraph, *, groups: Mapping[str, Hashable] | None = None) -> Rows[Standing]:
    """Measure where each node of a network stands.

    Args:
        graph: from `tie_network` or `result_network`.
        groups: the group of each node, such as its place; None: its community.

    Returns:
        One entry a node, those of most weight first; brokers are those that bridge most.
    """
    joined = _joined(graph)
    if groups is None:
        groups = {node: n for n, group in enumerate(communities(graph), start=1) for node in group}
    between, inner, broker = betweenness(graph), core(graph), bridged(graph, groups)
    found = [
        Standing(
            id=node,
            name=graph.nodes[node].get("name") or graph.nodes[node].get("label") or node,
            degree=joined.degree(node),
            weight=joined.degree(node, weight="weight"),
            betweenness=between[node],
            core=node in inner,
            group=groups.get(node),
            bridged=broker[node],
        )
        for node in joined
    ]
    return Rows[Standing](sorted(found, key=lambda one: (-one.weight, one.id)))


def betweenness(graph: nx.MultiDiGraph) -> dict[str, float]:
    """Return the share of shortest paths between two others that lead over each node.

    Args:
        graph: a network.

    Returns:
        0 to 1 by node; exact up to 500 nodes, above from the paths of 100 nodes drawn by a fixed seed.
    """
    joined = _joined(graph)
    pivots = None if len(joined) <= _MOST_EXACT else _PIVOTS
    shares: dict[str, float] = nx.betweenness_centrality(joined, k=pivots, seed=_SEED)
    return shares


def core(graph: nx.MultiDiGraph) -> frozenset[str]:
    """Return the core of a network: all joined with all, where the periphery is joined with nobody but the core.

    The cut that comes nearest to that, by the number of pairs that are not as they should be (Borgatti and Everett;
    found by degree, as Lip showed): from the highest degree down, while a node has more partners than stand before it.

    Args:
        graph: a network.

    Returns:
        The nodes of the core; of equals on its rim the first by id.
    """
    degrees = sorted(_joined(graph).degree, key=lambda pair: (-pair[1], pair[0]))
    return frozenset(node for before, (node, degree) in enumerate(degrees) if degree > before)


def communities(graph: nx.MultiDiGraph) -> list[frozenset[str]]:
    """Return groups that share more tasks among themselves than with others (Louvain).

    Args:
        graph: a network.

    Returns:
        Every node in one group, the largest group first, then by ids.
    """
    joined = _joined(graph)
    nodes = list(joined)
    # By number: sets of names would be walked in another order in another process.
    numbered = nx.convert_node_labels_to_integers(joined)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)
    groups = (frozenset(nodes[n] for n in group) for group in found)
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def bridged(graph: nx.MultiDiGraph, groups: Mapping[str, Hashable]) -> dict[str, int]:
    """Count for each node the pairs of its partners that stand in two groups and are not joined themselves.

    Args:
        graph: a network.
        groups: the group of each node; one without is in the group None.

    Returns:
        The number of pairs by node; brokers between groups have most.
    """
    joined = _joined(graph)
    partners = {node: set(joined[node]) for node in joined}
    members: dict[Hashable, set[str]] = {}
    for node in partners:
        members.setdefault(groups.get(node), set()).add(node)
    found: Counter[str] = Counter()
    for node, others in partners.items():
        for other in others:
            apart = others - partners[other] - members[groups.get(other)]
            found[node] += len(apart)
    return {node: found[node] // 2 for node in partners}  # each pair was met from both ends


def _joined(graph: nx.MultiDiGraph) -> nx.Graph:
    """The network with one edge a pair, weights added up, in one order of nodes and edges whatever came first."""
    weights: Counter[tuple[str, str]] = Counter()
    for one, other, weight in graph.edges(data="weight", default=1):
        if one != other:
            weights[min(one, other), max(one, other)] += weight
    joined = nx.Graph()
    joined.add_nodes_from(sorted(graph))
    joined.add_weighted_edges_from((one, other, weights[one, other]) for one, other in sorted(weights))
    return joined
