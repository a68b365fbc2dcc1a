"""The graph as nodes and edges, a part at a time, each fact with its sentence: what files for other tools hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from graph import GraphStore
from graph.sentences import sentence_around

__all__ = [
    "EDGE_PROPERTIES",
    "MEASURES",
    "NODE_PROPERTIES",
    "Edge",
    "Node",
    "Part",
    "Value",
    "document_ids",
    "parts",
    "parts_named",
]

Value = str | int | float | bool | tuple[str, ...] | None
Row = dict[str, Any]

_BATCH = 100  # documents at a time: memory does not grow with the library, and a server is not asked too often

_ROLE_EDGES = {"lead": "LEADS", "support": "SUPPORTS", "responsible": "RESPONSIBLE_FOR"}

# Everything that a node or an edge may say, in the order of a table's columns. `source`, `target` and `type` of an edge
# are words of Gephi's, so a succession's kind is its `change`, its source the `reform`.
NODE_PROPERTIES: dict[str, type] = {
    "title": str,
    "name": str,
    "names": str,
    "doc_number": str,
    "issued": str,
    "jurisdiction": str,
    "level": str,
    "depth": int,
    "type": str,
    "valid_from": str,
    "valid_to": str,
    "candidates": str,
    "period_from": int,
    "period_to": int,
    "effective_from": str,
    "expires": str,
    "held": bool,
    "source": str,
    "sha256": str,
    "number": str,
    "position": int,
    "deadline": str,
    "deadline_text": str,
    "indicator": str,
    "comparator": str,
    "value": float,
    "value_to": float,
    "unit": str,
    "year": int,
    "year_inherited": bool,
    "baseline": float,
    "text": str,
    "document": str,
    "start": int,
    "end": int,
    "rule": str,
    "sentence": str,
}
# What the result of a query may count or measure of a node.
MEASURES: dict[str, type] = {
    "lead": int,
    "support": int,
    "responsible": int,
    "tasks": int,
    "led": int,
    "supported": int,
    "degree": int,
    "weight": int,
    "betweenness": float,
    "core": bool,
    "group": int,
    "bridged": int,
}
EDGE_PROPERTIES: dict[str, type] = {
    "relation": str,
    "weight": int,
    "mention": str,
    "position": int,
    "date": str,
    "change": str,
    "reform": str,
    "task": str,
    "document": str,
    "start": int,
    "end": int,
    "rule": str,
    "sentence": str,
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph: `kind` is its label there, `label` what a person calls it."""

    id: str
    kind: str
    label: str
    properties: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the graph, from `source` to `target`, both ids of nodes."""

    kind: str
    source: str
    target: str
    properties: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents with everything in them, and the agencies and cited documents that were not in a part before."""

    documents: tuple[str, ...]
    nodes: list[Node]
    edges: list[Edge]


def document_ids(store: GraphStore) -> list[str]:
    """List the ids of all documents, held or only cited."""
    return [row["id"] for row in store.query("export_document_ids")]


def parts(store: GraphStore, documents: Sequence[str], *, only: frozenset[str] | None = None) -> Iterator[Part]:
    """Walk over documents and everything that hangs on them.

    Args:
        store: the graph.
        documents: ids of documents; `document_ids` lists them all.
        only: ids of the only nodes wanted, with the documents and headings that they stand in; None for all.

    Yields:
        Parts. No node comes twice, and no edge; both ends of an edge come in its part or before, but for documents
        cited in one part and told in a later one. The last part has the successions of agencies.
    """
    seen: set[str] = set()
    listed = frozenset(documents)
    for first in range(0, len(documents), _BATCH):
        batch = list(documents[first : first + _BATCH])
        yield _only(_part(store, batch, listed, seen), only)
    if only is not None:
        wanted = {one for one in only if one.startswith("agency:")} - seen
        yield Part((), _agencies(store, wanted, seen), [])
    yield _only(_successions(store, seen), only)


def parts_named(store: GraphStore, result: Any) -> Iterator[Part]:
    """Walk over what the result of a query names: those nodes, what they stand in, and the edges between them.

    Args:
        store: the graph.
        result: a dataclass, dict, string, or any nesting of them, as functions of `queries` return.

    Returns:
        Parts, as `parts` makes them; without a node where the result names none.
    """
    named = _named_in(result)
    holding = {"#".join(names[:n]) for names in (one.split("#") for one in named) for n in range(1, len(names) + 1)}
    return parts(store, [one for one in document_ids(store) if one in holding], only=named)


def _named_in(result: Any) -> frozenset[str]:
    """The ids of nodes that stand anywhere in a result; some may only look like ids."""
    if is_dataclass(result) and not isinstance(result, type):
        result = asdict(result)
    if isinstance(result, str):
        return frozenset({result} if result.startswith(("doc:", "agency:")) else ())
    if isinstance(result, dict):
        return _named_in(list(result.values()))
    if isinstance(result, list | tuple):
        return frozenset().union(*map(_named_in, result))
    return frozenset()


