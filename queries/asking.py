"""What a question asks for: the noun that its question word goes with, else the last noun."""

from __future__ import annotations

from queries.lexicon import SMALL, Token, token_after

__all__ = ["asked_for"]

_NOUNS = {
    "task": "task",
    "body": "agency",
    "doc": "document",
    "genre": "document",
    "target": "target",
    "overall": "target",
    "rolenoun": "role",
}
_RELATION = frozenset({"relation", "carry", "mention"})
_MEASURES = {"项": "task", "条": "task", "件": "task", "份": "document", "家": "agency"}


def asked_for(tokens: list[Token]) -> tuple[str, Token | None, bool]:
    """Tell what is asked for, which noun says so, and whether only its number is."""
    kinds = {token.kind for token in tokens}
    nouns = [at for at, token in enumerate(tokens) if token.kind in _NOUNS]
    several = sum(token.kind == "agency" for token in tokens) > 1
    if several and "link" in kinds and "most" not in kinds:
        return "path", None, False
    if "when" in kinds or (
        "deadline" in kinds and not kinds & {"day", "no_deadline", "year_end"} and _ends_on_deadline(tokens)
    ):
        return "when", None, False
    if several and kinds & {"compare", "fewer"} and not kinds & {"coop"}:
        return "agency", None, False
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
    return ("document", None, False) if "doc" in kinds else ("", None, False)


def _asked_by(tokens: list[Token], at: int, nouns: list[int]) -> tuple[str, Token | None, bool]:
    """Tell what the question word at a place asks for: the noun after it, else the one before, else by its measure."""
    kinds = {token.kind for token in tokens}
    many = tokens[at].kind == "howmany"
    after, before = [n for n in nouns if n > at], [n for n in nouns if n < at]
    measure = _MEASURES.get(tokens[at].text[-1])
    if not many and measure and not after:
        noun = next((tokens[n] for n in reversed(before) if _NOUNS[tokens[n].kind] == measure), None)
        return measure, noun, False
    if after or before:
        noun = tokens[after[0] if after else before[-1]]
        kind = _NOUNS[noun.kind]
        if many and not after and "reach" in kinds and kind == "task":
            return "target", None, False
        return kind, noun, many and (kind != "target" or bool(after))
    if many and ("reach" in kinds or not measure or ("agency" not in kinds and measure != "document")):
        return "target", None, False
    if many:
        return measure or "", None, True
    if kinds & _RELATION and "document" in kinds:
        return "document", None, False
    return ("task" if kinds & {"role", "agency"} else ""), None, False


def _ends_on_deadline(tokens: list[Token]) -> bool:
    rest = [token for token in tokens if token.kind not in SMALL | {"which", "howmany"}]
    return bool(rest) and rest[-1].kind == "deadline"
