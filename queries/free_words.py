"""Free words of a question: a topic, a part of a title, an indicator; and how far they reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

from queries.lexicon import SMALL, Token
from queries.names import Names

__all__ = ["FreeWords", "free_words", "held_by"]

_ORGAN = tuple("厅局委办部院处室会科")
_FIXED = frozenset(
    {"agency", "document", "day", "title", "part", "which", "who", "howmany", "yesno", "place", "number", "most"}
)
# Verbs that topics are made of: 人才引进, 政策落实.
_VERBS = frozenset({"reach", "carry", "issue", "coop", "deadline", "level"})
_FARTHEST = 3  # tokens on either side that free words may take in


@dataclass(frozen=True, slots=True)
class FreeWords:
    """The other tokens of a question, and its words that are no word of ours.

    `words` have a place in it: a topic, a part of a title, an indicator. `unit` stands behind 多少. `stray` words have
    no place; `as_body`: they stand where an agency would.
    """

    tokens: list[Token]
    words: str | None = None
    unit: str = ""
    stray: str | None = None
    as_body: bool = False


def free_words(tokens: list[Token], asked: str, names: Names) -> FreeWords:
    """Find the words of a question that are no word of ours, and tell what they are to it.

    Args:
        tokens: all its tokens.
        asked: what it asks for.
        names: where to look up how far the words reach.

    Returns:
        What was found; the words' own tokens are taken out.
    """
    texts = [at for at, token in enumerate(tokens) if token.kind == "text"]
    unit = ""
    if asked == "target" and texts and texts[-1] and tokens[texts[-1] - 1].kind == "howmany":
        at = texts.pop()
        unit, tokens = tokens[at].text, [*tokens[:at], *tokens[at + 1 :]]
        aimed = any(token.kind in ("reach", "target") for token in tokens)
        if aimed and not texts and len(unit) > 2 and names.is_indicator(unit):  # 要建多少5G基站
            return FreeWords(tokens, unit)
    quoted = [token.text for token in tokens if token.kind == "quoted"]
    if quoted:
        stray = "".join([*(tokens[at].text for at in texts), *quoted[1:]]) or None
        return FreeWords([t for t in tokens if t.kind not in ("quoted", "text")], quoted[0], unit, stray)
    if not texts:
        return FreeWords(tokens, unit=unit)
    return replace(_placed(tokens, texts, asked, names), unit=unit)


def _placed(tokens: list[Token], texts: list[int], asked: str, names: Names) -> FreeWords:
    held = held_by(asked, names)
    left, right = _reach(tokens, texts[0], texts[-1], held, widely=asked not in ("task", "document"))
    words = "".join(token.text for token in tokens[left:right])
    rest = [*tokens[:left], *tokens[right:]]
    after = tokens[right] if right < len(tokens) else None
    before = tokens[left - 1] if left else None
    if len(words) < 2 or any(token.kind == "agency" for token in tokens[left:right]):
        return FreeWords(rest, stray=words)
    if after and after.kind == "agency" and not held(words):
        return FreeWords(rest, stray=words + after.text, as_body=True)
    if before and before.kind == "agency" and words.endswith(_ORGAN) and not held(words):
        return FreeWords(rest, stray=before.text + words, as_body=True)
    if asked in ("task", "document") and not _is_topic(tokens, left, right, asked):
        acts = after is not None and after.kind in ("role", "neg", "only", "common", "filler", "coop") and left == 0
        return FreeWords(rest, stray=words, as_body=acts or bool(before and before.kind in ("by", "and")))
    return FreeWords(rest, words)


def held_by(asked: str, names: Names) -> Callable[[str], bool]:
    """Return the test whether the graph holds free words, where a question that asks for such a thing needs them."""
    if asked == "target":
        return names.is_indicator
    return names.in_tasks if asked in ("task", "agency") else names.in_titles


def _is_topic(tokens: list[Token], left: int, right: int, asked: str) -> bool:
    """Tell 成果转化任务, where the words say which tasks, from 任务进展."""
    before = tokens[left - 1] if left else None
    if any(token.kind == "about" for token in tokens[:left]):
        return True
    if asked == "task" and right == len(tokens) and before and (before.kind == "mention" or before.text[:2] == "涉及"):
        return True
    nouns = ("task",) if asked == "task" else ("doc", "genre")
    after = [token for token in tokens[right:] if token.kind not in SMALL and token.text not in ("有关", "相关")]
    return bool(after) and after[0].kind in nouns


def _reach(tokens: list[Token], first: int, last: int, held: Callable[[str], bool], *, widely: bool) -> tuple[int, int]:
    """How far free words reach: the longest run around them that a title or indicator holds."""
    lefts, rights = [first], [last + 1]
    while len(lefts) <= _FARTHEST and lefts[-1] > 0 and _may_join(tokens[lefts[-1] - 1], widely):
        lefts.append(lefts[-1] - 1)
    while len(rights) <= _FARTHEST and rights[-1] < len(tokens) and _may_join(tokens[rights[-1]], widely):
        rights.append(rights[-1] + 1)
    windows = sorted(product(lefts, rights), key=lambda window: (window[0] - window[1], window[0]))
    found = (window for window in windows if held("".join(token.text for token in tokens[slice(*window)])))
    return next(found, (first, last + 1))


def _may_join(token: Token, widely: bool) -> bool:
    return (
        token.kind not in _FIXED
        and token.text not in ("的", "了")
        and (widely or len(token.text) == 1 or token.kind in _VERBS)
    )
