"""Original text on a page: the words of a document, inert, with marks on what was read from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

import streamlit as st

from views.wording import visible

__all__ = ["Mark", "Run", "excerpt", "paragraphs", "runs", "show_original", "show_title"]

_element = st.components.v2.component(
    "policygraph_original",
    css=files("views").joinpath("original.css").read_text("utf-8"),
    js=files("views").joinpath("original.js").read_text("utf-8"),
)

# A line, or what stands between two indents of two ideographic (or four plain) spaces in a text that lost its lines.
_PARAGRAPH = re.compile(r"[^\s](?:(?!\n|\u3000\u3000|[ \u00a0]{4}).)*(?<=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark, `text[start:end]`, and what they are: lead, support, target, citation, sentence."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line that bears the same marks; `focus` says that the reader wants to see it."""

    text: str
    kinds: tuple[str, ...]
    focus: bool = False


def runs(
    text: str, marks: Iterable[Mark], *, ranges: Iterable[tuple[int, int]] | None = None, focus: int | None = None
) -> list[list[Run]]:
    """Cut a text into paragraphs, and paragraphs into runs at the borders of marks.

    Args:
        text: the whole document.
        marks: what to mark; marks may overlap.
        ranges: parts to show, in order; None for everything.
        focus: an offset that the reader wants to see.

    Returns:
        Paragraphs of runs; a paragraph of no runs stands where text is left out.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    whole = [(0, len(text))]
    lines: list[list[Run]] = []
    for start, end in whole if ranges is None else ranges:
        if lines:
            lines.append([])
        lines += [_line(text, left, right, ordered, focus) for left, right in paragraphs(text, start, end)]
    return lines


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""Return the paragraphs of `text[start:end]`: by line, and by the indent that pages without lines keep.

    Args:
        text: a document.
        start: where to begin.
        end: where to stop, exclusive.

    Returns:
        Offsets of the paragraphs, white space around them left out.

    >>> paragraphs("一、总则。\u3000\u3000二、任务。\n附件", 0, 15)
    [(0, 5), (7, 12), (13, 15)]
    """
    return [found.span() for found in _PARAGRAPH.finditer(text, start, end)]


def excerpt(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the whole paragraphs that hold some spans, neighbours put together.

    Args:
        text: the whole document.
        spans: offsets of words to show.

    Returns:
        Ranges in the order of the text, for `runs`.
    """
    wanted = list(spans)
    ranges: list[tuple[int, int]] = []
    before_is_in = False
    for left, right in paragraphs(text, 0, len(text)):
        is_in = any(start < right and end > left for start, end in wanted)
        if is_in and before_is_in:
            ranges[-1] = (ranges[-1][0], right)
        elif is_in:
            ranges.append((left, right))
        before_is_in = is_in
    return ranges


def show_original(lines: list[list[Run]], *, key: str, height: int | None = None) -> None:
    """Show lines of a document with their marks.

    Args:
        lines: from `runs`.
        key: the element's key on the page.
        height: pixels, with a scroll bar inside; None for as high as the text.
    """
    shown = [[[visible(run.text), " ".join(run.kinds), run.focus] for run in line] for line in lines]
    _element(key=key, data={"style": "text", "lines": shown, "height": height}, height=height or "content")


def show_title(text: str, *, key: str) -> None:
    """Show a name or title from a document as a heading."""
    _element(key=key, data={"style": "title", "lines": [[[visible(text), "", False]]], "height": None})


def _line(text: str, left: int, right: int, ordered: list[Mark], focus: int | None) -> list[Run]:
    inside = [mark for mark in ordered if mark.start < right and mark.end > left]
    borders = {left, right}
    for mark in inside:
        borders |= {max(mark.start, left), min(mark.end, right)}
    cuts = sorted(borders)
    line = []
    for start, end in pairwise(cuts):
        kinds = dict.fromkeys(mark.kind for mark in inside if mark.start < end and mark.end > start)
        wanted = focus is not None and start <= focus < end
        line.append(Run(text[start:end], tuple(kinds), wanted))
    return line
