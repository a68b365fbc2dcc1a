"""The sentence behind a fact, cut from the text of the document that states it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph import GraphStore
from graph.sentences import sentence_around

__all__ = ["Evidence", "Texts"]


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


class Texts:
    """Texts of held documents, each read once, those of `documents` all at once; makes evidence of offsets."""

    def __init__(self, store: GraphStore, documents: Iterable[str] = ()) -> None:
        self._store = store
        self._texts: dict[str, str] = {}
        if wanted := sorted(set(documents)):
            self._texts = dict.fromkeys(wanted, "")
            self._texts |= {row["id"]: row["text"] for row in store.query("document_texts", documents=wanted)}

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
