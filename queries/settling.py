"""What only its neighbours tell of a word: a city or its government, whose place it is, this document or any."""

from __future__ import annotations

import re
from dataclasses import replace

from queries.lexicon import SMALL, Token, token_after, token_before
from queries.scope import This

__all__ = ["settled"]

_MEASURES = frozenset({"措施", "政策措施"})  # a kind of document, or what one orders
_NUMERALS = "0123456789一二两三四五六七八九十"
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
    return _qualified(_headed([token for at in range(len(tokens)) if (token := _settled(tokens, at))]))


def _settled(tokens: list[Token], at: int) -> Token | None:
    token = tokens[at]
    if token.kind == "agency" and re.search("[省市县区州]$", token.text):
        after, before = token_after(tokens, at), token_before(tokens, at)
        if after and after.kind == "common":  # 大连市都参与, but 大连市都有哪些任务
            after = token_after(tokens, tokens.index(after))
        if not (after and after.kind in _ACTS) and not (before and before.kind in ("by", "and")):
            return Token("place", token.text, token.text)
    elif token.kind == "agency" and _is_issuer(tokens, at):
        return None
    elif token.kind == "agency" and _is_of_papers(tokens, at):
        return replace(token, kind="issuer")
    elif token.kind == "size" and _sums_up(tokens, at):
        return replace(token, kind="filler")
    elif token.text in ("到", "至") and (after := token_after(tokens, at)) and after.kind == "howmany":
        return replace(token, kind="reach")  # 2025年要到多少
    elif token.text in _MEASURES and _is_of_document(tokens, at):
        return replace(token, kind="task")
    elif token.kind in ("doc", "genre") and _is_this(tokens, at):
        if any(before.kind == "document" for before in tokens[:at]):
            return replace(token, kind="filler")  # 国发…这份文件
        return Token("document", token.text, This(token.text))
    return token


def _headed(tokens: list[Token]) -> list[Token]:
    """Make of a name and 部分 behind it a part of a document: “落实财税政策”部分."""
    out: list[Token] = []
    for token in tokens:
        name = next((n for n in range(len(out) - 1, -1, -1) if out[n].kind != "mark"), None)
        if token.kind != "heading_before":
            out.append(token)
        elif name is not None and out[name].kind in ("quoted", "title", "part"):
            out[name] = Token("section", out[name].text, {"heading": out[name].text})
        else:
            out.append(Token("text", token.text))
    return out


def _sums_up(tokens: list[Token], at: int) -> bool:
    """Tell A、B、C三个部门, whom it has named, from 三个部门."""
    told = tokens[at].value.get("exact") and tokens[at].text[0] in _NUMERALS
    several = sum(token.kind == "agency" for token in tokens[:at]) > 1
    return bool(told) and several and tokens[at - 1].kind == "agency"


def _is_of_document(tokens: list[Token], at: int) -> bool:
    """Tell 国发…提出了哪些措施 from 国发…引用的措施."""
    kinds = {token.kind for token in tokens}
    return any(token.kind == "document" for token in tokens[:at]) and not kinds & {"relation", "mention", "issue"}


def _is_of_papers(tokens: list[Token], at: int) -> bool:
    """Whether an agency only says whose documents to look in: 国务院办公厅2020年印发的文件里."""
    after = [token for token in tokens[at + 1 :] if token.kind not in SMALL]
    papers = next((n for n, token in enumerate(after) if token.kind not in ("day", "issue")), len(after))
    kinds = [token.kind for token in after[papers : papers + 2]]
    return kinds in (["doc", "inside"], ["genre", "inside"]) and after[papers + 1].text != "在"


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
