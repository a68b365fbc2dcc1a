"""The words of the pages: roles, comparators, levels and kinds in Chinese, and text that must not play tricks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model import Role
from queries.agency import KIND_WORDS
from queries.responsibility import ROLE_WORDS
from queries.target import Target

__all__ = ["KIND_WORDS", "ROLE_WORDS", "amount", "joined", "numbered", "quantity", "role_words", "visible"]

_COMPARATORS = {"=": "", ">=": "不少于 ", "<=": "不超过 ", ">": "超过 ", "<": "少于 ", "~": "约 "}

# Controls that reorder or hide what stands beside them (U+202E turns a line round), and all but tab and newline.
_TRICKS = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0b-\x1f\x7f-\x9f]")


def visible(text: str | None) -> str:
    """Return text from a document with controls spelled out, so that it reads in the order in which it is written.

    Args:
        text: any text, or None.

    Returns:
        The text to show; the empty string for None.

    >>> visible("合格\u202e证")
    '合格[U+202E]证'
    """
    return _TRICKS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text or "")


def numbered(number: str | None, title: str | None) -> str:
    """Return a task as people name it: `19. 推进冰雪旅游产业发展`, `（五）加速技术成果产业化`.

    >>> numbered("（五）", "加速技术成果产业化"), numbered("一", "指导思想")
    ('（五）加速技术成果产业化', '一、指导思想')
    """
    if not number or number.endswith(("）", ")", "、", ".")):
        return visible(f"{number or ''}{title or ''}")
    return visible(f"{number}. {title}" if number.isascii() else f"{number}、{title}")


def joined(names: Iterable[str]) -> str:
    """Return names as one Chinese enumeration."""
    return "、".join(visible(name) for name in names)


def role_words(roles: Iterable[Role]) -> str:
    """Return roles in words, each once."""
    return "、".join(dict.fromkeys(ROLE_WORDS[role] for role in roles))


def amount(target: Target) -> str:
    """Return the quantity of a target in words.

    Args:
        target: any target.

    Returns:
        Such as `不少于 6000 项`, `10—20 家`.
    """
    return quantity(target.comparator, target.value, target.value_to, target.unit)


def quantity(comparator: str, value: float, value_to: float | None, unit: str) -> str:
    """Return a quantity in words.

    >>> quantity(">=", 6000, None, "项"), quantity("=", 10, 20, "家")
    ('不少于 6,000 项', '10—20 家')
    """
    shown = f"{value:,.10g}" + (f"—{value_to:,.10g}" if value_to is not None else "")
    return f"{_COMPARATORS[comparator]}{shown} {visible(unit)}".rstrip()
