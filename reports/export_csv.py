"""The graph as two tables of CSV, nodes and edges, as Gephi, spreadsheets and pandas read them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from queries.export import EDGE_PROPERTIES, NODE_PROPERTIES, Part
from queries.rows import as_text
from reports.printing import inert

__all__ = ["write_tables"]


def write_tables(parts: Iterable[Part], nodes: TextIO, edges: TextIO) -> None:
    """Write parts of the graph as two tables; no cell can start a formula.

    Args:
        parts: from `queries.export.parts`.
        nodes: open for text, without translation of line ends.
        edges: the same.
    """
    of_nodes, of_edges = csv.writer(nodes), csv.writer(edges)
    of_nodes.writerow(["id", "label", "kind", *NODE_PROPERTIES])
    of_edges.writerow(["source", "target", "kind", *EDGE_PROPERTIES])
    for part in parts:
        for node in part.nodes:
            cells = (node.id, node.label, node.kind, *(node.properties.get(key) for key in NODE_PROPERTIES))
            of_nodes.writerow([inert(as_text(cell)) for cell in cells])
        for edge in part.edges:
            cells = (edge.source, edge.target, edge.kind, *(edge.properties.get(key) for key in EDGE_PROPERTIES))
            of_edges.writerow([inert(as_text(cell)) for cell in cells])
