"""What a question asks for: the noun that its question word goes with, else the last noun."""

from __future__ import annotations

from queries.lexicon import SMALL, Token, token_after, token_before

__all__ = ["asked_for"]

_NOUNS = {
    "task": "task",
    "body": "agency",
    "doc": "document",
    "genre": "document",
    "target": "target",
    "overall": "target",
    "rolenoun": "role",
    "caption": "caption",
}
_RELATION = frozenset({"relation", "carry", "mention"})
_MEASURES = {"项": "task", "条": "task", "件": "task", "份": "document", "家": "agency"}


def asked_for(tokens: list[Token]) -> tuple[str, Token | None, bool]:
    """Tell what is asked for, which noun says so, and whether only its number is."""
    kinds = {token.kind for token in tokens}
    nouns = [at for at, token in enumerate(tokens) if token.kind in _NOUNS]
    # 部门最多的任务: what there is most of is not what is asked for.
    nouns = [at for at in nouns if not _is_extreme(token_after(tokens, at))] or nouns
    several = sum(token.kind == "agency" for token in tokens) > 1
    if several and "link" in kinds and "most" not in kinds:
        return "path", None, False
    if "when" in kinds or (
        "deadline" in kinds and not kinds & {"day", "no_deadline", "year_end"} and _ends_on_deadline(tokens)
    ):
        return "when", None, False
    if several and kinds & {"compare", "fewer"} and not kinds & {"coop"}:
        return "agency", None, False
    if not several and kinds & {"compare", "fewer"} and sum(token.kind == "document" for token in tokens) > 1:
        return "document", None, False
    for at, token in enumerate(tokens):
        if token.kind == "who":
            return ("document" if "relation" in kinds and "document" in kinds else "agency"), None, False
        if token.kind in ("which", "howmany"):
            return _asked_by(tokens, at, nouns)
    if "yesno" in kinds and not (nouns and "quoted" not in kinds and not kinds & {"title", "part", "number", "text"}):
        return ("document", None, False) if kinds & _RELATION and "agency" not in kinds else ("yesno", None, False)
    if nouns:
        last = tokens[nouns[-1]]
        after = token_after(tokens, nouns[-1])
        counted = after is not None and after.kind == "quantity" and not kinds & {"most", "least"}
        return _NOUNS[last.kind], last, counted and last.kind != "target"
    if "doc" in kinds:
        return "document", None, False
    told = {"role", "agency"} <= kinds and tokens[-1].text.endswith("的")  # 国发…里省科技厅牵头的
    told = told or {"document", "agency"} <= kinds <= SMALL | {"document", "agency", "role", "inside"}  # 国发… 省科技厅
    if {"document", "relation"} <= kinds:
        return "document", None, False
    return ("task" if told else ""), None, False


def _asked_by(tokens: list[Token], at: int, nouns: list[int]) -> tuple[str, Token | None, bool]:
    """Tell what the question word at a place asks for: the noun after it, else the one before, else by its measure."""
    kinds = {token.kind for token in tokens}
    many = tokens[at].kind == "howmany"
    after, before = [n for n in nouns if n > at], [n for n in nouns if n < at and not _is_place(tokens, n)]
    measure = _MEASURES.get(tokens[at].text[-1])
    if not many and measure and not after:
        last = tokens[before[-1]] if before else None
        near = last is not None and token_before(tokens, at) is last
        if last and measure == "task" and (near or _NOUNS[last.kind] in ("target", "document")):  # 目标有哪几项
            return _NOUNS[last.kind], last, False
        noun = next((tokens[n] for n in reversed(before) if _NOUNS[tokens[n].kind] == measure), None)
        return measure, noun, False
    if after or before:
        noun = tokens[after[0] if after else before[-1]]
        kind = _NOUNS[noun.kind]
        if many and not after and "reach" in kinds and kind in ("task", "agency"):
            return "target", None, False
        if kind == "caption":
            return kind, noun, False
        had = at > 0 and tokens[at - 1].text in ("有", "共有", "一共", "总共")  # 目标有几个, but 目标是多少
        return kind, noun, many and (kind != "target" or bool(after) or (had and noun is tokens[before[-1]]))
    if many and measure == "task" and "document" in kinds and not kinds & {"text", "reach"}:
        return "task", None, True  # 国发…一共多少条
    if many and ("reach" in kinds or not measure or ("agency" not in kinds and measure != "document")):
        return "target", None, False
    if many:
        return measure or "", None, True
    if (kinds & _RELATION and "document" in kinds) or ("relation" in kinds and kinds & {"title", "number"}):
        return "document", None, False
    return ("task" if kinds & {"role", "agency"} else ""), None, False


def _is_place(tokens: list[Token], at: int) -> bool:
    """Whether a noun only says where to look: 浙江的方案里省发改委配合几项."""
    after = token_after(tokens, at)
    return tokens[at].kind in ("doc", "genre") and after is not None and after.kind == "inside" and after.text != "在"


def _is_extreme(token: Token | None) -> bool:
    return token is not None and token.kind in ("most", "least", "rank")


def _ends_on_deadline(tokens: list[Token]) -> bool:
    rest = [token for token in tokens if token.kind not in SMALL | {"which", "howmany"}]
    return bool(rest) and rest[-1].kind == "deadline"
