"""What a question says, as far as words tell: what is asked, of whom, in which documents, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from queries.asking import asked_for
from queries.free_words import free_words, held_by
from queries.lexicon import SMALL, Token, token_after, token_before
from queries.names import Names
from queries.parties import Parties, parties
from queries.period import Period
from queries.quantity import Size, number_of, size_of
from queries.scope import Named, Scope, scope_of, sides_of
from queries.settling import settled

__all__ = ["Reading", "read"]

# What carries no condition of its own: it says what is asked, or joins.
_SILENT = SMALL | {"which", "who", "howmany", "quantity", "yesno", "when", "and", "by", "agency", "text", "place"}
# What the reading itself holds.
_TAKEN_UP = frozenset(
    {"document", "genre", "day", "year_end", "part", "topic", "rolenoun", "titled", "doc", "task", "body", "target"}
) | {"level", "about"}
_NOUNS = frozenset({"task", "body", "target", "doc"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart.

    `asked` is what it asks for (task, agency, document, target, path, when, role, yesno); `counted`: only how many.
    `cited` and `citing` are the candidates for the document on either side of a citation. `words` are free words: a
    topic, a part of a title or an indicator; `titled`: they stand in titles; `known`: the graph
    holds them, or there are none. `stray` are words that have no
    place in the question. `features` are all conditions that it makes.
    """

    asked: str
    counted: bool
    doubted: bool
    parties: Parties
    scope: Scope
    cited: Named | None
    citing: Named | None
    relations: tuple[str, ...]
    relation_word: str
    titles: tuple[str, ...]
    numbers: tuple[int, ...]
    words: str | None
    titled: bool
    known: bool
    stray: str | None
    unknown_agency: bool
    period: Period | None
    size: Size | None
    over: Size | None
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
    words = topic or free.words
    size, over = _value(pieces, "size"), _value(pieces, "over_tasks")
    reading = Reading(
        asked=asked,
        counted=counted,
        doubted=any(token.kind == "yesno" for token in pieces),
        parties=parties(pieces),
        scope=scope,
        cited=sides.cited,
        citing=sides.citing,
        relations=sides.relation.value if sides.relation else (),
        relation_word=sides.relation.text if sides.relation else "",
        titles=tuple(token.value for token in pieces if token.kind in ("title", "part")),
        numbers=tuple(number_of(token.value) for token in pieces if token.kind == "number"),
        words=words,
        titled=about.get("where") not in (None, "正文", "内容") or any(t.kind == "titled" for t in pieces),
        known=words is None or held_by(asked, names)(words),
        stray=free.stray or (free.words if topic else None),
        unknown_agency=free.as_body,
        period=period,
        size=size_of(size) if size else None,
        over=size_of(over) if over else None,
        unit=free.unit,
    )
    return replace(reading, features=_features(reading, pieces, noun, by_topic=topic is not None))


def _value(tokens: Sequence[Token], kind: str) -> Any:
    """What the first token of a kind is worth."""
    return next((token.value for token in tokens if token.kind == kind), None)


def _features(reading: Reading, tokens: list[Token], noun: Token | None, *, by_topic: bool) -> frozenset[str]:
    """All conditions that a question makes, by name: the words that say one, and what they come to together."""
    said = {token.kind for token in tokens if token.kind not in _SILENT and token.kind not in _TAKEN_UP}
    said |= {f"noun_{token.kind}" for token in tokens if token.kind in _NOUNS and token is not noun}
    asked, told, scope = reading.asked, reading.parties.named, reading.scope
    extreme = bool(said & {"most", "least"})
    counts = said & {"noun_task", "noun_target"} or ("relation" in said and "passive" not in said)
    said |= _names_of(
        agency=told,
        agencies=len(told) > 1,
        title=reading.titles,
        topic=reading.words and (by_topic or asked in ("task", "document")),
        text=reading.words and not (by_topic or asked in ("task", "document")),
        scope=scope.documents or (scope.is_filter and asked != "document"),
        filter=scope.is_filter and asked == "document",
        day=reading.period,
        cited=reading.cited,
        citing=reading.citing,
        compare="fewer" in said,
        countable=asked == "document" and extreme and counts,
        partnership=asked == "agency" and ("coop" in said or ("common" in said and told)),
        doubted=asked == "agency" and reading.doubted and extreme,
        bare=said <= {"noun_doc", "inside"} and not (told or reading.words or scope.documents or scope.is_filter),
        # What no intent allows: questions that would only be half answered, or that the graph cannot know.
        second_question=any(t.text == "？" and token_after(tokens, at) for at, t in enumerate(tokens)),
        second_day=sum(t.kind in ("day", "year_end") for t in tokens) > 1 + bool(scope.issued),
        part=asked == "target" and any(t.kind == "part" for t in tokens),  # an indicator may share words with a title
        level_body=any(t.kind == "level" and _is_body(token_after(tokens, at)) for at, t in enumerate(tokens)),
        amount=asked == "target" and noun is None and not (reading.words or reading.titles or reading.numbers),
        done=asked == "task" and not reading.period and _is_done(tokens, noun),
    )
    if len(told) < 2 and asked != "agency":
        said.discard("common")  # 都 of one agency joins nothing
    if asked != "document" and scope.issued:
        said.discard("issue")  # 2020年印发的文件里: it has said its part
    return frozenset(said)


def _names_of(**conditions: object) -> set[str]:
    return {name for name, holds in conditions.items() if holds}


def _is_body(token: Token | None) -> bool:
    return token is not None and token.kind == "body"


def _is_done(tokens: list[Token], noun: Token | None) -> bool:
    """Tell 任务完成了吗, which the graph does not know, from 任务由省科技厅完成."""
    at = next((at for at, token in enumerate(tokens) if token is noun), len(tokens))
    for carry in range(at + 1, len(tokens)):
        before = token_before(tokens, carry)
        if tokens[carry].kind == "carry" and before is not None and before.kind != "agency":
            return True
    return False
