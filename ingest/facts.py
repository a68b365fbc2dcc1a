"""A record's facts as the graph keeps them: mentions become agencies, positions become order."""

from __future__ import annotations

from graph.identifiers import agency_id, fold, unresolved_agency_id
from graph.model import (
    Agency,
    Citation,
    Document,
    DocumentFacts,
    Responsibility,
    Section,
    Target,
    Task,
)
from ingest.identity import Resolution, resolve
from ingest.record import ExtractionRecord

__all__ = ["facts_of"]


def facts_of(record: ExtractionRecord, *, sha256: str, reader: str) -> DocumentFacts:
    """Turn a record into the facts that the store takes: mentions become agencies, positions become order.

    Args:
        record: what `ingest.pipeline.extract` returned.
        sha256: of the file's bytes, hexadecimal.
        reader: `fingerprint()` of the rules that read it.

    Returns:
        The document's facts; an agency that has one role in a task twice keeps the first mention.
    """
    head = record.document
    period_from, period_to = head.period or (None, None)
    document = Document(
        id=head.id,
        title=head.title,
        doc_number=head.doc_number,
        issued=head.issued,
        jurisdiction=head.jurisdiction,
        kind=head.kind,
        period_from=period_from,
        period_to=period_to,
        source=head.source,
        sha256=sha256,
        reader=reader,
        text=record.text,
    )
    agencies: dict[str, Agency] = {}

    def agency_of(mention: str) -> str:
        found = resolve(mention, jurisdiction=head.jurisdiction, date=head.issued)
        # Where the text does not say of which place it is, a 市财政局 is this document's alone.
        agency = _agency(found, head.jurisdiction, scope=head.jurisdiction or head.id)
        agencies[agency.id] = agency
        return agency.id

    issuers = tuple(dict.fromkeys(agency_of(issuer) for issuer in head.issuers))
    responsibilities: dict[tuple[str, str, str], Responsibility] = {}
    for task in record.tasks:
        for r in task.responsibilities:
            one = Responsibility(agency_of(r.agency), task.id, r.role, r.agency, r.rule, r.start, r.end)
            responsibilities.setdefault((task.id, one.agency, one.role), one)
    return DocumentFacts(
        document=document,
        sections=tuple(
            Section(s.id, s.parent, s.number, s.title, s.level, s.start, s.end, s.rule) for s in record.sections
        ),
        tasks=tuple(
            Task(
                id=t.id,
                section=t.section,
                position=n,
                number=t.number,
                title=t.title,
                text=t.text,
                start=t.start,
                end=t.end,
                rule=t.rule,
                deadline=t.deadline.date if t.deadline else None,
                deadline_text=t.deadline.text if t.deadline else None,
            )
            for n, t in enumerate(record.tasks, start=1)
        ),
        agencies=tuple(agencies.values()),
        issuers=issuers,
        responsibilities=tuple(responsibilities.values()),
        citations=tuple(
            Citation(c.title, c.doc_number, c.relation, c.task, c.rule, c.start, c.end) for c in record.citations
        ),
        targets=tuple(
            Target(
                id=t.id,
                task=t.task,
                indicator=t.indicator,
                value=t.value,
                value_to=t.value_to,
                unit=t.unit,
                comparator=t.comparator,
                year=t.year,
                year_inherited=t.year_inherited,
                baseline=t.baseline,
                text=t.text,
                start=t.start,
                end=t.end,
                rule=t.rule,
            )
            for t in record.targets
        ),
    )


def _agency(found: Resolution, jurisdiction: str | None, *, scope: str) -> Agency:
    if found.canonical is not None:
        return Agency(
            id=agency_id(found.canonical),
            name=found.canonical,
            kind=found.kind or "unresolved",
            jurisdiction=found.jurisdiction,
            level=found.level,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
            spellings=found.spellings,
        )
    return Agency(
        id=unresolved_agency_id(found.mention, scope),
        name=fold(found.mention),
        kind=found.kind if found.kind in ("collective", "role") else "unresolved",
        jurisdiction=jurisdiction,
        level=None,
        valid_from=None,
        valid_to=None,
        spellings=(),
    )
