"""The record of a document, assembled from what the components of the pipeline left on its Doc."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from graph.identifiers import document_id
from ingest.agencies import is_unit
from ingest.identity import resolve
from ingest.record import (
    CitationRecord,
    DeadlineRecord,
    DocumentRecord,
    ExtractionRecord,
    ResponsibilityRecord,
    SectionRecord,
    TargetRecord,
    TaskRecord,
    WarningRecord,
)
from ingest.tokenizer import text_of

__all__ = ["record_of"]


def record_of(doc: Doc, source: str) -> ExtractionRecord:
    """Turn what the pipeline wrote on a Doc into a record.

    Args:
        doc: from the pipeline.
        source: the document's file name.

    Returns:
        The record.
    """
    return _Record(doc, source).build()


class _Record:
    def __init__(self, doc: Doc, source: str) -> None:
        self.source, self.text = source, text_of(doc)
        left = doc._
        self.layout, self.head, self.items, self.outline = left.layout, left.head, left.items, left.outline
        self.clauses, self.assignments, self.deadlines = left.clauses, left.assignments, left.deadlines
        self.mentions, self.targets = left.mentions, left.targets
        self.paths: dict[int, str] = {}
        self.id = document_id(
            doc_number=self.head.number, title=self.head.title, issuers=self.head.issuers, source=source
        )
        self.used: Counter[str] = Counter()

    def build(self) -> ExtractionRecord:
        section_ids = self._section_ids()
        tasks = self._tasks(section_ids)
        return ExtractionRecord(
            document=self._document(),
            text=self.text,
            sections=self._sections(section_ids),
            tasks=tasks,
            citations=self._citations(tasks),
            targets=self._targets(tasks),
            warnings=self._warnings(tasks),
        )

    def _document(self) -> DocumentRecord:
        head = self.head
        return DocumentRecord(
            id=self.id,
            title=head.title,
            doc_number=head.number,
            issuers=head.issuers,
            issued=head.issued,
            jurisdiction=head.jurisdiction,
            kind=head.kind,
            period=head.period,
            validity=head.validity,
            source=self.source,
        )

    def _unique(self, path: str) -> str:
        """An id from a path; the second of the same path gets ~2."""
        self.used[path] += 1
        n = self.used[path]
        return f"{self.id}#{path}" if n == 1 else f"{self.id}#{path}~{n}"

    def _path(self, item: int | None) -> str:
        if item is None:
            return ""
        if item not in self.paths:
            one = self.items[item]
            own = one.number or self._plain(one.title_start, one.title_end)[:12] or one.style
            above = self._path(one.parent)
            self.paths[item] = f"{above}/{own}" if above else own
        return self.paths[item]

    def _section_ids(self) -> dict[int, str]:
        return {s.item: self._unique(self._path(s.item)) for s in self.outline.sections}

    def _sections(self, ids: dict[int, str]) -> tuple[SectionRecord, ...]:
        out = []
        for s in self.outline.sections:
            item = self.items[s.item]
            start, end = self.layout.span(item.start, max(item.end, item.start + 1))
            out.append(
                SectionRecord(
                    id=ids[s.item],
                    number=item.number,
                    title=self._plain(item.title_start, item.title_end),
                    level=s.level,
                    parent=ids[s.parent] if s.parent is not None else None,
                    start=start,
                    end=end,
                    rule=item.style,
                )
            )
        return tuple(out)

    def _plain(self, start: int, end: int) -> str:
        """A stretch as written, its line breaks and spaces dropped."""
        text, offsets = self.layout.text[start:end], self.layout.offsets[start:end]
        if text and "\n" not in text and offsets[-1] - offsets[0] == len(text) - 1:
            written = self.text[offsets[0] : offsets[-1] + 1]
        else:
            written = "".join(self.text[o] for c, o in zip(text, offsets, strict=True) if c != "\n")
        return written.rstrip("。；，：、")

    def _section_of(self, item: int | None, ids: dict[int, str], *, is_task: bool) -> str | None:
        if item is not None and is_task:
            item = self.items[item].parent
        while item is not None and item not in ids:
            item = self.items[item].parent
        return ids[item] if item is not None else None

    def _tasks(self, ids: dict[int, str]) -> tuple[TaskRecord, ...]:
        by_clause: dict[int, list[ResponsibilityRecord]] = {}
        for a in self.assignments:
            start, end = self.layout.span(a.start, a.end)
            body = resolve(
                self.layout.text[a.start : a.end], jurisdiction=self.head.jurisdiction, date=self.head.issued
            )
            by_clause.setdefault(a.clause, []).append(
                ResponsibilityRecord(
                    agency=self.text[start:end],
                    canonical=body.canonical,
                    kind=body.kind,
                    role=a.role,
                    rule=a.rule,
                    start=start,
                    end=end,
                )
            )
        out = []
        parts: Counter[int] = Counter()
        shared = Counter(t.item for t in self.outline.tasks if t.item is not None)
        due = {
            d.task: DeadlineRecord(self.text[a:b], d.date, a, b)
            for d in self.deadlines
            for a, b in [self.layout.span(d.start, d.end)]
        }
        for index, t in enumerate(self.outline.tasks):
            path = self._path(t.item)
            if t.rule == "table_row":
                path = "/".join(p for p in (path, t.number or "行") if p)
            elif t.item is None:
                path = "段"
            elif shared[t.item] > 1:
                parts[t.item] += 1
                path = f"{path}-{parts[t.item]}"
            start, end = self.layout.span(t.start, t.end)
            out.append(
                TaskRecord(
                    id=self._unique(path),
                    number=t.number,
                    title=self._plain(t.title_start, t.title_end),
                    text=self.text[start:end],
                    start=start,
                    end=end,
                    section=self._section_of(t.item, ids, is_task=t.rule != "table_row" and t.item not in ids),
                    deadline=due.get(index),
                    responsibilities=tuple(by_clause.get(t.clause, ())) if t.clause is not None else (),
                    rule=t.rule,
                )
            )
        return tuple(out)

    def _citations(self, tasks: tuple[TaskRecord, ...]) -> tuple[CitationRecord, ...]:
        out = []
        for m in self.mentions:
            task = self.outline.task_at(m.start)
            start, end = self.layout.span(m.start, m.end)
            out.append(
                CitationRecord(
                    title=m.title,
                    doc_number=m.number,
                    relation=m.relation,
                    task=None if task is None else tasks[task].id,
                    start=start,
                    end=end,
                    rule=m.rule,
                    stands_for=m.stands_for,
                )
            )
        return tuple(out)

    def _targets(self, tasks: tuple[TaskRecord, ...]) -> tuple[TargetRecord, ...]:
        out = []
        numbers: Counter[str] = Counter()
        for t in self.targets:
            owner = self.id if t.task is None else tasks[t.task].id
            numbers[owner] += 1
            start, end = self.layout.span(t.start, t.end)
            out.append(
                TargetRecord(
                    id=f"{owner}#t{numbers[owner]}",
                    indicator=t.indicator,
                    value=t.value,
                    value_to=t.value_to,
                    unit=t.unit,
                    comparator=t.comparator,
                    year=t.year,
                    year_inherited=t.inherited,
                    baseline=t.baseline,
                    task=None if t.task is None else owner,
                    text=self.text[start:end],
                    start=start,
                    end=end,
                    rule=t.rule,
                )
            )
        return tuple(out)

    def _warnings(self, tasks: tuple[TaskRecord, ...]) -> tuple[WarningRecord, ...]:
        """What a reader of the record should look at again."""
        found = []
        if not tasks:
            found.append(WarningRecord("no_tasks", "没有找到任务：文中没有编号的任务，也没有责任分工。"))
        for title, a, b in self.head.further:
            start, end = self.layout.span(a, b)
            message = f"文件中还有另一份公文《{title}》，请分成单独的文件。"
            found.append(WarningRecord("several_documents", message, start, end))
        for a, b in self.clauses.unread:
            start, end = self.layout.span(a, b)
            found.append(WarningRecord("empty_clause", f"责任分工中没有读到单位：{self.text[start:end]}", start, end))
        for task in tasks:
            for r in task.responsibilities:
                if r.canonical is None and r.kind is None and not is_unit(r.agency):
                    found.append(WarningRecord("unknown_unit", f"“{r.agency}”不像单位名称，请核对。", r.start, r.end))
        if broken := self.text.count("\ufffd"):
            found.append(WarningRecord("unreadable", f"文中有 {broken} 个字符无法识别，可能是编码有误。"))
        return tuple(found)
