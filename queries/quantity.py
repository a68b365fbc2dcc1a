"""Numbers in a question: 第十九项, 超过6个, 6个以上, 第二多, 前三名."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["FIRST", "Rank", "Size", "number_of", "numeral", "rank_of", "size_of"]

T = TypeVar("T")

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Size:
    """How many: at least, and at most where there is a most; and how the question says it."""

    at_least: int
    at_most: int | None
    word: str


@dataclass(frozen=True, slots=True)
class Rank:
    """Which places of a ranking: the one, or all down to it."""

    place: int
    down_to: bool

    def of(self, counted: Sequence[tuple[T, int]], *, least: bool = False) -> list[tuple[T, int]]:
        """Return what holds these places, the first place first; equal counts share a place, none is no count."""
        some = [(one, count) for one, count in counted if count]
        ranked = sorted(some, key=lambda pair: pair[1] if least else -pair[1])
        counts = [count for _, count in ranked]
        if not self.down_to:
            counts = list(dict.fromkeys(counts))[self.place - 1 :][:1]
        return [(one, count) for one, count in ranked if count in counts[: self.place]]

    def word(self, *, least: bool = False) -> str:
        """How an answer says it: 最多, 第2多, 最多（前3）."""
        end = "少" if least else "多"
        if self.down_to:
            return f"最{end}（前{self.place}）"
        return f"最{end}" if self.place == 1 else f"第{self.place}{end}"


FIRST = Rank(1, down_to=False)


def number_of(parts: Mapping[str, str | None]) -> int:
    """Read the number of a task."""
    return numeral(next(filter(None, (parts["n1"], parts["n2"], parts["n3"]))))


def size_of(parts: Mapping[str, str | None]) -> Size:
    """Read 超过6个 as seven or more, 6个以上 as six or more, 只有一个 as one."""
    if parts.get("several"):
        return Size(2, None, "不少于2")
    if exact := parts.get("exact"):
        number = numeral(exact)
        return Size(number, number, f"恰有{number}")
    if parts.get("most"):
        number = numeral(parts["n3"] or "")
        return Size(1, number, f"不超过{number}")
    if parts.get("under"):
        number = numeral(parts["n2"] or "")
        return Size(1, number - 1, f"少于{number}")
    if parts.get("over"):
        number = numeral(parts["n1"] or "")
        return Size(number + 1, None, f"超过{number}")
    if parts.get("more"):
        number = numeral(parts["more"] or "")
        return Size(number + 1, None, f"超过{number}")
    number = numeral(parts.get("least") or parts.get("up") or "")
    return Size(number, None, f"不少于{number}")


def rank_of(parts: Mapping[str, str | None]) -> Rank:
    """Read 第二多 as the second place, 前三名 as the first three."""
    top = parts.get("top") or parts.get("most")
    return Rank(numeral(top or parts.get("n1") or parts.get("n2") or "1"), down_to=top is not None)


def numeral(text: str) -> int:
    """Read digits, or a Chinese numeral below one thousand; the phrases let no other through."""
    if text.isdecimal():
        return int(text)
    hundreds, hundred, rest = text.partition("百")
    if hundred:
        return numeral(hundreds or "一") * 100 + (numeral(rest.strip("零")) if rest else 0)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
