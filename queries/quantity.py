"""Numbers in a question: 第十九项, 超过6个, 6个以上."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Size", "number_of", "size_of"]

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Size:
    """How many: at least, and at most where there is a most; and how the question says it."""

    at_least: int
    at_most: int | None
    word: str


def number_of(parts: Mapping[str, str | None]) -> int:
    """Read the number of a task."""
    return _numeral(next(filter(None, (parts["n1"], parts["n2"], parts["n3"]))))


def size_of(parts: Mapping[str, str | None]) -> Size:
    """Read 超过6个 as seven or more, 6个以上 as six or more, 只有一个 as one."""
    if parts.get("exact") or parts.get("just"):
        number = _numeral(parts.get("just") or "1")
        return Size(number, number, f"恰有{number}")
    if parts.get("under"):
        number = _numeral(parts["n2"] or "")
        return Size(1, number - 1, f"少于{number}")
    if parts.get("over"):
        number = _numeral(parts["n1"] or "")
        return Size(number + 1, None, f"超过{number}")
    if parts.get("more"):
        number = _numeral(parts["more"] or "")
        return Size(number + 1, None, f"超过{number}")
    number = _numeral(parts.get("least") or parts.get("up") or "")
    return Size(number, None, f"不少于{number}")


def _numeral(text: str) -> int:
    """Read digits, or a Chinese numeral below one hundred; the phrases let no other through."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
