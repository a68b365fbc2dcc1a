"""The graph as GraphML (networkx, yEd, Gephi) and GEXF (Gephi); edges wait beside until all nodes are written."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from queries.export import EDGE_PROPERTIES, MEASURES, NODE_PROPERTIES, Part, Value

__all__ = ["write_gexf", "write_graphml"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 has no place for these
_GRAPHML_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}
_GEXF_TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}
_NODE_TYPES = {"kind": str, "label": str} | NODE_PROPERTIES | MEASURES
_EDGE_TYPES = {"kind": str} | EDGE_PROPERTIES


def write_graphml(parts: Iterable[Part], file: TextIO) -> None:
    """Write parts of the graph as GraphML.

    Args:
        parts: from `queries.export.parts`.
        file: open for text.
    """
    file.write(_DECLARATION + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for owner, types in (("node", _NODE_TYPES), ("edge", _EDGE_TYPES)):
        for name, type_ in types.items():
            file.write(
                f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{_GRAPHML_TYPES[type_]}"/>\n'
            )
    file.write('<graph edgedefault="directed">\n')

    def data(owner: str, values: dict[str, Value]) -> str:
        return "".join(f'<data key="{owner}_{name}">{_text(value)}</data>' for name, value in values.items())

    with _edges_beside() as edges:
        count = 0
        for part in parts:
            for node in part.nodes:
                said = data("node", {"kind": node.kind, "label": node.label, **node.properties})
                file.write(f"<node id={_quoted(node.id)}>{said}</node>\n")
            for edge in part.edges:
                said = data("edge", {"kind": edge.kind, **edge.properties})
                ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
                edges.write(f'<edge id="e{count}" {ends}>{said}</edge>\n')
                count += 1
        _append(edges, file)
    file.write("</graph>\n</graphml>\n")


def write_gexf(parts: Iterable[Part], file: TextIO) -> None:
    """Write parts of the graph as GEXF 1.2, the version that both Gephi and networkx read.

    Args:
        parts: from `queries.export.parts`.
        file: open for text.
    """
    file.write(_DECLARATION + '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    file.write('<graph mode="static" defaultedgetype="directed">\n')
    for owner, types in (("node", _NODE_TYPES), ("edge", _EDGE_TYPES)):
        file.write(f'<attributes class="{owner}" mode="static">\n')
        for name, type_ in types.items():
            if name != "label":  # GEXF has a place of its own for it
                file.write(f'<attribute id="{owner}_{name}" title="{name}" type="{_GEXF_TYPES[type_]}"/>\n')
        file.write("</attributes>\n")
    file.write("<nodes>\n")

    def values(owner: str, values: dict[str, Value]) -> str:
        said = "".join(
            f'<attvalue for="{owner}_{name}" value={_quoted(_plain(value))}/>' for name, value in values.items()
        )
        return f"<attvalues>{said}</attvalues>"

    with _edges_beside() as edges:
        count = 0
        for part in parts:
            for node in part.nodes:
                said = values("node", {"kind": node.kind, **node.properties})
                file.write(f"<node id={_quoted(node.id)} label={_quoted(node.label)}>{said}</node>\n")
            for edge in part.edges:
                said = values("edge", {"kind": edge.kind, **edge.properties})
                ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
                weight = edge.properties.get("weight", 1)
                edges.write(f'<edge id="{count}" {ends} label="{edge.kind}" weight="{weight}">{said}</edge>\n')
                count += 1
        file.write("</nodes>\n<edges>\n")
        _append(edges, file)
    file.write("</edges>\n</graph>\n</gexf>\n")


def _edges_beside() -> tempfile._TemporaryFileWrapper[str]:
    return tempfile.NamedTemporaryFile("w+", encoding="utf-8", newline="\n")


def _append(edges: tempfile._TemporaryFileWrapper[str], file: TextIO) -> None:
    edges.seek(0)
    shutil.copyfileobj(edges, file)


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "、".join(value)
    return str(value)


def _text(value: Value) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", _plain(value)), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
