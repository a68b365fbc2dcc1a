"""Documents as people remember them: by pieces of the title, place, year and kind, 浙江2024年人形机器人方案."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    return re.compile(
        f"(?:{genres}|{_SERIAL.pattern}|法(?=$|的|吗|里|中|有|被|，|》|制定|制订|出台|来)|(?=里面|里|中|内|当中|涉及))"
    )


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
    pieces = _pieces(span, head, lexicon, weak, set())
    if pieces is None:
        return None
    own, exact = any(own for own, _ in pieces), all(of_kind for _, of_kind in pieces)
    return int(own) * (1 + exact + head.title.endswith(span))


def _pieces(
    span: str, head: Head, lexicon: Lexicon, weak: frozenset[str], failed: set[int]
) -> list[tuple[bool, bool]] | None:
    """Take a span apart into what a document has, each piece as long as can be: of its title alone, and of its kind.

    科技成果转化 is 科技成果 and 转化 of 科技成果转移转化, though 科技成果转 stands there too. `failed` has the lengths
    of ends that cannot be taken apart.
    """
    if not span:
        return []
    if len(span) in failed:
        return None
    for length, own, of_kind in _beginnings(span, head, lexicon, weak):
        rest = _pieces(span[length:], head, lexicon, weak, failed)
        if rest is not None:
            return [(own, of_kind), *rest]
    failed.add(len(span))
    return None


def _beginnings(span: str, head: Head, lexicon: Lexicon, weak: frozenset[str]) -> Iterator[tuple[int, bool, bool]]:
    """The beginnings of a span that a document has, the longest first, each with whether it is its own, of its kind."""
    if match := _NUMBERED.match(span):
        if head.doc_number.endswith(f"〕{match[1]}号"):
            yield match.end(), True, True
    elif match := _DATED.match(span):
        if head.issued.startswith(match[1]) or match[0] in head.title:
            yield match.end(), False, True
    elif match := _POINTING.match(span):
        yield match.end(), False, True
    else:
        longest, own, of_kind = _piece(span, head, lexicon, weak)
        if longest:
            yield longest, own, of_kind
        for shorter in range(longest - 1, 1, -1) if own else ():
            yield shorter, span[:shorter] not in weak and span[:shorter] not in _BARE, of_kind
        if span[0] in _GLUE:
            yield 1, False, True


def _piece(text: str, head: Head, lexicon: Lexicon, weak: frozenset[str]) -> tuple[int, bool, bool]:
    """The longest beginning of a text that a document has: its length, whether of its title alone, and of its kind."""
    genre = next((text[:n] for n in range(len(text), 1, -1) if text[:n] in lexicon.genres), "")
    place = next((form for form in place_forms(head.place) if text.startswith(form)), "")
    piece = next((n for n in range(len(text), 1, -1) if text[:n] in head.title), 0)
    if piece > max(len(genre), len(place)):
        return piece, text[:piece] not in weak and text[:piece] not in _BARE, True
    return max(len(genre), len(place)), False, not genre or genre in head.title or genre in ("文件", "政策")
