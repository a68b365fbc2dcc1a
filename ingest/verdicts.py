"""What an evaluation says of one fact, and when two names are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["NOUNS", "Verdict", "content"]

NOUNS = (
    "tasks",
    "roles",
    "citations",
    "targets",
    "targets, comparator and year",
    "deadlines",
    "title",
    "doc_number",
    "issuers",
    "issued",
    "jurisdiction",
    "period",
    "kind",
    "citations with relation",
    "sections",
    "section parents",
)

_FOLDED = str.maketrans("〔〕［］【】﹝﹞〈〉《》", "[][][][]<><>")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fact of a document: right, missed or spurious; `words` shows where it stands or what was read."""

    document: str
    noun: str
    outcome: str
    fact: str
    words: str

    @property
    def key(self) -> str:
        """What tells this verdict from others, for comparing two runs."""
        return f"{self.document} | {self.noun} | {self.outcome} | {self.fact}"


def content(text: str | None) -> str:
    """Return a name as the gold compares it: NFKC, no white space, one form of bracket.

    >>> content("［2016］ 16号") == content("〔2016〕16号")
    True
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).translate(_FOLDED)
