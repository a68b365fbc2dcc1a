"""What the facts of a document must fulfil before any store takes them: the same for every store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from graph.errors import FactRefused
from graph.model import ROLES, DocumentFacts, Relation

__all__ = ["refuse_unsound"]

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REFORMS = frozenset(("merged", "renamed", "split", "abolished"))
_RELATIONS = frozenset(get_args(Relation))
_COMPARATORS = frozenset(("=", ">=", "<=", ">", "<", "~"))
_MOST = 1e18  # of a number: beyond, no store counts in whole numbers


def refuse_unsound(facts: DocumentFacts) -> None:
    """Refuse facts that contradict themselves or their text.

    Args:
        facts: everything a document states.

    Raises:
        FactRefused: an offset outside the text, words of no length, a period or validity that ends before it begins, a
            date, role, relation, comparator, reform or number that is none, an id, place or role that stands twice, or
            a fact about a task or agency that is not among the facts; the first of them.
    """
    fault = next(_faults(facts), None)
    if fault is not None:
        raise FactRefused(f"{facts.document.id} was refused: {fault}")


def _faults(facts: DocumentFacts) -> Iterator[str]:
    document = facts.document
    if not document.held or document.text is None or document.source is None or document.sha256 is None:
        yield "a held document needs its text, source and sha256"
    for day in (document.issued, document.effective_from, document.expires):
        if day is not None and not _DAY.fullmatch(day):
            yield f"its date {day!r} is not of the form YYYY-MM-DD"
    begins, ends = document.period_from, document.period_to
    if begins is not None and ends is not None and begins > ends:
        yield f"its period ends ({ends}) before it begins ({begins})"
    length = len(document.text or "")
    words = [(one.start, one.end) for one in facts.responsibilities]
    words += [(citation.start, citation.end) for citation in facts.citations]
    words += [(target.start, target.end) for target in facts.targets]
    placed = [(section.start, section.end) for section in facts.sections]
    placed += [(task.start, task.end) for task in facts.tasks]
    for start, end in placed + words:
        if not 0 <= start <= end <= length:
            yield f"{start}–{end} is outside its text of {length} characters"
    for start, end in words:
        if start == end:
            yield f"a fact at {start} rests on no words"
    for section in facts.sections:
        if section.level < 1:
            yield f"the section {section.id!r} has the level {section.level}"
    owned = [one.id for one in facts.sections] + [one.id for one in facts.tasks] + [one.id for one in facts.targets]
    for name, times in Counter(owned).items():
        if times > 1:
            yield f"the id {name!r} stands {times} times"
    for position, times in Counter(task.position for task in facts.tasks).items():
        if position < 1 or times > 1:
            yield f"{times} of its tasks have the position {position}"
    tasks, agencies = {task.id for task in facts.tasks}, {agency.id for agency in facts.agencies}
    for one in facts.responsibilities:
        if one.task not in tasks or one.agency not in agencies or one.role not in ROLES:
            yield f"{one.agency!r} has the role {one.role!r} in {one.task!r}, which is not among its facts"
    for (task, body, role), times in Counter(
        (one.task, one.agency, one.role) for one in facts.responsibilities
    ).items():
        if times > 1:
            yield f"{body!r} has the role {role!r} in {task!r} {times} times"
    for agency in facts.agencies:
        if agency.valid_from and agency.valid_to and agency.valid_from > agency.valid_to:
            yield f"{agency.id!r} ends ({agency.valid_to}) before it begins ({agency.valid_from})"
    for change in facts.successions:
        if change.old not in agencies or change.new not in agencies or change.old == change.new:
            yield f"{change.old!r} is succeeded by {change.new!r}, which is not another of its agencies"
        if change.kind not in _REFORMS:
            yield f"{change.old!r} is succeeded by a reform of the kind {change.kind!r}"
    for former in facts.former_names:
        if former.agency not in agencies:
            yield f"{former.name!r} was a name of {former.agency!r}, which is not among its facts"
    for issuer in facts.issuers:
        if issuer not in agencies:
            yield f"its issuer {issuer!r} is not among its facts"
    for target in facts.targets:
        if target.comparator not in _COMPARATORS or (target.task is not None and target.task not in tasks):
            yield f"the target {target.id!r} has the comparator {target.comparator!r} and the task {target.task!r}"
        numbers = (target.value, target.value_to, target.baseline, target.year)
        if not all(number is None or abs(number) < _MOST for number in numbers):
            yield f"the target {target.id!r} has a number that is none: {', '.join(map(str, numbers))}"
    for citation in facts.citations:
        if not citation.title and not citation.doc_number:
            yield f"a citation at {citation.start} has neither title nor number"
        if citation.relation not in _RELATIONS:
            yield f"a citation at {citation.start} has the relation {citation.relation!r}"
