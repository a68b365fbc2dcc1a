"""What a question says, as far as words tell: what is asked, of whom, in which documents, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from queries.asking import asked_for
from queries.features import features_of
from queries.free_words import free_words, held_by
from queries.lexicon import Token
from queries.names import Names
from queries.parties import Parties, parties
from queries.period import Period
from queries.quantity import FIRST, Rank, Size, number_of, numeral, rank_of, size_of
from queries.scope import Named, Scope, scope_of, sides_of
from queries.settling import settled

__all__ = ["Reading", "read"]

_NUMBERED = re.compile(r"(?P<value>\d{1,9}(?:\.\d{1,4})?)")
_VALUED = re.compile(r"(?P<words>\D.*?)(?:达到|超过|达)?(?P<value>\d{1,9}(?:\.\d{1,4})?)\D{0,4}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart.

    `asked` is what it asks for (task, agency, document, target, path, when, role, yesno); `counted`: only how many.
    `cited` and `citing` are the documents on either side of a citation, each by its candidates. `words` are free words:
    a topic, a part of a title or an indicator; `titled`: they stand in titles; `known`: the graph holds them, or there
    are none; `value` is a number behind an indicator. `parts`
    are of one title, or `apart`. `section` is a part of a document, by its number or heading.
    `stray` are words that have no place in the question. `features` are all conditions that it makes.
    """

    asked: str
    counted: bool
    doubted: bool
    parties: Parties
    scope: Scope
    cited: tuple[Named, ...]
    citing: tuple[Named, ...]
    relations: tuple[str, ...]
    relation_word: str
    titles: tuple[str, ...]
    parts: tuple[str, ...]
    apart: bool
    numbers: tuple[int, ...]
    words: str | None
    value: float | None
    titled: bool
    known: bool
    stray: str | None
    unknown_agency: bool
    period: Period | None
    size: Size | None
    over: Size | None
    rank: Rank
    section: str | int | None
    unit: str
    features: frozenset[str] = field(default_factory=frozenset)


def read(tokens: Sequence[Token], names: Names) -> Reading:
    """Take a question apart.

    Args:
        tokens: all its tokens.
        names: where free words are looked up, to tell how far they reach.

    Returns:
        The reading, with all that it could not place in `stray`.
    """
    placed = settled(list(tokens))
    asked, noun, counted = asked_for(placed)
    free = free_words(placed, asked, names)
    sides = sides_of(free.tokens, asked)
    pieces = sides.tokens
    scope, period = scope_of(pieces, asked, sides.about)
    about: dict[str, str | None] = _value(pieces, "topic") or {}
    topic = about.get("topic")
    words, value = topic or free.words, None
    aimed = asked == "target" or any(token.kind == "target" for token in pieces)
    if words and (aimed or asked == "agency"):
        words, value = _with_value(words, names, aimed=aimed)
    size, over, rank = (_value(pieces, kind) for kind in ("size", "over_tasks", "rank"))
    part: dict[str, str | None] = _value(pieces, "section") or {}
    numbered = asked == "target" and words is None and any(token.kind == "quantity" for token in pieces)  # 目标数量
    reading = Reading(
        asked=asked,
        counted=counted or numbered,
        doubted=any(token.kind == "yesno" for token in pieces),
        parties=parties(pieces),
        scope=scope,
        cited=sides.cited,
        citing=sides.citing,
        relations=sides.relation.value if sides.relation else (),
        relation_word=sides.relation.text if sides.relation else "",
        titles=tuple(token.value for token in pieces if token.kind == "title"),
        parts=tuple(token.value for token in pieces if token.kind == "part"),
        apart=any(token.kind in ("and", "or") or token.text == "、" for token in pieces),
        numbers=tuple(number_of(token.value) for token in pieces if token.kind == "number"),
        words=words,
        value=value,
        titled=about.get("where") not in (None, "正文", "内容") or any(t.kind == "titled" for t in pieces),
        known=words is None or held_by(asked, names)(words),
        stray=free.stray or (free.words if topic else None),
        unknown_agency=free.as_body,
        period=period,
        size=size_of(size) if size else None,
        over=size_of(over) if over else None,
        rank=rank_of(rank) if rank else FIRST,
        section=numeral(number) if (number := part.get("n")) else part.get("heading"),
        unit=free.unit,
    )
    return replace(reading, features=features_of(reading, pieces, noun, by_topic=topic is not None))


def _with_value(words: str, names: Names, *, aimed: bool) -> tuple[str, float | None]:
    """Tell an indicator from the number behind it or before it: 高标准农田7万亩, 30个规模滑雪场."""
    if (match := _VALUED.fullmatch(words)) and (aimed or names.is_indicator(match["words"])):
        return match["words"], float(match["value"])
    if match := _NUMBERED.match(words):
        rest = words[match.end() :]
        indicators = (rest[unit:] for unit in range(1, min(4, len(rest) - 2)) if names.is_indicator(rest[unit:]))
        if indicator := next(indicators, None):
            return indicator, float(match["value"])
    return words, None


def _value(tokens: Sequence[Token], kind: str) -> Any:
    """What the first token of a kind is worth."""
    return next((token.value for token in tokens if token.kind == kind), None)
