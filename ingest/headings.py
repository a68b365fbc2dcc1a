"""Headings: where the first words of an item stop being its heading."""

from __future__ import annotations

import re

__all__ = ["TITLE_LENGTH", "heading_end"]

TITLE_LENGTH = 40  # a first sentence longer than this is running text, not a heading
_READ_AHEAD = 240  # no heading needs more, and a text without full stops must not be read again and again
_SENTENCE_END = re.compile(r"[。！？\n\t]")
_CLAUSE_END = re.compile(r"[，。；：！？\n\t]")


def heading_end(text: str, start: int, limit: int) -> int:
    """Return where the heading that begins at `start` ends.

    It is the first sentence; where that runs on past a heading's length, its first clause.

    Args:
        text: the layout's text.
        start: after the number.
        limit: where the heading must end at the latest (line end, responsibility clause).

    Returns:
        One past the heading's last character.
    """
    limit = min(limit, start + _READ_AHEAD)
    m = _SENTENCE_END.search(text, start, limit)
    end = m.start() if m else limit
    colon = text.find("：", start, end)
    if colon > start and _outside_brackets(text, start, colon):
        end = colon
    if end - start > TITLE_LENGTH and (m := _CLAUSE_END.search(text, start, end)):
        end = m.start()
    return end


def _outside_brackets(text: str, start: int, place: int) -> bool:
    piece = text[start:place]
    return piece.count("（") == piece.count("）") and piece.count("“") == piece.count("”")
