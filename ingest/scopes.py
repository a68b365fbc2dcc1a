"""Where targets are looked for: the tasks, the parts that state goals, and the words in front of the first part."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ingest.head import Head
from ingest.numbering import Item
from ingest.outline import Outline
from ingest.sections import TEXT, part_of

__all__ = ["Scope", "find_scopes", "is_quoted_goal", "opening_scope", "says_goal"]

# What must be given, not what is to be reached: 申报条件, 分级标准; but 改善办学条件 is a task.
_CONDITIONS = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?<!改善)(?<!优化)(?<!提升)(?<!完善)(?:(?:场所|师资|申报|申请|准入|设立|认定|报名|入选|基本)条件|"
    r"(?:分级|设置|准入|认定|评定|划分)标准)"
)
_STATED = re.compile(r"目标(?:任务)?(?:[是为]|(?:如下)?：)")
_GOALS = re.compile(r"的?[\u4e00-\u9fff]{0,10}目标")
_QUOTED = 200  # no quoted goals are longer


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch that is read as one: a task, or the own text of a part that states goals or holds tasks.

    `task` and `item` are indexes; `title`: where the part's heading begins, which may state the year; `above`: the
    part it lies in; `goal`: goals are stated there.
    """

    start: int
    end: int
    task: int | None = None
    title: int = 0
    item: int | None = None
    above: int | None = None
    goal: bool = False


def find_scopes(text: str, items: tuple[Item, ...], outline: Outline) -> list[Scope]:
    """Find the tasks, and the own texts of the parts that state goals or hold tasks.

    Args:
        text: the layout's text.
        items: every numbered item.
        outline: the tasks.

    Returns:
        The scopes in the order of the text.
    """
    parents = {items[t.item].parent for t in outline.tasks if t.item is not None}
    states_goals: dict[int | None, bool] = {}  # by item
    first_child: dict[int, int] = {}
    scopes: list[Scope] = []
    for item in items:
        if item.parent is not None:
            first_child.setdefault(item.parent, item.start)
    for index, item in enumerate(items):
        if outline.task_at(item.start) is not None:
            continue
        states_goals[index] = part_of(text[item.title_start : item.title_end]) in ("goal", "preamble")
        goals = states_goals[index] or states_goals.get(item.parent, False)
        if (goals or index in parents) and not _states_conditions(text, item.title_start, item.title_end):
            first_task = bisect_left(outline.tasks, item.title_end, key=lambda t: t.start)
            starts = [t.start for t in outline.tasks[first_task : first_task + 1]]
            end = min([first_child.get(index, item.end), *starts])
            scopes.append(Scope(item.title_end, end, None, item.title_start, index, item.parent, goals))
    under = {s.item for s in scopes if s.goal}
    for i, t in enumerate(outline.tasks):
        if not _states_conditions(text, t.title_start, t.title_end):
            start = min(t.title_start, t.end)
            above = None if t.item is None else items[t.item].parent
            scopes.append(Scope(start, t.end, i, start, None, above, above in under))
    return sorted(scopes, key=lambda s: (s.start, s.end))


def _states_conditions(text: str, start: int, end: int) -> bool:
    return text.endswith(("条件", "标准"), start, end) and _CONDITIONS.fullmatch(text, start, end) is not None


def opening_scope(head: Head, items: tuple[Item, ...], outline: Outline) -> Scope | None:
    """Return the words between the title and the first part.

    Args:
        head: where the document's own title ends.
        items: every numbered item.
        outline: the tasks.

    Returns:
        The scope, or None where nothing stands there or it belongs to a task.
    """
    end = next((item.start for item in items if item.style != TEXT), 0)
    titles = (last for label, _, last in head.spans if label == "own_title" and last <= end)
    start = max(head.body_start, max(titles, default=0))
    return None if start >= end or outline.task_at(start) is not None else Scope(start, end, None, start, goal=True)


def says_goal(text: str, start: int, end: int) -> bool:
    """Say whether words announce goals.

    Args:
        text: the layout's text.
        start: where the words begin.
        end: one past their end.

    Returns:
        True for such as 主要预期目标是：.
    """
    return text.find("目标", start, end) >= 0 and _STATED.search(text, start, end) is not None


def is_quoted_goal(text: str, start: int, end: int) -> bool:
    """Say whether a place stands in quotes that hold goals: 实现“产值达到5亿元，企业达到20家”的目标.

    Args:
        text: the layout's text.
        start: where the number in the quotes begins.
        end: one past its end.

    Returns:
        True where what stands around the quotes calls them goals.
    """
    begin = text.rfind("“", max(0, start - _QUOTED), start)
    close = text.find("”", end, end + _QUOTED) if begin >= 0 else -1
    if close < 0 or "”" in text[begin:start]:
        return False
    before = text[max(0, begin - 5) : begin].rstrip("是为：")
    return before.endswith("目标") or _GOALS.match(text, close + 1) is not None
