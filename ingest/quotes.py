"""Quoted titles: 《…》 with 〈…〉 inside, and the brackets behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Quoted", "closing_bracket", "find_quoted"]

_QUOTES = re.compile(r"[《》〈〉\n]")
_BRACKETS = re.compile(r"[（）\n]")
_LONGEST_TITLE = 200
_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted title, from its opening mark to past its closing one; `outer` is where the title around it begins."""

    start: int
    end: int
    depth: int = 0
    outer: int | None = None


def find_quoted(text: str) -> list[Quoted]:
    """Match 《》 and 〈〉; a title does not run over its line.

    Args:
        text: a layout's text.

    Returns:
        The titles by their place, an outer one before those inside it.

    >>> [text[q.start : q.end] for text in ("落实《关于〈水法〉的通知》",) for q in find_quoted(text)]
    ['《关于〈水法〉的通知》', '〈水法〉']
    """
    found: list[Quoted] = []
    stack: list[tuple[int, str]] = []
    for m in _QUOTES.finditer(text):
        c = m[0]
        if c == "\n":
            stack.clear()
        elif c in "《〈":
            stack.append((m.start(), c))
            continue
        # 《关于印发〈X的通知》: an inner mark that nobody closes ends with the outer one.
        while c == "》" and len(stack) > 1 and stack[-1][1] == "〈":
            stack.pop()
        if stack and (c == "》") == (stack[-1][1] == "《"):
            start, _ = stack.pop()
            if 3 < m.end() - start <= _LONGEST_TITLE:
                found.append(Quoted(start, m.end(), len(stack), stack[0][0] if stack else None))
    return sorted(found, key=lambda q: (q.start, -q.end))


def closing_bracket(text: str, start: int) -> int | None:
    """Return where a bracket closes.

    Args:
        text: a layout's text.
        start: where it opens.

    Returns:
        One past its ）, or None where no bracket opens there or none closes on the line.
    """
    if text[start : start + 1] != "（":
        return None
    depth = 0
    for m in _BRACKETS.finditer(text, start, start + _LONGEST_NOTE):
        if m[0] == "\n":
            return None
        depth += 1 if m[0] == "（" else -1
        if depth == 0:
            return m.end()
    return None
