"""Deadlines: by when a task is due, as written and as the last day it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.clauses import Clauses
from ingest.dates import last_day
from ingest.layout import Layout
from ingest.outline import Outline
from ingest.rulebook import load_rules
from ingest.tasks import Task

__all__ = ["Deadline", "read_deadlines"]

_TITLE = 100  # a title that began further back is closed
_DATE = re.compile(
    r"(?:(?:今年|明年|当年|本年)|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上中下]旬|上半年|下半年|年中|第?[一二三四1-4]季度)?(?:年?底|年末|末)?"
)
_FIVE_YEARS = {"“十三五”": "2020年", "“十四五”": "2025年", "“十五五”": "2030年"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in the layout's text; `task` is the task's index."""

    task: int
    start: int
    end: int
    date: str | None
    rule: str


def read_deadlines(layout: Layout, outline: Outline, clauses: Clauses, *, year: int | None) -> tuple[Deadline, ...]:
    """Find the first deadline of every task: a label or column for it, else a phrase in its text.

    Args:
        layout: the text.
        outline: the tasks.
        clauses: the clauses, for labels (完成时限：) and columns.
        year: the document's own, in which 6月底前 is read.

    Returns:
        At most one deadline a task.
    """
    reader = _Reader(layout, clauses, year)
    found = []
    for index, task in enumerate(outline.tasks):
        if (deadline := reader.of_task(index, task)) is not None:
            found.append(deadline)
    return tuple(found)


class _Reader:
    def __init__(self, layout: Layout, clauses: Clauses, year: int | None) -> None:
        self.text, self.clauses, self.year = layout.text, clauses, year
        rules = load_rules("deadlines")
        self.phrases = rules["phrase"]
        self.stop_before = rules.pattern("past_before")
        self.stop_after = rules.pattern("favour_after")
        label = load_rules("responsibilities").pattern("label_deadline").pattern
        self.label = re.compile(rf"(?:{label})：?(?P<when>[^；。，）〕\n\t]{{2,30}})")

    def of_task(self, index: int, task: Task) -> Deadline | None:
        return self._stated(index, task) or self._in_text(index, task)

    def _stated(self, index: int, task: Task) -> Deadline | None:
        """In a table's column or after a label in the clause."""
        if task.clause is None:
            return None
        clause = self.clauses.clauses[task.clause]
        if clause.kind == "row":
            table = next(t for t in self.clauses.tables if t.start <= clause.start < t.end)
            row = next(r for r in table.rows if r.start == clause.start)
            if cell := table.cell(row, "deadline"):
                return Deadline(index, *cell, self._date(self.text[slice(*cell)]), "column_deadline")
            return None
        if m := self.label.search(self.text, clause.start, clause.end):
            return Deadline(index, m.start("when"), m.end("when"), self._date(m["when"]), "label_deadline")
        return None

    def _in_text(self, index: int, task: Task) -> Deadline | None:
        found: list[Deadline] = []
        for rule in self.phrases:
            for m in rule.pattern.finditer(self.text, task.start, task.end):
                if self._holds(task, m.start(), m.end()):
                    found.append(Deadline(index, m.start(), m.end(), self._date(m[0]), rule.name))
                    break
        return min(found, key=lambda d: (d.start, -d.end), default=None)

    def _holds(self, task: Task, start: int, end: int) -> bool:
        before = self.text[max(task.start, start - 6) : start]
        after = self.text[end : min(end + 12, task.end)]
        if self.text[start - 1 : start].isdigit() or self.stop_before.search(before) or self.stop_after.match(after):
            return False
        # Inside a title a date says nothing about the task.
        title = self.text.rfind("《", max(task.start, start - _TITLE), start)
        return title < 0 or self.text.find("》", title, start) >= 0

    def _date(self, phrase: str) -> str | None:
        for name, last in _FIVE_YEARS.items():
            phrase = phrase.replace(name, last)
        phrase = re.sub(r"^(?:力争|争取|确保|于|在|到|至|截至)+", "", phrase)
        phrase = phrase.replace("年内", "年底")
        m = _DATE.match(phrase)
        if not m or not m[0]:
            return None
        written = m[0]
        year: int | None = self.year
        if year is not None and written.startswith("明年"):
            year += 1
        return last_day(re.sub(r"^(?:今年|明年|当年|本年)", "", written) or "年底", year)


@Language.factory(
    "policy_deadlines",
    requires=["doc._.layout", "doc._.head", "doc._.clauses", "doc._.outline"],
    assigns=["doc._.deadlines", "doc.spans"],
)
def make_deadlines(nlp: Language, name: str) -> DeadlineReader:
    """Return the component that sets `doc._.deadlines` and `doc.spans["deadlines"]`."""
    return DeadlineReader()


class DeadlineReader:
    """The component `policy_deadlines`; a span's id is the rule."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.deadlines = read_deadlines(layout, doc._.outline, doc._.clauses, year=doc._.head.year)
        doc.spans["deadlines"] = [
            Span(doc, *layout.span(d.start, d.end), label="deadline", span_id=d.rule) for d in doc._.deadlines
        ]
        return doc


Doc.set_extension("deadlines", default=(), force=True)
