"""Finding the sentence of a document in which a fact stands, by offsets or by words that are spelt otherwise there."""

from __future__ import annotations

from functools import cached_property

from graph.sentences import sentence_around
from ingest.verdicts import content

__all__ = ["Passages"]


class Passages:
    """A document's text, searched as the gold compares: white space and forms of brackets and digits do not count."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """The text as the gold compares it, and where each of its characters stands."""
        folded = [(form, place) for place, c in enumerate(self.text) for form in content(c)]
        return "".join(form for form, _ in folded), [place for _, place in folded]

    def sentence(self, start: int, end: int) -> str:
        """Return the sentence around `text[start:end]` on one line."""
        left, right = sentence_around(self.text, start, end)
        return " ".join(self.text[left:right].split())

    def holding(self, words: str | None, *, behind: str | None = None) -> str:
        """Return the sentence that holds words.

        Args:
            words: as written somewhere, such as in gold.
            behind: words that stand before it, such as the beginning of the task.

        Returns:
            The first such sentence; where `behind` is not found, of the whole text; '' where there is none.
        """
        text, places = self._folded
        wanted = content(words)
        start = text.find(wanted, max(text.find(content(behind)), 0)) if wanted else -1
        if start < 0:
            return ""
        return self.sentence(places[start], places[start + len(wanted) - 1] + 1)
