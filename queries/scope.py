"""The documents of a question: those it is about, and either side of a citation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from queries.lexicon import Token, token_after, token_before
from queries.period import Period, period_of

__all__ = ["Named", "Scope", "Sides", "This", "scope_of", "sides_of"]

_ALL = ("basis", "implements", "amends", "repeals", "cites")


@dataclass(frozen=True, slots=True)
class This:
    """这份计划: the one document that is held, if it is of that kind."""

    kind: str


Named = tuple[str, ...] | This  # the candidates for a document that a question names


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents a question is about: named ones (each by its candidates), or by place, year, kind and level."""

    documents: tuple[Named, ...] = ()
    places: tuple[str, ...] = ()
    issued: Period | None = None
    genres: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def is_filter(self) -> bool:
        """Whether it names no document, but says which kind."""
        return bool(self.places or self.issued or self.genres or self.levels)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who cites whom in a question: the word for it, either document, and all documents that it is about otherwise."""

    tokens: list[Token]
    relation: Token | None = None
    cited: Named | None = None
    citing: Named | None = None
    about: tuple[Named, ...] = ()


def sides_of(tokens: list[Token], asked: str) -> Sides:
    """Tell the documents that cite, or are cited, from those that a question is about.

    Args:
        tokens: its tokens.
        asked: what it asks for.

    Returns:
        The sides; 被 tells who is who, else the order: A 引用 B.
    """
    documents = [at for at, token in enumerate(tokens) if token.kind == "document"]
    named = tuple(tokens[at].value for at in documents)
    at = _relation_at(tokens, documents, asked)
    if at is None:
        return Sides([replace(t, kind="filler") if t.kind == "relation" else t for t in tokens], about=named)
    worth = ("implements",) if tokens[at].kind == "carry" else tokens[at].value or _ALL
    relation = replace(tokens[at], kind="relation", value=worth)
    tokens = [*tokens[:at], relation, *tokens[at + 1 :]]
    passive = next((n for n, token in enumerate(tokens) if token.kind == "passive"), None)
    if len(named) > 1:
        turned = passive is not None and documents[0] < passive < documents[-1]
        cited, citing = (named[0], named[-1]) if turned else (named[-1], named[0])
        return Sides(tokens, relation, cited, citing, (citing,) if asked in ("task", "agency") else ())
    if not named:
        return Sides(tokens, relation)
    cites = documents[0] < at if passive is None else passive < documents[0]
    if not cites:
        return Sides(tokens, relation, cited=named[0])
    return Sides(tokens, relation, citing=named[0], about=named if asked in ("task", "agency") else ())


def _relation_at(tokens: list[Token], documents: list[int], asked: str) -> int | None:
    """Where a word says that documents cite: 根据国发… before what is asked of agencies only says where to look."""
    agency = any(token.kind == "agency" for token in tokens)
    titled = any(token.kind in ("title", "part", "number") for token in tokens)
    for at, token in enumerate(tokens):
        after = token_after(tokens, at)
        before_document = after is not None and after.kind == "document"
        if token.kind == "relation":
            return None if token.value == ("basis",) and before_document and agency and asked != "document" else at
        told = before_document or (asked == "document" and documents and not agency and not titled)
        if token.kind in ("carry", "mention") and told:
            return at
    return None


def scope_of(tokens: list[Token], asked: str, named: tuple[Named, ...]) -> tuple[Scope, Period | None]:
    """Tell the documents that a question is about from the days that it is about.

    Args:
        tokens: its tokens.
        asked: what it asks for.
        named: the documents that it is about by name.

    Returns:
        The scope, and the period of deadlines or targets.
    """
    issued, period = None, None
    for at, token in enumerate(tokens):
        if token.kind in ("day", "year_end"):
            read = period_of(token.text, token.value)
            if _dates_documents(tokens, at, asked, read):
                issued = read
            else:
                period = read
    scope = Scope(
        named,
        places=tuple(token.value for token in tokens if token.kind == "place"),
        issued=issued,
        genres=tuple(token.text for token in tokens if token.kind == "genre"),
        levels=tuple(level for token in tokens if token.kind == "level" for level in token.value),
    )
    return scope, period


def _dates_documents(tokens: list[Token], at: int, asked: str, period: Period) -> bool:
    """Tell 2020年的文件 and 北京2020年的任务 from 2020年要完成的任务."""
    after, before = token_after(tokens, at), token_before(tokens, at)
    if period.year is None or (period.first, period.last) != ("01-01", "12-31"):
        return False
    if asked == "document" or (after is not None and after.kind in ("doc", "genre", "issue")):
        return True
    return asked != "target" and before is not None and before.kind == "place"
