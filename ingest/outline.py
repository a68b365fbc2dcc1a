"""The outline: the tasks of a document and the headings above them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ingest.clauses import Clauses
from ingest.layout import Layout
from ingest.numbering import Item
from ingest.spans import write_spans
from ingest.tasks import TABLE_ROW, Task, read_tasks

__all__ = ["Outline", "Section", "read_outline"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that is no task; `item` is its index."""

    item: int
    level: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The tasks and the sections above them, in the order of the text."""

    tasks: tuple[Task, ...]
    sections: tuple[Section, ...]

    def task_at(self, place: int) -> int | None:
        """Return the index of the task in whose text the place lies, or None."""
        index = bisect_right(self.tasks, place, key=lambda t: t.start) - 1
        return index if index >= 0 and place < self.tasks[index].end else None


def read_outline(layout: Layout, items: tuple[Item, ...], clauses: Clauses) -> Outline:
    """Tell tasks from sections.

    Args:
        layout: the text.
        items: every numbered item.
        clauses: every statement of responsibility.

    Returns:
        The outline.
    """
    tasks = tuple(read_tasks(layout, items, clauses))
    return Outline(tasks, tuple(_sections(items, tasks)))


def _sections(items: tuple[Item, ...], tasks: tuple[Task, ...]) -> list[Section]:
    """Every heading that is no task and lies in none, down to the style that the tasks bear."""
    numbered = [
        items[t.item] for t in tasks if t.item is not None and t.rule not in (TABLE_ROW, "paragraph_with_clause")
    ]
    # Without numbered tasks: the articles of a law, else whatever is numbered down to 1.
    lowest = 4 if any(i.style == "article" for i in items) else 6
    deepest = max((i.rank for i in numbered), default=lowest)
    starts = [t.start for t in tasks]
    heads = set(starts)
    out: list[Section] = []
    level: dict[int, int] = {}
    for index, item in enumerate(items):
        before = bisect_left(starts, item.start) - 1
        if item.start in heads or item.rank > deepest or (before >= 0 and item.start < tasks[before].end):
            continue
        parent = item.parent
        while parent is not None and parent not in level:
            parent = items[parent].parent
        level[index] = 1 if parent is None else level[parent] + 1
        out.append(Section(index, level[index], parent))
    return out


@Language.factory(
    "policy_tasks",
    requires=["doc._.layout", "doc._.items", "doc._.clauses"],
    assigns=["doc._.outline", "doc.spans"],
)
def make_tasks(nlp: Language, name: str) -> TaskReader:
    """Return the component that sets `doc._.outline`, `doc.spans["tasks"]` and `doc.spans["sections"]`."""
    return TaskReader()


class TaskReader:
    """The component `policy_tasks`."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        items: tuple[Item, ...] = doc._.items
        outline = read_outline(layout, items, doc._.clauses)
        doc._.outline = outline
        write_spans(doc, "tasks", ((t.start, t.end, "task", t.rule) for t in outline.tasks))
        headed = (items[section.item] for section in outline.sections)
        write_spans(doc, "sections", ((item.start, item.end, "section", "") for item in headed))
        return doc


Doc.set_extension("outline", default=None, force=True)