def _part(store: GraphStore, batch: list[str], listed: frozenset[str], seen: set[str]) -> Part:
    rows = {name: store.query(f"export_{name}", documents=batch) for name in _CONTENTS}
    texts = {row["id"]: row.pop("text") or "" for row in rows["documents"]}
    edges = [
        *(Edge("CONTAINS", row["parent"] or row["document"], row["id"], {}) for row in rows["sections"]),
        *(Edge("CONTAINS", row["section"] or row["document"], row["id"], {}) for row in rows["tasks"]),
        *(Edge("HAS_TARGET", row["task"] or row["document"], row["id"], {}) for row in rows["targets"]),
        *(Edge("ISSUED", row["agency"], row["document"], {"position": row["position"]}) for row in rows["issuers"]),
    ]
    for row in rows["responsibilities"]:
        said = _said(row, texts, "mention")
        edges.append(Edge(_ROLE_EDGES[row["role"]], row["agency"], row["task"], said))
    for row in rows["citations"]:
        row["document"] = row["citing"]
        said = _said(row, texts, "relation", "task")
        edges.append(Edge("CITES", row["citing"], row["cited"], said))
        if row["task"] and row["relation"] in ("basis", "implements"):
            edges.append(Edge("RESTS_ON", row["task"], row["cited"], said))
    agencies = {row["agency"] for name in ("responsibilities", "issuers") for row in rows[name]}
    outside = sorted({row["cited"] for row in rows["citations"]} - listed - seen)
    seen.update(outside)
    nodes = _agencies(store, agencies - seen, seen)
    nodes += [_document(row) for row in rows["documents"]]
    nodes += [_document(row) for row in (store.query("export_documents", documents=outside) if outside else [])]
    nodes += [_node("Section", row["title"], row, texts) for row in rows["sections"]]
    nodes += [_node("Task", row["title"], row, texts) for row in rows["tasks"]]
    nodes += [_node("Target", _target_label(row), row, texts) for row in rows["targets"]]
    # Somebody may load or remove a document meanwhile, and an agency be gone that was just named.
    edges = [edge for edge in edges if edge.source in seen or not edge.source.startswith("agency:")]
    return Part(tuple(batch), nodes, edges)


_CONTENTS = ("documents", "sections", "tasks", "targets", "responsibilities", "citations", "issuers")


def _agencies(store: GraphStore, agencies: set[str], seen: set[str]) -> list[Node]:
    """Return those agencies that there are, with all their spellings, and note that they are told."""
    ids = sorted(agencies)
    spellings: dict[str, list[str]] = {one: [] for one in ids}
    for row in store.query("agency_names", agencies=ids) if ids else []:
        spellings[row["agency"]].append(row["name"])
    rows = store.query("export_agencies", agencies=ids) if ids else []
    seen.update(row["id"] for row in rows)
    for row in rows:
        row["names"] = tuple(spellings[row["id"]])
        row["candidates"] = tuple(row["candidates"].split("；")) if row["candidates"] else None
    return [Node(row["id"], "Agency", row["name"], _stated(row, NODE_PROPERTIES)) for row in rows]


def _successions(store: GraphStore, seen: set[str]) -> Part:
    agencies = sorted(one for one in seen if one.startswith("agency:"))
    found: dict[tuple[str, str], Edge] = {}
    for first in range(0, len(agencies), _BATCH):
        for row in store.query("successions_of_agencies", agencies=agencies[first : first + _BATCH]):
            said: dict[str, Value] = {"date": row["date"], "change": row["kind"], "reform": row["source"]}
            found[row["old"], row["new"]] = Edge("SUCCEEDED_BY", row["old"], row["new"], said)
    heirs = {end for pair in found for end in pair} - seen
    nodes = _agencies(store, heirs, seen)
    return Part((), nodes, [edge for pair, edge in found.items() if seen.issuperset(pair)])


def _only(part: Part, wanted: frozenset[str] | None) -> Part:
    """Leave the wanted nodes of a part, the documents and headings that they stand in, and the edges between them."""
    if wanted is None:
        return part
    kept = set(wanted)
    parent = {edge.target: edge.source for edge in part.edges if edge.kind in ("CONTAINS", "HAS_TARGET")}
    for one in [node.id for node in part.nodes if node.id in wanted]:
        while one in parent:
            one = parent[one]
            kept.add(one)
    nodes = [node for node in part.nodes if node.id in kept]
    return Part(part.documents, nodes, [e for e in part.edges if e.source in kept and e.target in kept])


def _document(row: Row) -> Node:
    row.pop("text", None)
    row["held"] = bool(row["held"])
    return Node(row["id"], "Document", row["title"] or row["doc_number"] or row["id"], _stated(row, NODE_PROPERTIES))


def _node(kind: str, label: str, row: Row, texts: dict[str, str]) -> Node:
    if kind == "Section":
        row["depth"] = row.pop("level")  # an agency's level is 国家, 省, 市: not to be mixed in one column
    if kind == "Target":
        row |= {"year_inherited": bool(row["year_inherited"]), "sentence": _sentence(row, texts)}
    return Node(row["id"], kind, label, _stated(row, NODE_PROPERTIES))


def _said(row: Row, texts: dict[str, str], *keys: str) -> dict[str, Value]:
    """What an edge says, and where the text says it."""
    said = {key: row[key] for key in (*keys, "document", "start", "end", "rule")}
    return _stated(said | {"sentence": _sentence(row, texts)}, EDGE_PROPERTIES)


def _sentence(row: Row, texts: dict[str, str]) -> str:
    text = texts.get(row["document"], "")
    start, end = sentence_around(text, row["start"], row["end"])
    return text[start:end]


def _stated(row: Row, known: Iterable[str]) -> dict[str, Value]:
    """What a row states of what is `known`; the kind of an agency or document becomes its `type`."""
    named = row | {"type": row.get("kind")}
    return {key: named[key] for key in known if named.get(key) is not None}


def _target_label(row: Row) -> str:
    to = "" if row["value_to"] is None else f"–{row['value_to']:.15g}"
    return f"{row['indicator']} {row['comparator']} {row['value']:.15g}{to}{row['unit']}"
