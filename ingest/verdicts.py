"""What an evaluation says of each fact, precision, recall and F1 of them together, and when two names are the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["NOUNS", "Evaluation", "Score", "Verdict", "content", "scores"]

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
    "canonical names",
    "kinds of bodies",
    "wrong merges",
    "aliases",
    "successors",
)

_FOLDED = str.maketrans("〔〕［］【】﹝﹞〈〉《》", "[][][][]<><>")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fact of a document: right, missed or spurious.

    A wrong one has the sentence in which it stands ('' where the text has no such words), a spurious one the rule
    that read it, where a rule did.
    """

    document: str
    noun: str
    outcome: str
    fact: str
    sentence: str = ""
    rule: str = ""

    @property
    def key(self) -> str:
        """What tells this verdict from others, for comparing two runs."""
        return f"{self.document} | {self.noun} | {self.outcome} | {self.fact}"


@dataclass(frozen=True, slots=True)
class Score:
    """How one noun was read: facts that are right, spurious and missed."""

    noun: str
    right: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was read."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was read; 1 where nothing is true."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every fact of the gold and of what was read, each with its verdict."""

    verdicts: tuple[Verdict, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that were scored, sorted."""
        return tuple(sorted({verdict.document for verdict in self.verdicts}))


def scores(verdicts: Iterable[Verdict]) -> list[Score]:
    """Add verdicts up.

    Args:
        verdicts: of one document or of many.

    Returns:
        One score for each noun that occurs, in the order of the nouns.
    """
    counted = Counter((verdict.noun, verdict.outcome) for verdict in verdicts)
    return [
        Score(noun, counted[noun, "right"], counted[noun, "spurious"], counted[noun, "missed"])
        for noun in NOUNS
        if any(counted[noun, outcome] for outcome in ("right", "spurious", "missed"))
    ]


def content(text: str | None) -> str:
    """Return a name as the gold compares it: NFKC, no white space, one form of bracket.

    >>> content("［2016］ 16号") == content("〔2016〕16号")
    True
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).translate(_FOLDED)
