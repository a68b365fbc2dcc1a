"""What only its neighbours tell of a word: a city or its government, whose place it is, this document or any."""

from __future__ import annotations

import re
from dataclasses import replace

from queries.lexicon import Token, token_after, token_before
from queries.scope import This

__all__ = ["settled"]

# Only a body does this: 大连市参与…, but 大连市的文件.
_ACTS = frozenset({"role", "neg", "only", "coop", "link", "between", "common", "and"})


def settled(tokens: list[Token]) -> list[Token]:
    """Settle what words mean by what stands beside them.

    Args:
        tokens: all tokens of a question.

    Returns:
        The tokens: a city that does nothing is a place; an agency's value is its name and the place in front of it;
        这份计划 is a document.
    """
    return _qualified([token for at in range(len(tokens)) if (token := _settled(tokens, at))])


def _settled(tokens: list[Token], at: int) -> Token | None:
    token = tokens[at]
    if token.kind == "agency" and re.search("[省市县区州]$", token.text):
        after, before = token_after(tokens, at), token_before(tokens, at)
        if not (after and after.kind in _ACTS) and not (before and before.kind in ("by", "and")):
            return Token("place", token.text, token.text)
    elif token.kind == "agency" and _is_issuer(tokens, at):
        return None
    elif token.kind in ("doc", "genre") and _is_this(tokens, at):
        return Token("document", token.text, This(token.text))
    return token


def _is_issuer(tokens: list[Token], at: int) -> bool:
    """Whether an agency only begins a document's full title: 辽宁省人民政府关于…的意见."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.kind == "document" and after.text.startswith(("关于", "印发"))


def _qualified(tokens: list[Token]) -> list[Token]:
    """Put a place that stands right before an agency with it: 辽宁的科技厅."""
    out: list[Token] = []
    for token in tokens:
        if token.kind == "agency":
            place = None
            before = [t for t in out[-2:] if t.text != "的"]
            if before and before[-1].kind == "place":
                place = before[-1].value
                while out[-1].kind != "place":
                    out.pop()
                out.pop()
            token = replace(token, value=(token.value, place))
        out.append(token)
    return out


def _is_this(tokens: list[Token], at: int) -> bool:
    run = []
    while at and tokens[at - 1].kind == "filler":
        at -= 1
        run.append(tokens[at].text)
    return any(word[0] in "这本该此" for word in run)
