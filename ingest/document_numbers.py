"""Document numbers (发文字号) in running text: where one stands and where its code begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.identifiers import DocumentNumber
from ingest.rulebook import load_rules

__all__ = ["find_numbers", "lead_in", "number_pattern", "printed"]

# Cheap signs of a number, so that the grammar of numbers runs only around them.
_HINT = re.compile(
    r"[〔（〈令号公通](?:(?<=[〔（〈])(?:19|20)\d\d年?[〕）〉]第?\d|"
    r"(?<=令)(?:[，、]?(?:[（〔]?\d{4}[年）〕])?（?第|\d{1,5}号)|(?<=号)令|(?<=[公通])告[〔（]?(?:(?:19|20)\d\d|第))"
)
_CODE_END = re.compile(r"[〔（〈第\d]")


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the grammar of numbers; words of the sentence may stand before the code, see `lead_in`."""
    return re.compile("|".join(f"(?:{r.pattern.pattern})" for r in load_rules("citations")["number"]))


def find_numbers(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers in a text.

    Args:
        text: a layout's text.

    Yields:
        Matches in order.
    """
    reached = 0
    for hint in _HINT.finditer(text):
        m = number_pattern().search(text, max(reached, hint.start() - 24), hint.end() + 16)
        if m is not None and m.end() > hint.start():
            reached = m.end()
            yield m


def lead_in(written: str) -> int:
    """Return how many characters before a number's code belong to the sentence: 按照国发〔2016〕16号.

    Args:
        written: a number as found.

    Returns:
        A count, 0 where the code begins at once.

    >>> lead_in("按照国发〔2016〕16号"), lead_in("国发〔2016〕16号")
    (2, 0)
    """
    m = load_rules("citations").pattern("number_lead_in").match(_CODE_END.split(written, maxsplit=1)[0])
    return m.end() if m else 0


def printed(written: str) -> str | None:
    """Return a number in its standard form.

    Args:
        written: a number as found, with the words before its code.

    Returns:
        The number; as written where it has no standard form, None where nothing is left.

    >>> printed("按照国发〈2016〉第16号")
    '国发〔2016〕16号'
    """
    bare = written[lead_in(written) :].replace("〈", "〔").replace("〉", "〕")
    number = DocumentNumber.parse(bare)
    return str(number) if number else bare or None
