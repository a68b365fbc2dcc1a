"""Tasks: the smallest items that carry a responsibility clause of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.clause_owners import LOW_STYLES, Owners, deepest_at, holders_of, owners_of
from ingest.clauses import Clause, Clauses
from ingest.headings import TITLE_LENGTH, heading_end
from ingest.layout import Layout
from ingest.numbering import ATTACHMENT, Item
from ingest.sections import TEXT, part_of
from ingest.tables import row_at

__all__ = ["TABLE_ROW", "Task", "read_tasks"]

TABLE_ROW = "table_row"
# What stands before the words of a task that has no number: a dash, 一是, 1）.
_ENUMERATION = re.compile(
    r"(?:[—\-·●◆■*]+|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]，|[①-⑳]|（?\d{1,2}[）.、](?!\d)|（[一二三四五六七八九十]{1,2}）|[；。，、])+"
)
_ROW_NUMBER = re.compile(
    r"(\d{1,3}|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3})(?:[.、](?!\d)|(?<=）))(?=.)"
)
_FIELD = re.compile(
    r"(?:(?:主要|重点|工作|具体|目标)?(?:任务|内容|举措|措施)|任务(?:内容|名称)|工作事项|"
    r"(?:任务|措施|举措|行动|事项)(?:[一二三四五六七八九十]{1,3}|\d{1,2}))："
)
_FEW, _MANY = 2, 5
_LAW = re.compile(r"制定本(?:办法|条例|规定|细则|规则|规程|准则|制度)|本(?:办法|条例|规定|细则|规则)(?:自|所称|适用)")
_BOX = re.compile(r"^(?:专栏|栏目)\d*")


@dataclass(frozen=True, slots=True)
class Task:
    """A task in the layout's text; `clause` is the index of its clause, `item` that of the item it is or lies in."""

    start: int
    end: int
    number: str | None
    title_start: int
    title_end: int
    item: int | None
    clause: int | None
    rule: str


def read_tasks(layout: Layout, items: tuple[Item, ...], clauses: Clauses) -> list[Task]:
    """Find the tasks: what bears a clause, or, where nobody is named, the items of the part on tasks.

    Args:
        layout: the text.
        items: every numbered item.
        clauses: every statement of responsibility.

    Returns:
        The tasks in the order of the text.
    """
    reader = _Reader(layout, items, clauses.clauses)
    tasks = reader.attributed(clauses) if clauses.clauses else []
    if len(tasks) <= _FEW:
        # One stray bracket must not hide the tasks of a text that otherwise names nobody.
        others = [t for t in reader.unattributed() if not any(a.start < t.end and t.start < a.end for a in tasks)]
        tasks += others if not tasks or len(others) >= _MANY else []
    return sorted((t for t in tasks if t.start < t.end), key=lambda t: (t.start, t.end))


