"""The document's own titles: what it is called, and what a notice says that it issues; neither is a citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.identifiers import title_keys
from ingest.head import Head
from ingest.layout import Layout
from ingest.quotes import Quoted

__all__ = ["OwnTitles"]

_LONGEST_NOTICE = 1500
_LONGEST_LINE = 120
_OPENING = 600  # where a text without a notice may say what it issues
_ANNOUNCED = re.compile(
    r"(?:（[^（）]{0,60}）)?(?:(?:已|业)?报?(?:经|由)(?:(?!印发)[^。；\n]){0,50}(?:同意|通过|批准|审定)[^。；\n]{0,20}(?:现(?!就)|请|印发)|"
    r"[^。，；\n]{0,10}(?:印发|下发|转发)(?:给|你们|各)|，?(?:经[^。；，\n]{0,40}，)?现(?:予以?)?(?:印发|公布|发布|下发|转发))"
)
_ANNOUNCING = re.compile(
    r"(?:现将|现把|兹将|(?:我.{0,6}|[厅局委办部])(?:研究|组织)?(?:制定|起草|编制)了|现印发)[^，。；《》\n]{0,16}$"
)


class OwnTitles:
    """Knows the titles of one document; those that its notice announces are learnt as they are met."""

    def __init__(self, layout: Layout, head: Head) -> None:
        self.layout, self.text, self.head = layout, layout.text, head
        self.keys = {key for title in head.titles for key in _keys(title)}
        self.places = [(a, b) for label, a, b in head.spans if label == "own_title"]
        # Where the signature of a notice stands, below which its plan begins; one at the end closes none.
        end = head.body_ends[0] if head.body_ends else None
        self.notice_end = end if end is not None and end - head.body_start <= _LONGEST_NOTICE else None

    def holds(self, title: Quoted, words: str, number: str | None) -> bool:
        """Say whether a quoted title is the document's own, or stands in it.

        Args:
            title: its place.
            words: the title without its quotes.
            number: the number that stands by it.

        Returns:
            True where it is no citation.
        """
        if number is not None:
            return number == self.head.number
        if any(a <= title.start < b for a, b in self.places):
            return True
        a, b = self.layout.paragraphs[self.layout.paragraph_at(title.start)]
        # The own title printed once more holds the same quotes.
        line = self.text[a:b] if b - a <= _LONGEST_LINE else words
        return self.names(words) or self.names(line)

    def names(self, words: str) -> bool:
        """Say whether these words are one of the titles.

        Args:
            words: a title without its quotes.

        Returns:
            True where they are.
        """
        return not self.keys.isdisjoint(_keys(words))

    def ends_on(self, words: str) -> bool:
        """Say whether one of the titles ends on these words, so that they may be short for it.

        Args:
            words: such as 实施方案.

        Returns:
            True where one does.
        """
        return any(key.endswith(words) for key in self.keys)

    def announces(self, group: Sequence[Quoted]) -> bool:
        """Say whether the notice issues these: 《A》《B》已经市政府同意，现印发给你们.

        Args:
            group: titles that stand in one list.

        Returns:
            True where they are the document's own from here on.
        """
        first, last = group[0], group[-1]
        if first.start >= (self.notice_end or self.head.body_start + _OPENING):
            return False
        announced = bool(
            _ANNOUNCED.match(self.text[last.end : last.end + 120].partition("\n")[0])
            or _ANNOUNCING.search(self.text, max(0, first.start - 30), first.start)
        )
        if announced:
            self.keys.update(key for t in group for key in _keys(self.text[t.start + 1 : t.end - 1]))
        return announced


def _keys(title: str) -> set[str]:
    """The keys of a title, without years in brackets and punctuation, as people shorten their own titles."""
    return {re.sub(r"[《》〈〉“”（）]", "", key) for key in title_keys(title)}
