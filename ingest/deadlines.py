"""Deadlines: by when a task is due, as written and as the last day it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ingest.clauses import Clauses
from ingest.dates import last_day
from ingest.layout import Layout
from ingest.outline import Outline
from ingest.rulebook import Rule, load_rules
from ingest.spans import write_spans
from ingest.tables import row_at
from ingest.tasks import Task

__all__ = ["Deadline", "read_deadlines"]

_TITLE = 100  # a title that began further back is closed
_DATE = re.compile(
    r"(?:(?:今年|明年|当年|本年)|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上中下]旬|上半年|下半年|年中|第?[一二三四1-4]季度)?(?:年?底|年末|末)?"
)
_NUMERIC = re.compile(r"(?P<year>20\d\d)(?P<point>[-./])(?P<month>\d{1,2})(?:(?P=point)(?P<day>\d{1,2}))?(?!\d)(?!年)")
_RANGE = re.compile(r"(?P<year>20\d\d)(?:年(?:\d{1,2}月?(?:\d{1,2}日?)?)?)?[-—–~至到]+(?=\d)")
_FIVE_YEARS = {"“十三五”": "2020年", "“十四五”": "2025年", "“十五五”": "2030年"}
# Every phrase holds one of these, which are few: the phrases are tried around them only. A pattern that begins with
# a character to look for, and looks back from it, runs over a text several times as fast as the other way round.
_SIGN = re.compile(
    r"[年月度末](?:(?<=20\d\d年)|(?<=\d月)|(?<=季度)|(?<=半年)|(?<=[今明当本]年)|(?<=[”期岁]末)|(?<=年)(?=[底末内]))"
)
_AROUND = 14, 60  # how far a phrase and what it is read by reach before and behind its sign
_LABEL_COLON = re.compile(r"[：为](?<=[限间期点度求排].)")
_LONGEST_LABEL = 10
_BEYOND = 60  # how far behind a phrase the words are read that stop it
_VALUE = re.compile(r"\n?为?(?P<when>[^；。，）〕\n\t]{2,30})")


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
        self.rules = rules = load_rules("deadlines")
        self.member = rules.pattern("clause_date")
        self.time_word = rules.pattern("time_word")
        label = load_rules("responsibilities").pattern("label_deadline").pattern
        self.label = re.compile(rf"(?:{label})$")
        numbered = r"(?:（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、])?"
        self.behind = re.compile(rf"[。；\n]*(?:（[^（）\n]{{4,30}}）|{numbered}(?:{label})：[^\n]{{2,30}})")

    def of_task(self, index: int, task: Task) -> Deadline | None:
        # （责任单位：…）（完成时限：…）: a bracket behind the clause belongs to it, or a line with the label.
        behind = self.behind.match(self.text, task.end)
        end = behind.end() if behind else task.end
        return self._stated(index, task, end) or self._in_text(index, task, end)

    def _stated(self, index: int, task: Task, end: int) -> Deadline | None:
        """In a table's column, after a label, or alone in the clause."""
        clause = self.clauses.clauses[task.clause] if task.clause is not None else None
        if clause is not None and clause.kind == "row":
            table, row = row_at(self.clauses.tables, clause.start)
            if cell := table.cell(row, "deadline"):
                return Deadline(index, *cell, self._date(self.text[slice(*cell)]), "column_deadline")
            return None
        for colon in _LABEL_COLON.finditer(self.text, task.start, end):
            value = _VALUE.match(self.text, colon.end())
            labelled = self.label.search(self.text[max(task.start, colon.start() - _LONGEST_LABEL) : colon.start()])
            if labelled and value and self.time_word.search(value["when"]):
                return Deadline(index, *value.span("when"), self._date(value["when"]), "label_deadline")
        if clause is not None and (m := self.member.search(self.text, clause.start, clause.end)):
            return Deadline(index, *m.span(), self._date(m[0]), "clause_date")
        return None

    def _in_text(self, index: int, task: Task, end: int) -> Deadline | None:
        for sign in _SIGN.finditer(self.text, task.start, end):
            first, last = max(task.start, sign.end() - _AROUND[0]), min(end, sign.end() + _AROUND[1])
            found: list[Deadline] = []
            for rule in self.rules["phrase"]:
                for m in rule.pattern.finditer(self.text, first, last):
                    date = self._date(m[0])
                    if self._holds(task.start, rule, m.start(), m.end()) and not self._is_past(date):
                        found.append(Deadline(index, m.start(), m.end(), date, rule.name))
                        break
            if found:
                return min(found, key=lambda d: (d.start, -d.end))
        return None

    def _is_past(self, date: str | None) -> bool:
        return date is not None and self.year is not None and int(date[:4]) < self.year

    def _holds(self, task: int, phrase: Rule, start: int, end: int) -> bool:
        if self.text[start - 1 : start].isdigit():
            return False
        before = self.text[max(task, start - 6) : start]
        after = self.text[end : end + _BEYOND]
        # A rule without `means` stops every phrase; "limit" all but goals, which are never favours.
        for rule in self.rules["stop_before"]:
            if rule.means in ("", phrase.means) and rule.pattern.search(before):
                return False
        for rule in self.rules["stop_after"]:
            if (not rule.means or phrase.means != "goal") and rule.pattern.match(after):
                return False
        # Inside a title a date says nothing about the task.
        title = self.text.rfind("《", max(task, start - _TITLE), start)
        return title < 0 or self.text.find("》", title, start) >= 0

    def _date(self, phrase: str) -> str | None:
        if m := _NUMERIC.match(phrase):
            return last_day(f"{m['year']}年{m['month']}月" + (f"{m['day']}日" if m["day"] else ""), None)
        year = self.year
        if m := _RANGE.match(phrase):
            # 2021年3月—12月 is due at its end.
            year = int(m["year"])
            phrase = phrase[m.end() :]
        for name, last in _FIVE_YEARS.items():
            phrase = phrase.replace(name, last)
        phrase = re.sub(r"^(?:力争|争取|确保|于|在|到|至|截至)+", "", phrase)
        phrase = phrase.replace("年内", "年底").replace("期末", "末")
        m = _DATE.match(phrase)
        if not m or not m[0]:
            return None
        written = m[0]
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
        write_spans(doc, "deadlines", ((d.start, d.end, "deadline", d.rule) for d in doc._.deadlines))
        return doc


Doc.set_extension("deadlines", default=(), force=True)
