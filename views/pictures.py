"""The pictures: ECharts options made of facts, with every place computed here. Plain data in, plain data out.

Names from documents go into `name`, `id` and `data` only, which ECharts draws as text; formatters are constants, never
made of names. Each picture comes with what its items stand for, in the order in which a click counts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = [
    "COLOURS",
    "MOST_DRAWN",
    "MOST_LABELLED",
    "Line",
    "Node",
    "Picture",
    "graph_picture",
    "matrix_picture",
    "tie_words",
]

MOST_LABELLED = 80
MOST_DRAWN = 300

COLOURS = {
    "agency": "#1f5fbf",
    "task": "#e08a00",
    "document": "#7a4fd0",
    "target": "#2e9e5b",
    "lead": "#d43c33",
    "support": "#9aa5b1",
    "joint": "#9aa5b1",
    "cites": "#a797cf",
    "text": "#1f2933",
    "grid": "#e4e8ee",
}
_SYMBOLS = {"agency": "circle", "task": "rect", "document": "diamond", "target": "circle"}
_SIZES = {"agency": 13, "task": 9, "document": 18, "target": 10}
_RED_STEPS = ("#fde3e0", "#f8b9b2", "#f08c83", "#e55f55", "#d43c33")
_GREY_STEPS = ("#eef1f5", "#dde3ea", "#c6cfda", "#aab6c4", "#8e9cad")
_BANDS = ("#ffffff", "#f4f6f9")


@dataclass(frozen=True, slots=True)
class Node:
    """Something drawn at a place; `hollow`: only its outline, for what the library does not hold."""

    id: str
    name: str
    kind: str
    x: float
    y: float
    size: float | None = None
    hollow: bool = False
    label: str = "right"


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes: `role` gives its colour, `weight` its width.

    `name` is what the pointer is told; `words` stand on the line and are ours, never a document's.
    """

    source: str
    target: str
    role: str
    name: str
    weight: int = 1
    arrow: bool = False
    words: str = ""
    curve: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Options for ECharts, its height in pixels, and the nodes, lines or cells in the order in which clicks count."""

    option: dict[str, Any]
    height: int
    nodes: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    cells: tuple[tuple[str, str], ...] = ()


def graph_picture(
    nodes: Sequence[Node],
    lines: Sequence[Line],
    *,
    height: int,
    margins: tuple[int, int],
    top: int = 16,
    bottom: int = 16,
    label_width: Mapping[str, int],
    x_names: Sequence[str] | None = None,
    y_names: Sequence[str] | None = None,
) -> Picture:
    """Draw nodes at their places and lines between them.

    Args:
        nodes: what to draw; x and y from 0 to 1, or the index of a name on an axis that has names.
        lines: what to draw between them.
        height: pixels.
        margins: pixels left and right of the outermost nodes, for names.
        top: pixels above them.
        bottom: pixels below them.
        label_width: pixels after which a name is cut short, by kind of node.
        x_names: names along the bottom, if the places are years or the like.
        y_names: names along the left, from the top.

    Returns:
        The picture. Beyond `MOST_LABELLED` nodes, names show under the pointer only.
    """
    labelled = len(nodes) <= MOST_LABELLED
    heaviest = max((line.weight for line in lines), default=1)
    series = {
        "type": "graph",
        "coordinateSystem": "cartesian2d",
        "selectedMode": "single",
        "data": [_node(node, labelled, label_width) for node in nodes],
        "links": [_line(line, heaviest) for line in lines],
        "edgeSymbolSize": 7,
        "emphasis": {"focus": "adjacency", "label": {"show": True}},
        "blur": {"itemStyle": {"opacity": 0.25}, "lineStyle": {"opacity": 0.05}},
        "select": {"itemStyle": {"borderColor": COLOURS["text"], "borderWidth": 2}},
        "labelLayout": {"hideOverlap": False},
    }
    option = {
        "animation": False,
        "tooltip": {"formatter": "{b}", "confine": True},
        "grid": _grid(left=margins[0], right=margins[1], top=top, bottom=bottom),
        "xAxis": _axis(x_names),
        "yAxis": _rows(y_names),
        "series": [series],
    }
    return Picture(
        option,
        height,
        nodes=tuple(node.id for node in nodes),
        lines=tuple((line.source, line.target) for line in lines),
    )


def matrix_picture(
    names: Mapping[str, str], led: Mapping[tuple[str, str], int], joint: Mapping[tuple[str, str], int]
) -> Picture:
    """Draw agencies against agencies: a row leads, a column supports; side by side in grey.

    Args:
        names: the agencies' names by id, in the order of rows and columns.
        led: the number of tasks that the first leads and the second supports.
        joint: the number of tasks in which two stand side by side; both orders of a pair.

    Returns:
        The picture; a cell stands for the pair (row, column).
    """
    ids = list(names)
    place = {agency: n for n, agency in enumerate(ids)}
    most_led, most_joint = max(led.values(), default=1), max(joint.values(), default=1)
    cells, data = [], []
    for row in ids:
        for column in ids:
            pair = (row, column)
            if led.get(pair):
                colour, count = _step(_RED_STEPS, led[pair], most_led), led[pair]
                words = tie_words(names[row], names[column], "lead", count)
            elif joint.get(pair):
                colour, count = _step(_GREY_STEPS, joint[pair], most_joint), joint[pair]
                words = tie_words(names[row], names[column], "joint", count)
            else:
                continue
            dark = colour in _RED_STEPS[3:]
            cells.append(pair)
            data.append(
                {
                    "value": [place[column], place[row], count],
                    "name": words,
                    "itemStyle": {"color": colour},
                    "label": {"color": "#ffffff" if dark else COLOURS["text"]},
                }
            )
    label_pixels = 13 * max((len(name) for name in names.values()), default=1) + 10
    left = min(label_pixels, 190)
    top = min(int(label_pixels * 0.75), 150)
    labels = {"fontSize": 12, "color": COLOURS["text"], "interval": 0, "width": 182, "overflow": "truncate"}
    axis = {
        "type": "category",
        "data": list(names.values()),
        "axisTick": {"show": False},
        "splitLine": {"show": True, "lineStyle": {"color": COLOURS["grid"]}},
    }
    option = {
        "animation": False,
        "tooltip": {"formatter": "{b}", "confine": True},
        "grid": _grid(left=left, right=90, top=top, bottom=8),
        "xAxis": axis | {"position": "top", "axisLabel": labels | {"rotate": -55, "width": 150}},
        "yAxis": axis | {"inverse": True, "axisLabel": labels},
        "series": [
            {
                "type": "heatmap",
                "data": data,
                "selectedMode": "single",
                "label": {"show": True, "formatter": "{@[2]}", "fontSize": 12},
                "itemStyle": {"borderColor": "#ffffff", "borderWidth": 1},
                "select": {"itemStyle": {"borderColor": COLOURS["text"], "borderWidth": 2}},
            }
        ],
    }
    return Picture(option, height=max(24 * len(ids), 120) + top + 16, cells=tuple(cells))


def tie_words(one: str, other: str, role: str, count: int) -> str:
    """Return a tie of two agencies in words, for the pointer."""
    return f"{one} 牵头、{other} 配合：{count} 项" if role == "lead" else f"{one} 与 {other} 并列：{count} 项"


def _node(node: Node, labelled: bool, label_width: Mapping[str, int]) -> dict[str, Any]:
    colour = COLOURS[node.kind]
    style = {"color": "#ffffff", "borderColor": colour, "borderWidth": 2} if node.hollow else {"color": colour}
    return {
        "id": node.id,
        "name": node.name,
        "value": [node.x, node.y],
        "symbol": _SYMBOLS[node.kind],
        "symbolSize": node.size or _SIZES[node.kind],
        "itemStyle": style | {"opacity": 1},
        "label": {
            "show": labelled,
            "position": node.label,
            "color": COLOURS["text"],
            "fontSize": 12,
            "width": label_width[node.kind],
            "overflow": "truncate",
            "textBorderColor": "#ffffff",
            "textBorderWidth": 3,
        },
    }


def _line(line: Line, heaviest: int) -> dict[str, Any]:
    width = (2.5 if line.role == "lead" else 1.2) + 4.5 * (line.weight - 1) / max(heaviest - 1, 1)
    return {
        "id": line.name,  # ECharts tells the pointer the id of a line, else the ids of its ends
        "source": line.source,
        "target": line.target,
        "label": {"show": bool(line.words), "formatter": line.words, "fontSize": 11, "color": "#5b6673"},
        "symbol": ["none", "arrow" if line.arrow else "none"],
        "lineStyle": {"color": COLOURS[line.role], "width": round(width, 1), "opacity": 0.75, "curveness": line.curve},
    }


def _axis(names: Sequence[str] | None) -> dict[str, Any]:
    if names is None:
        return {"type": "value", "min": 0, "max": 1, "show": False}
    return {
        "type": "category",
        "data": list(names),
        "axisLabel": {"interval": 0, "fontSize": 12, "color": COLOURS["text"]},
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": COLOURS["grid"]}},
        "splitLine": {"show": False},
    }


def _rows(names: Sequence[str] | None) -> dict[str, Any]:
    """Return the axis of rows from the top, shaded by turns; rows without a name go with the row above."""
    axis = _axis(names) | {"inverse": True}
    if names is None:
        return axis
    colours: list[str] = []
    for name in names:
        last = colours[-1] if colours else _BANDS[1]
        colours.append(last if not name else _BANDS[0] if last == _BANDS[1] else _BANDS[1])
    # ECharts leaves the first band of an axis from the top unpainted and gives its colour to the second.
    return axis | {"splitArea": {"show": True, "areaStyle": {"color": colours[1:] + colours[:1]}}}


def _grid(*, left: int, right: int, top: int, bottom: int) -> dict[str, Any]:
    """Say where the drawing stands in pixels; ECharts must not move it to make room for names, we did."""
    return {
        "left": left,
        "right": right,
        "top": top,
        "bottom": bottom,
        "containLabel": False,
        "outerBoundsMode": "none",
    }


def _step(steps: tuple[str, ...], count: int, most: int) -> str:
    return steps[min(int((count - 1) / max(most - 1, 1) * (len(steps) - 1) + 0.5), len(steps) - 1)]
