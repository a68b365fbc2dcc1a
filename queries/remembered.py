"""Documents as people remember them: by pieces of the title, place, year and kind, 浙江2024年人形机器人方案."""

from __future__ import annotations

import re
from collections.abc import Iterable

from queries.lexicon import Lexicon
from queries.names import Head, place_forms

__all__ = ["documents_meant", "documents_near", "end_of_title", "ends_of_titles"]

_SERIAL = re.compile(r"\d{1,4}号文件?")
_YEARS = re.compile(r"(?:（[^（）]{4,12}）)?")  # 行动计划（2018-2020年）, 办法（试行）
_NUMBERED = re.compile(r"(\d{1,4})号(?:文件|文)?")
_DATED = re.compile(r"((?:19|20)\d\d)年")
_ANY = re.compile("的(?:政策)?(?:文件|政策)$")  # 关于就业的文件 are any such, not one by name
_POINTING = re.compile("[那这](?:个|份|项|部|篇)")
# Between the pieces of a title that a person remembers.
_GLUE = frozenset("的年省市县于之在、，“”《》（）-和与")
_BARE = ("关于", "印发", "文件", "政策", "实施", "工作", "推进", "行动")


def ends_of_titles(lexicon: Lexicon) -> re.Pattern[str]:
    """Return where a remembered title may end: on a kind of document, on 42号文, on 法, before 里."""
    genres = "|".join(sorted(map(re.escape, lexicon.genres), key=len, reverse=True))
    return re.compile(f"(?:{genres}|{_SERIAL.pattern}|法(?=$|的|吗|里|中|有|被|，|》)|(?=里面|里|中|内|当中|涉及))")


def end_of_title(text: str, at: int) -> int:
    """Return where a title ends that may have its years, or 试行, in brackets behind it."""
    match = _YEARS.match(text, at)
    return match.end() if match else at


def documents_near(text: str, heads: Iterable[Head], lexicon: Lexicon) -> list[Head]:
    """Return the documents that share two characters in a row with a text, or its number: a sieve before the cover."""
    pairs = {text[n : n + 2] for n in range(len(text) - 1)}
    pairs = {pair for pair in pairs if pair not in lexicon and pair not in _BARE}
    serial = _SERIAL.search(text)
    return [
        head
        for head in heads
        if any(pair in head.title for pair in pairs)
        or (serial and head.doc_number.endswith("〕" + serial[0].split("号")[0] + "号"))
    ]


def documents_meant(span: str, heads: Iterable[Head], lexicon: Lexicon, weak: frozenset[str]) -> tuple[str, ...] | None:
    """Return the documents whose title, place, year and kind cover the span; those of that very kind before others.

    Returns:
        Document ids; none where the span only says what kind of documents; None where it names no document.
    """
    covered = [(_cover(span, head, lexicon, weak), head) for head in heads]
    best = max((score for score, _ in covered if score is not None), default=None)
    if not best:
        return None if best is None else ()
    chosen = [head for score, head in covered if score == best]
    held = [head for head in chosen if head.held]
    return tuple(head.id for head in held or chosen)


def _cover(span: str, head: Head, lexicon: Lexicon, weak: frozenset[str]) -> int | None:
    """How well a document answers to remembered words.

    Returns:
        None where a word is not its own; 0 where no word is of its title alone; else 1, and more for that very kind and
        for a title that ends so.
    """
    if span[0] in _GLUE or _ANY.search(span):
        return None
    at, own, exact = 0, False, True
    while at < len(span):
        if match := _NUMBERED.match(span, at):
            if not head.doc_number.endswith(f"〕{match[1]}号"):
                return None
            own, at = True, match.end()
        elif match := _DATED.match(span, at):
            if not (head.issued.startswith(match[1]) or match[0] in head.title):
                return None
            at = match.end()
        elif match := _POINTING.match(span, at):
            at = match.end()
        else:
            words, is_own, of_kind = _piece(span[at:], head, lexicon, weak)
            if not words and span[at] not in _GLUE:
                return None
            own, exact, at = own or is_own, exact and of_kind, at + max(words, 1)
    return int(own) * (1 + exact + head.title.endswith(span))


def _piece(text: str, head: Head, lexicon: Lexicon, weak: frozenset[str]) -> tuple[int, bool, bool]:
    """The longest beginning of a text that a document has: its length, whether of its title alone, and of its kind."""
    genre = next((text[:n] for n in range(len(text), 1, -1) if text[:n] in lexicon.genres), "")
    place = next((form for form in place_forms(head.place) if text.startswith(form)), "")
    piece = next((n for n in range(len(text), 1, -1) if text[:n] in head.title), 0)
    if piece > max(len(genre), len(place)):
        return piece, text[:piece] not in weak and text[:piece] not in _BARE, True
    return max(len(genre), len(place)), False, not genre or genre in head.title or genre in ("文件", "政策")
