"""The sentence behind a fact, cut from the text of the document that states it."""

from __future__ import annotations

from dataclasses import dataclass

from graph import GraphStore

__all__ = ["Evidence", "Texts", "sentence_around"]

_ENDS = "。！？\n\r"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: the words read (`start`–`end`, code points), the rule, and the whole sentence."""

    document: str
    source: str | None
    start: int
    end: int
    rule: str
    text: str
    sentence: str


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence that holds `text[start:end]`.

    Args:
        text: the document's text.
        start: where the words begin, in code points.
        end: where they end, exclusive.

    Returns:
        Start and end of the sentence, its full stop included, white space around it left out.

    >>> text = "一、总则。加强培训。（责任单位：省科技厅）"
    >>> a, b = sentence_around(text, 15, 17)
    >>> text[a:b]
    '（责任单位：省科技厅）'
    """
    left = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    stops = [at for mark in _ENDS if (at := text.find(mark, max(end - 1, 0))) >= 0]
    right = min(stops, default=len(text) - 1) + 1
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


class Texts:
    """Texts of held documents, each read once; makes evidence of offsets."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._texts: dict[str, str] = {}

    def text(self, document: str) -> str:
        """Return a held document's text, or the empty string for a document that is only cited."""
        if document not in self._texts:
            rows = self._store.query("document_text", document=document)
            self._texts[document] = rows[0]["text"] if rows else ""
        return self._texts[document]

    def evidence(self, *, document: str, source: str | None, start: int, end: int, rule: str) -> Evidence:
        """Return the evidence for words at `start`–`end` of a document."""
        text = self.text(document)
        left, right = sentence_around(text, start, end)
        return Evidence(document, source, start, end, rule, text[start:end], text[left:right])
