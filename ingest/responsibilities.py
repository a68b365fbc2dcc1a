"""Roles: which unit of a clause leads, which support, which are responsible with no lead stated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Role
from ingest.agencies import Name
from ingest.clauses import Clause, Clauses
from ingest.conventions import Convention
from ingest.duty_verbs import duty_verb_in
from ingest.layout import Layout
from ingest.spans import write_spans

__all__ = ["Assignment", "assign_roles"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit's role in a clause; `clause` is the clause's index, `start`–`end` the name in the layout's text."""

    clause: int
    start: int
    end: int
    role: Role
    rule: str


def assign_roles(text: str, clauses: Clauses) -> tuple[Assignment, ...]:
    """Give every unit of every clause its role.

    Args:
        text: the layout's text.
        clauses: the clauses and the conventions that hold over them.

    Returns:
        Assignments in the order of the text, each unit once a clause.
    """
    out: list[Assignment] = []
    conventions = sorted(clauses.conventions, key=lambda c: c.holds_from)
    for index, clause in enumerate(clauses.clauses):
        known = bisect_right(conventions, clause.start, key=lambda c: c.holds_from)
        convention = conventions[known - 1] if known else None
        seen: set[str] = set()
        for name, role, rule in _roles(text, clause, convention):
            start, end = _unmarked(text, name, convention)
            if text[start:end] not in seen:
                seen.add(text[start:end])
                out.append(Assignment(index, start, end, role, rule))
    return tuple(out)


def _roles(text: str, clause: Clause, convention: Convention | None) -> Iterable[tuple[Name, Role, str]]:
    noted = any(_note_role(n.note) == "lead" for g in clause.groups for n in g.names)
    stated = noted or any(g.means == "lead" for g in clause.groups)
    marked = (
        convention is not None
        and convention.mark
        and any(_is_marked(text, n, convention.mark) for g in clause.groups for n in g.names)
    )
    first = not stated and convention is not None and not convention.mark
    for group in clause.groups:
        for name in group.names:
            if (noted_role := _note_role(name.note)) is not None:
                yield name, noted_role, "noted"
            elif convention is not None and marked:
                lead = _is_marked(text, name, convention.mark)
                yield name, "lead" if lead else "support", convention.rule
            elif group.means in ("lead", "support"):
                yield name, "lead" if group.means == "lead" else "support", group.rule
            elif first and convention is not None:
                yield name, "lead", convention.rule
                first = False
            elif convention is not None and not convention.mark and not stated:
                yield name, "support", convention.rule
            elif stated:
                # The lead is stated, so those who are only named beside it support.
                yield name, "support", group.rule or "beside_lead"
            else:
                yield name, "responsible", group.rule or "listed"


def _note_role(note: str) -> Role | None:
    """The role in a bracket after a name: 省科技厅（牵头）."""
    if not note:
        return None
    rule = duty_verb_in(note)
    if rule is None:
        return "lead" if "主" in note else "support"
    return "lead" if rule.means == "lead" else "support" if rule.means == "support" else "responsible"


def _is_marked(text: str, name: Name, mark: str) -> bool:
    return text[name.start] == mark or text[name.end - 1] == mark


def _unmarked(text: str, name: Name, convention: Convention | None) -> tuple[int, int]:
    start, end = name.start, name.end
    mark = convention.mark if convention else ""
    while mark and start < end and text[start] == mark:
        start += 1
    while mark and start < end and text[end - 1] == mark:
        end -= 1
    return start, end


@Language.factory(
    "policy_responsibilities",
    requires=["doc._.layout", "doc._.clauses"],
    assigns=["doc._.assignments", "doc.spans"],
)
def make_responsibilities(nlp: Language, name: str) -> ResponsibilityReader:
    """Return the component that sets `doc._.assignments` and `doc.spans["responsibilities"]`."""
    return ResponsibilityReader()


class ResponsibilityReader:
    """The component `policy_responsibilities`; a span's label is the role, its id the rule."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.assignments = assign_roles(layout.text, doc._.clauses)
        write_spans(doc, "responsibilities", ((a.start, a.end, a.role, a.rule) for a in doc._.assignments))
        return doc


Doc.set_extension("assignments", default=(), force=True)