class _Reader:
    def __init__(self, layout: Layout, items: tuple[Item, ...], clauses: tuple[Clause, ...]) -> None:
        self.layout, self.text = layout, layout.text
        self.items, self.clauses = items, clauses
        self.holders: set[int] = set()
        self.children: dict[int | None, list[int]] = defaultdict(list)
        for index, item in enumerate(items):
            self.children[item.parent].append(index)

    # Tasks with a clause

    def attributed(self, clauses: Clauses) -> list[Task]:
        standing: dict[int | None, list[int]] = defaultdict(list)
        tasks: list[Task] = []
        for index, clause in enumerate(self.clauses):
            if clause.kind == "row":
                tasks.append(self._row(index, clause, clauses))
            else:
                standing[deepest_at(self.items, clause.start)].append(index)
        self.holders = holders_of(self.items, (owner for owner in standing if owner is not None))
        owners = owners_of(self.layout, self.items, self.clauses, standing)
        for owner, indexes in owners.items():
            tasks += self._of_item(owner, indexes) if owner is not None else self._of_paragraphs(indexes)
        tasks += self._unattributed_siblings(owners)
        return tasks

    def _row(self, index: int, clause: Clause, clauses: Clauses) -> Task:
        table, row = row_at(clauses.tables, clause.start)
        number = table.cell(row, "number")
        title = table.cell(row, "title") or next(
            ((a, b) for a, b in row.cells if b - a > 3), (clause.start, clause.end)
        )
        start, written = title[0], self.text[slice(*number)] if number else None
        if number is None and (m := _ROW_NUMBER.match(self.text, *title)):
            # 1.建设平台 in one cell.
            start, written = m.end(), m[1]
        return Task(
            clause.start,
            clause.end,
            written,
            *self._title(start, title[1]),
            deepest_at(self.items, clause.start),
            index,
            TABLE_ROW,
        )

    def _title(self, start: int, limit: int) -> tuple[int, int]:
        """The heading at this place; of 工作任务：建设平台 what stands behind the colon."""
        if (field := _FIELD.match(self.text, start, limit)) and field.end() < limit:
            start = field.end()
        end = heading_end(self.text, start, limit)
        while end > start and self.text[end - 1] in "，。；：、":
            end -= 1
        return start, max(end, start + 1)

    def _of_item(self, owner: int, indexes: Sequence[int]) -> list[Task]:
        item = self.items[owner]
        tasks: list[Task] = []
        start = item.start
        spread = (
            item.own_line
            and len(indexes) > 1
            and len({self.layout.paragraph_at(self.clauses[i].start) for i in indexes}) == len(indexes)
        )
        if spread:
            # The heading has a line of its own and every paragraph is a task.
            start = self._next_line(item.title_end)
        for n, index in enumerate(indexes):
            clause = self.clauses[index]
            end = self._after(clause.end)
            if n == len(indexes) - 1:
                end = self._with_boxes(end, item.end)
            if len(indexes) == 1 and self._stands_in_heading(owner, clause):
                end = max(end, self._trimmed(item.end))
            first = n == 0 and not spread
            title_start = item.title_start if first else self._words(start, clause.start)
            limit = min(item.title_end, clause.start) if first and item.own_line else clause.start
            if first and title_start >= clause.start:
                # 8.（省财政厅牵头）建设平台: the clause opens the item, its words follow.
                after = self._words(clause.end, item.end)
                title_start, limit = (after, item.end) if after < item.end else (start, clause.start)
            tasks.append(
                Task(
                    start if first else title_start,
                    end,
                    item.number if not spread else None,
                    *self._title(title_start, max(limit, title_start + 1)),
                    owner,
                    index,
                    "item_with_clause" if len(indexes) == 1 else "part_with_clause",
                )
            )
            start = end
        return tasks

    def _stands_in_heading(self, owner: int, clause: Clause) -> bool:
        """（一）优化环境（责任单位：…）, then the text: the clause closes the heading, not the task."""
        item = self.items[owner]
        heading = self.text[item.title_start : clause.start]
        in_heading = len(heading.strip("\n")) <= TITLE_LENGTH and not re.search(r"[。；]", heading)
        return in_heading and not any(kid in self.holders for kid in self.children[owner])

    def _of_paragraphs(self, indexes: Sequence[int]) -> list[Task]:
        """Clauses outside any item: the paragraph is the task."""
        tasks: list[Task] = []
        reached = 0
        for index in indexes:
            clause = self.clauses[index]
            paragraph = self.layout.paragraphs[self.layout.paragraph_at(clause.start)]
            if clause.kind == "line" and clause.start == paragraph[0] and paragraph[0] > 0:
                paragraph = self.layout.paragraphs[self.layout.paragraph_at(paragraph[0] - 1)]
            start = self._words(max(paragraph[0], reached), clause.start)
            if start >= clause.start:
                start = max(paragraph[0], reached)
            end = self._after(clause.end)
            tasks.append(
                Task(
                    start,
                    end,
                    None,
                    *self._title(start, max(clause.start, start + 1)),
                    None,
                    index,
                    "paragraph_with_clause",
                )
            )
            reached = end
        return tasks

    def _words(self, start: int, limit: int) -> int:
        """Where the words begin, after line breaks, dashes and 一是."""
        while start < limit:
            if self.text[start] == "\n":
                start += 1
            elif m := _ENUMERATION.match(self.text, start, limit):
                start = m.end()
            else:
                break
        return start

    def _next_line(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def _after(self, place: int) -> int:
        """Past the full stop that follows a clause."""
        while place < len(self.text) and self.text[place] in "。；，、）〕":
            place += 1
        return place

    def _with_boxes(self, end: int, limit: int) -> int:
        """A box (专栏) after the clause belongs to the task."""
        index = self.layout.paragraph_at(end) + 1
        if index < len(self.layout.paragraphs):
            a, b = self.layout.paragraphs[index]
            if b <= limit and _BOX.match(self.text[a:b]):
                return limit
        return end

    def _unattributed_siblings(self, owners: Owners) -> list[Task]:
        """An item without a clause between two neighbours that have one is a task that names nobody."""
        having = {o for o in owners if o is not None}
        holders = holders_of(self.items, having)
        tasks = []
        for kids in list(self.children.values()):
            for before, index, after in zip(kids, kids[1:], kids[2:], strict=False):
                item = self.items[index]
                same = {self.items[i].style for i in (before, index, after)} == {item.style}
                if same and before in having and after in having and index not in holders:
                    tasks.append(self._whole(index, "item_between_tasks"))
        return tasks

    def _whole(self, index: int, rule: str) -> Task:
        item = self.items[index]
        limit = item.title_end if item.own_line else item.end
        return Task(
            item.start,
            self._trimmed(item.end),
            item.number,
            *self._title(item.title_start, limit),
            index,
            None,
            rule,
        )

    def _trimmed(self, end: int) -> int:
        while end > 0 and self.text[end - 1] in "\n":
            end -= 1
        return end

    # Tasks of a document that attributes nobody

    def unattributed(self) -> list[Task]:
        """The smallest numbered items under the parts on tasks; where no part is called so, under all but the frame.

        In what the notice issues, printed below it, as in the notice itself.
        """
        outer = self.children[None]
        body = [i for i in outer if self.items[i].style not in (ATTACHMENT, TEXT)]
        texts = [body, *(self.children[i] for i in outer if self.items[i].style in (ATTACHMENT, TEXT))]
        named = [i for parts in texts for i in parts if self._part(i) == "task"]
        if named:
            # 重点任务 itself is no task, even where nothing below it is numbered.
            return [self._whole(i, "item_of_task_part") for part in named for i in self._leaves(part) if i != part]
        parts = next((parts for parts in texts if parts), [])
        if any(i.style == "article" for i in self.items) and _LAW.search(self.text):
            return []  # the articles of a law are no tasks, those of 若干措施 are
        chosen = [i for i in parts if self._part(i) == ""]
        return [self._whole(i, "item_of_task_part") for part in chosen for i in self._leaves(part)]

    def _part(self, index: int) -> str:
        item = self.items[index]
        return part_of(self.text[item.title_start : item.title_end])

    def _is_frame(self, index: int) -> bool:
        """Whether an item says what the plan stands on or leads to: 指导思想 among the chapters of a long plan."""
        return self._part(index) in ("preamble", "goal", "background")

    def _leaves(self, index: int) -> Iterable[int]:
        kids = [k for k in self.children[index] if self.items[k].style not in LOW_STYLES]
        if not kids:
            yield index
        for kid in kids:
            if not self._is_frame(kid):
                yield from self._leaves(kid)
