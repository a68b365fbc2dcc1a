"""The page behind the text: paragraphs and table rows, one spelling of digits and brackets, offsets kept.

Rules read `Layout.text`, never the document itself. There

- every paragraph is one line: hard-wrapped lines are joined, a text without line breaks is split at its spaces,
  an open 《 or （ is carried over the line's end;
- tables of contents are left out;
- white space is gone (spaces inside names, indents), except between Latin words and the tab between table cells;
- full-width digits and letters, the many brackets and half-width punctuation have one form each:
  （）, 〔〕 for every square bracket, 《》, 〈〉, ，：；.

`Layout.span` turns a place there into offsets of the document as read.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ingest.cells import with_tabs
from ingest.contents import contents
from ingest.paragraphs import find_paragraphs
from ingest.tokenizer import text_of
from ingest.typography import BLANK, normalized, undecorated

__all__ = ["Layout", "read_layout"]

_INK = re.compile(rf"[^{BLANK}]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """The normalized text (see the module) and where each of its characters stands in the document.

    `paragraphs` are (start, end) in `text`; those that hold a tab are table rows. `joints` are the characters
    after which a line of the document ends inside a paragraph.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    offsets: array[int]
    joints: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's offsets of `text[start:end]`, which must not be empty.

        Args:
            start: first character in `text`.
            end: one past the last.

        Returns:
            start and end in the document as read.
        """
        return self.offsets[start], self.offsets[end - 1] + 1

    def paragraph_at(self, place: int) -> int:
        """Return the index of the paragraph in which this place of `text` lies.

        Args:
            place: an index of `text`.

        Returns:
            An index of `paragraphs`.
        """
        return max(0, bisect_right(self.paragraphs, (place, len(self.text) + 1)) - 1)

    def until(self, place: int) -> Layout:
        """Return the layout of what stands before a paragraph.

        Args:
            place: where the paragraph begins in `text`.

        Returns:
            A layout with the same places; `span` still knows those behind.
        """
        return Layout(self.text[:place], self.paragraphs[: self.paragraph_at(place)], self.offsets, self.joints)


def read_layout(text: str) -> Layout:
    """Read paragraphs and rows out of a document's text.

    Args:
        text: the document as read.

    Returns:
        Its layout.
    """
    normal = with_tabs(undecorated(normalized(text)))
    parts: list[str] = []
    offsets = array("l")
    counted = _counted(len(text))
    paragraphs: list[tuple[int, int]] = []
    joints: list[int] = []
    place = 0
    found = list(find_paragraphs(normal))
    listed = contents(normal, found)
    for index, lines in enumerate(found):
        if index in listed:
            continue
        first = place
        for start, end in lines:
            for piece, at in _ink(normal, start, end):
                parts.append(piece)
                offsets.extend(counted[at : at + len(piece)])
                place += len(piece)
            joints.append(place - 1)
        if place > first:
            paragraphs.append((first, place))
            parts.append("\n")
            offsets.append(offsets[-1])
            place += 1
    return Layout("".join(parts), tuple(paragraphs), offsets, frozenset(joints))


_COUNTED = array("l", range(100_000))


def _counted(length: int) -> array[int]:
    """0, 1, 2, … up to the length at least, kept for texts of usual length: copying is cheaper than counting."""
    return _COUNTED if length <= len(_COUNTED) else array("l", range(length))


def _ink(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The runs of a line that are kept, each with its offset; of a table row also its tabs, so that cells count."""
    if "\t" not in text[start:end].strip():
        return _runs(text, start, end)
    runs: list[tuple[str, int]] = []
    while (tab := text.find("\t", start, end)) >= 0:
        runs += [*_runs(text, start, tab), ("\t", tab)]
        start = tab + 1
    return runs + _runs(text, start, end)


def _runs(text: str, start: int, end: int) -> list[tuple[str, int]]:
    runs: list[tuple[str, int]] = []
    for m in _INK.finditer(text, start, end):
        # Latin words stay apart.
        if runs and _is_latin(runs[-1][0][-1]) and _is_latin(m[0][0]):
            runs.append((" ", m.start() - 1))
        runs.append((m[0], m.start()))
    return runs


def _is_latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


@Language.factory("policy_layout", assigns=["doc._.layout"])
def make_layout(nlp: Language, name: str) -> LayoutReader:
    """Return the component that sets `doc._.layout`."""
    return LayoutReader()


class LayoutReader:
    """The component `policy_layout`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.layout = read_layout(text_of(doc))
        return doc


Doc.set_extension("layout", default=None, force=True)
