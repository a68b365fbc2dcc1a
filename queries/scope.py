"""The documents of a question: those it is about, and either side of a citation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from queries.lexicon import Token, token_after, token_before
from queries.period import Period, period_of

__all__ = ["Named", "Scope", "Sides", "This", "scope_of", "sides_of"]

# Of documents as of agencies: A 出现在 B 里, as if A 被 B 引用.
_BEING_CITED = ("出现", "现身", "露面", "列入", "写进", "写入")
_ALL = ("basis", "implements", "amends", "repeals", "cites")


@dataclass(frozen=True, slots=True)
class This:
    """这份计划: the one document that is held, if it is of that kind."""

    kind: str


Named = tuple[str, ...] | This  # the candidates for a document that a question names


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents a question is about: named, each by its candidates, or by place, date, kind, level or issuer."""

    documents: tuple[Named, ...] = ()
    places: tuple[str, ...] = ()
    issued: tuple[Period, ...] = ()
    genres: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()

    @property
    def is_filter(self) -> bool:
        """Whether it names no document, but says which kind."""
        return bool(self.places or self.issued or self.genres or self.levels or self.issuers)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who cites whom in a question: the word for it, both sides, and all documents that it is about otherwise."""

    tokens: list[Token]
    relation: Token | None = None
    cited: tuple[Named, ...] = ()
    citing: tuple[Named, ...] = ()
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
    if passive is None and relation.text.startswith(_BEING_CITED):
        passive = at
    pivot = at if passive is None else passive
    before = tuple(tokens[n].value for n in documents if n < pivot)
    after = tuple(tokens[n].value for n in documents if n > pivot)
    cited, citing = (after, before) if passive is None else (before, after)
    if before and not after:
        held_up = relation.text.endswith("依据") and tokens[documents[-1] - 1].text == "以"  # 以国发…为依据的文件
        if passive is None and (held_up or _is_asked_who(tokens, documents[-1], at)):  # 国发…谁引用了
            cited, citing = before, ()
        elif passive is not None and _is_place(tokens, documents[-1]):  # 国发…里哪些文件被引用
            cited, citing = (), before
    return Sides(tokens, relation, cited, citing, citing if asked in ("task", "agency") else ())


def _is_asked_who(tokens: list[Token], document: int, relation: int) -> bool:
    """Tell A 谁引用了, A 哪些文件引用了 and A 是哪份文件的依据 from A 有哪些引用文件 and A 里哪些文件是依据."""
    kinds = [token.kind for token in tokens[document:relation]]
    asked = "who" in kinds or ("which" in kinds and "doc" in kinds[kinds.index("which") :])
    of_them = tokens[relation].value != ("basis",) or tokens[relation - 1].text == "的"
    return asked and of_them and not _is_place(tokens, document)


def _is_place(tokens: list[Token], document: int) -> bool:
    after = token_after(tokens, document)
    return after is not None and after.kind == "inside" and after.text != "在"


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
        told = told or (token.kind == "mention" and documents and any(t.kind == "passive" for t in tokens[:at]))
        if token.kind == "mention" and asked == "agency":
            continue
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
    issued: list[Period] = []
    period = None
    for at, token in enumerate(tokens):
        if token.kind in ("day", "year_end"):
            read = period_of(token.text, token.value)
            if _dates_documents(tokens, at, asked, read):
                issued.append(read)
            else:
                period = read
    scope = Scope(
        named,
        places=tuple(token.value for token in tokens if token.kind == "place"),
        issued=tuple(issued),
        genres=tuple(token.text for token in tokens if token.kind == "genre"),
        issuers=tuple(token.value for token in tokens if token.kind == "issuer"),
        levels=tuple(level for token in tokens if token.kind == "level" for level in token.value),
    )
    return scope, period


def _dates_documents(tokens: list[Token], at: int, asked: str, period: Period) -> bool:
    """Tell 2020年的文件 and 北京2020年的任务 from 2020年要完成的任务."""
    after, before = token_after(tokens, at), token_before(tokens, at)
    while after is not None and after.kind in ("place", "level"):  # 2022年成都的文件
        after = token_after(tokens, tokens.index(after))
    if period.year is None:
        return False
    if asked == "document" or (after is not None and after.kind in ("doc", "genre", "issue")):
        return True
    return period.is_years and asked != "target" and before is not None and before.kind == "place"
