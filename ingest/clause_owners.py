"""Which item a clause belongs to: the one that it stands in, or the list's own item where it closes a whole list."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ingest.clauses import Clause
from ingest.layout import Layout
from ingest.numbering import Item

__all__ = ["LOW_STYLES", "Owners", "deepest_at", "holders_of", "owners_of"]

LOW_STYLES = ("arabic_bracket", "circled")
Owners = Mapping[int | None, Sequence[int]]  # of an item, or None outside any, its clauses
_List = tuple[int, str]  # the item above and the style of the members


def deepest_at(items: Sequence[Item], place: int) -> int | None:
    """Return the deepest item in which a place lies.

    Args:
        items: every numbered item.
        place: an index of the layout's text.

    Returns:
        An index of the items, or None.
    """
    index = bisect_right(items, place, key=lambda i: i.start) - 1
    found = index if index >= 0 else None
    while found is not None and place >= items[found].end:
        found = items[found].parent
    return found


def holders_of(items: Sequence[Item], having: Iterable[int]) -> set[int]:
    """Return the items that bear a clause or stand above one that does.

    Args:
        items: every numbered item.
        having: those that bear a clause.

    Returns:
        Indexes of the items.
    """
    holders: set[int] = set()
    for index in having:
        above: int | None = index
        while above is not None and above not in holders:
            holders.add(above)
            above = items[above].parent
    return holders


def owners_of(layout: Layout, items: Sequence[Item], clauses: Sequence[Clause], owners: Owners) -> Owners:
    """Give a clause at the end of a list's last item to the list's own item, where the others have none.

    （三）… 一、… 二、…（责任单位：…）: the clause closes （三）. Where the siblings have their own, it stays.

    Args:
        layout: the text.
        items: every numbered item.
        clauses: every statement of responsibility.
        owners: the deepest item of each clause.

    Returns:
        The clauses of each item.
    """
    out: dict[int | None, list[int]] = defaultdict(list)
    has_clause = {owner for owner in owners if owner is not None}
    holders = holders_of(items, has_clause)
    lists: dict[_List, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.parent is not None:
            lists[item.parent, item.style].append(index)
    # A list whose members before the last one name nobody.
    unattributed = {key: len(kids) > 1 and not any(k in holders for k in kids[:-1]) for key, kids in lists.items()}
    styles = Counter(items[i].style for i in has_clause)
    habits = _habits(items, lists, unattributed, holders)
    for owner, indexes in owners.items():
        target = owner
        while target is not None:
            parent = items[target].parent
            if parent is None or len(indexes) != 1:
                break
            key = parent, items[target].style
            if lists[key][-1] != target or not unattributed[key]:
                break
            place = clauses[indexes[0]].start
            own_line = layout.paragraphs[layout.paragraph_at(place)][0] == place
            low = items[target].style in LOW_STYLES
            # Or where items of the parent's style elsewhere bear clauses of their own.
            beside = styles[items[parent].style] > (parent in has_clause)
            habit = (items[parent].style, items[target].style) in habits
            if not (own_line or low or beside or habit):
                break
            target = parent
        out[target] += indexes
    return out


def _habits(
    items: Sequence[Item], lists: Mapping[_List, list[int]], unattributed: Mapping[_List, bool], holders: set[int]
) -> set[tuple[str, str]]:
    """Styles of list and member for which, all through the text and repeatedly, only last members name units."""
    last_only: Counter[tuple[str, str]] = Counter()
    others: set[tuple[str, str]] = set()
    for key, kids in lists.items():
        styles = (items[key[0]].style, key[1])
        if unattributed[key] and kids[-1] in holders:
            last_only[styles] += 1
        elif any(k in holders for k in kids):
            others.add(styles)
    return {styles for styles, count in last_only.items() if count > 1 and styles not in others}
