"""A record's facts as the graph keeps them: mentions become agencies, positions become order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.identifiers import agency_id, fold, unresolved_agency_id
from graph.model import (
    Agency,
    Citation,
    Document,
    DocumentFacts,
    FormerName,
    Responsibility,
    Section,
    Succession,
    Target,
    Task,
)
from ingest.candidates import candidates_for
from ingest.identity import Resolution, resolve
from ingest.record import ExtractionRecord
from ingest.successions import former_spellings, successors_of
from ingest.validity import days_of_validity

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
    effective_from, expires = days_of_validity(head.validity, issued=head.issued)
    document = Document(
        id=head.id,
        title=head.title,
        doc_number=head.doc_number,
        issued=head.issued,
        jurisdiction=head.jurisdiction,
        kind=head.kind,
        period_from=period_from,
        period_to=period_to,
        effective_from=effective_from,
        expires=expires,
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
        if agency.kind == "unresolved":
            agency = replace(agency, candidates=candidates_for(mention, head.jurisdiction))
        agencies[agency.id] = agency
        return agency.id

    issuers = tuple(dict.fromkeys(agency_of(issuer) for issuer in head.issuers))
    responsibilities: dict[tuple[str, str, str], Responsibility] = {}
    for task in record.tasks:
        for r in task.responsibilities:
            one = Responsibility(agency_of(r.agency), task.id, r.role, r.agency, r.rule, r.start, r.end)
            responsibilities.setdefault((task.id, one.agency, one.role), one)
    successions = tuple(_heirs(agencies))
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
            Citation(work.title, work.doc_number, c.relation, c.task, c.rule, c.start, c.end)
            for c in record.citations
            for work in (c.stands_for or c,)
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
        successions=successions,
        former_names=tuple(_former_names(agencies.values())),
    )


def _heirs(agencies: dict[str, Agency]) -> Iterator[Succession]:
    """Add to the agencies what took over from them, down to the bodies of today; yield each step."""
    waiting = list(agencies.values())
    while waiting:
        old = waiting.pop()
        for step in successors_of(old.name, old.jurisdiction):
            heir = _agency(resolve(step.new, jurisdiction=None, date=None), None, scope=step.new)
            yield Succession(old.id, heir.id, step.date, step.kind, step.source)
            if heir.id not in agencies:
                agencies[heir.id] = heir
                waiting.append(heir)


def _former_names(agencies: Iterable[Agency]) -> Iterator[FormerName]:
    for agency in agencies:
        known = {fold(name) for name in agency.spellings}
        for spelling, step in former_spellings(agency.name, agency.jurisdiction):
            if fold(spelling) not in known:
                yield FormerName(agency.id, spelling, step.old, step.date, step.kind, step.source)


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
