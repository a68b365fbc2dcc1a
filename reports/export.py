"""Files for other tools: all of the graph, one document, or the result of a query, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import networkx as nx

from graph import GraphStore
from graph.errors import QueryError
from queries.catalog import listed
from queries.export import Edge, Node, Part, document_ids, parts
from queries.network import result_network
from reports.export_csv import write_tables
from reports.export_excel import write_rows, write_workbook
from reports.export_jsonld import write_jsonld
from reports.export_xml import write_gexf, write_graphml
from reports.kinds import Kind
from reports.printing import as_csv
from reports.wholefile import whole_files

__all__ = ["export_graph", "export_result", "table_files"]


def table_files(output: Path) -> tuple[Path, Path]:
    """Return where the two tables of csv go.

    Args:
        output: what the person named: 图.csv stands for 图-nodes.csv and 图-edges.csv, a folder for both in it.

    Returns:
        The table of nodes and the table of edges.
    """
    if output.is_dir():
        return output / "nodes.csv", output / "edges.csv"
    return output.with_name(f"{output.stem}-nodes.csv"), output.with_name(f"{output.stem}-edges.csv")


def export_graph(
    store: GraphStore,
    kind: Kind,
    output: Path,
    *,
    documents: Sequence[str] | None = None,
    advance: Callable[[str], None] = lambda document: None,
) -> list[Path]:
    """Write nodes and edges.

    Args:
        store: the graph.
        kind: the form.
        output: the file; see `table_files` for csv.
        documents: ids of the documents to write; None for all.
        advance: is told each document that is done.

    Returns:
        The files that were written.

    Raises:
        PolicyGraphError: a file cannot be written, or xlsx needs a library that is not there.
    """
    found = parts(store, document_ids(store) if documents is None else documents)
    return _write(kind, output, _told(found, advance))


def export_result(store: GraphStore, kind: Kind, output: Path, result: Any) -> list[Path]:
    """Write the result of a query: its rows as csv or xlsx, else the nodes it names with the edges between them.

    Args:
        store: the graph.
        kind: the form.
        output: the file.
        result: what `queries.catalog.run` returned.

    Returns:
        The files that were written.

    Raises:
        QueryError: the result names no node, so it cannot be drawn.
        PolicyGraphError: a file cannot be written, or xlsx needs a library that is not there.
    """
    found = listed(result)
    if kind in _TEXTS:
        network = result_network(store, result)
        if found and not network:
            raise QueryError(
                f"the result names nothing that stands in the graph; {kind} needs that, csv and xlsx do not"
            )
        return _write(kind, output, [_part_of(network)])
    with whole_files(output) as (place,):
        if kind is Kind.csv:
            place.write_text(as_csv(found), "utf-8-sig", newline="")
        else:
            with place.open("wb") as book:
                write_rows(found, book)
    return [output]


_TEXTS: dict[Kind, Callable[[Iterable[Part], TextIO], None]] = {
    Kind.graphml: write_graphml,
    Kind.gexf: write_gexf,
    Kind.jsonld: write_jsonld,
}


def _write(kind: Kind, output: Path, found: Iterable[Part]) -> list[Path]:
    if kind is Kind.csv:
        wanted = table_files(output)
        with (
            whole_files(*wanted) as (nodes, edges),
            nodes.open("w", encoding="utf-8-sig", newline="") as of_nodes,
            edges.open("w", encoding="utf-8-sig", newline="") as of_edges,
        ):
            write_tables(found, of_nodes, of_edges)
        return list(wanted)
    with whole_files(output) as (place,):
        if kind is Kind.xlsx:
            with place.open("wb") as book:
                write_workbook(found, book)
        else:
            with place.open("w", encoding="utf-8", newline="\n") as file:
                _TEXTS[kind](found, file)
    return [output]


def _part_of(network: nx.MultiDiGraph) -> Part:
    nodes = [Node(node, said.pop("kind"), said.pop("label"), said) for node, said in network.nodes(data=True)]
    edges = [Edge(said.pop("kind"), one, other, said) for one, other, said in network.edges(data=True)]
    return Part((), nodes, edges)


def _told(found: Iterable[Part], advance: Callable[[str], None]) -> Iterator[Part]:
    for part in found:
        yield part
        for document in part.documents:
            advance(document)
