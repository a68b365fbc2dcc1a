"""How one document's facts replace what the store held of it: the order of steps, the same for every store.

A store brings a `Transaction` (named statements, read and write); this module says what is done in it. So the two
stores cannot come to differ in what loading, replacing and removing mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol

from graph.identifiers import fold
from graph.linking import HeldName, cited_document, document_names, names_itself, stub_title
from graph.model import Document, DocumentFacts
from graph.paragraphs import paragraphs_of
from graph.soundness import refuse_unsound

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["Row", "Transaction", "remove_document", "replace_document"]

Row = dict[str, Any]
_Cited = tuple[str, str | None, str | None]  # a document, and the title and number under which it is cited


class Transaction(Protocol):
    """Named statements inside one transaction of a store."""

    def read(self, name: str, /, **parameters: Any) -> list[Row]:
        """Run a reading statement and return its rows."""
        ...

    def write(self, name: str, rows: Sequence[Row]) -> None:
        """Run a writing statement once for each row."""
        ...


_CLEARING = (
    "clear_targets",
    "clear_citations",
    "clear_responsibilities",
    "clear_tasks",
    "clear_sections",
    "clear_paragraphs",
    "clear_issued",
    "clear_document_names",
)


def replace_document(transaction: Transaction, facts: DocumentFacts) -> None:
    """Put one document's facts in place of whatever the store held of it.

    Args:
        transaction: an open transaction; nothing is visible to others until the store commits it.
        facts: everything the document states.

    Raises:
        FactRefused: the facts are not sound; nothing was written.
    """
    refuse_unsound(facts)
    document = facts.document
    before = _clear(transaction, document.id)
    named = {agency.id for agency in facts.agencies}
    touched = before.agencies | named | _ids(transaction.read("heirs_of", agencies=sorted(named)))  # by older tables
    transaction.write("put_document", [_row(document)])
    names = document_names(title=document.title, doc_number=document.doc_number)
    transaction.write("put_document_name", [{"document": document.id, "name": n, "own": True} for n in names])
    _put_owned(transaction, facts)
    respelt = _put_agencies(transaction, facts)
    citations = _put_citations(transaction, facts)
    lost = {cited for cited, *_ in before.citations - {_as_cited(row) for row in citations}}
    sharing = _ids(transaction.read("documents_sharing_names", names=list(names)))
    renewed = _relink(transaction, before.sharing | sharing, also=lost)
    _name_as_cited(transaction, [row for row in citations if row["cited"] not in renewed])
    unsaid = before.mentions - {(r.agency, r.mention) for r in facts.responsibilities}
    _renew_mentions(transaction, {agency for agency, _ in unsaid} | respelt)
    _drop_unused(transaction, touched)


def remove_document(transaction: Transaction, document: str) -> None:
    """Take a document out; where others cite it, a stub stays in its place.

    Args:
        transaction: an open transaction.
        document: the document's id.
    """
    before = _clear(transaction, document)
    transaction.write("put_document", [_stub(document)])
    _relink(transaction, before.sharing | {document}, also={cited for cited, *_ in before.citations})
    _renew_mentions(transaction, {agency for agency, _ in before.mentions})
    _drop_unused(transaction, before.agencies)


@dataclass(frozen=True, slots=True)
class _Before:
    """What a document touched before it is replaced.

    By id its agencies and their heirs, and the documents that share a name with it; how it mentions each agency; and
    which documents it cites under which title and number.
    """

    agencies: set[str]
    mentions: set[tuple[str, str]]
    citations: set[_Cited]
    sharing: set[str]


def _clear(transaction: Transaction, document: str) -> _Before:
    if not any(state["held"] for state in transaction.read("document_states", documents=[document])):
        transaction.write("clear_document_names", [{"document": document}])
        return _Before(set(), set(), set(), {document})
    named = _ids(transaction.read("agencies_named_by", document=document))
    before = _Before(
        agencies=_ids(transaction.read("heirs_of", agencies=sorted(named))),
        mentions={(row["agency"], row["mention"]) for row in transaction.read("mentions_in", document=document)},
        citations={_as_cited(row) for row in transaction.read("cited_by_document", document=document)},
        sharing=_ids(transaction.read("documents_sharing_names_with", document=document)),
    )
    for name in _CLEARING:
        transaction.write(name, [{"document": document}])
    return before


def _put_owned(transaction: Transaction, facts: DocumentFacts) -> None:
    owned = {"document": facts.document.id}
    transaction.write("put_section", [_row(section) | owned for section in facts.sections])
    transaction.write("put_task", [_row(task) | owned for task in facts.tasks])
    transaction.write("put_paragraph", [_row(paragraph) | owned for paragraph in paragraphs_of(facts)])
    transaction.write("put_target", [_row(target) | owned for target in facts.targets])


def _put_agencies(transaction: Transaction, facts: DocumentFacts) -> set[str]:
    """Write the agencies and what they do; return those that had other spellings before, which lost all their names."""
    rows = [_row(agency) for agency in facts.agencies]
    for row in rows:
        del row["spellings"]
        row["candidates"] = "；".join(row["candidates"]) or None
    transaction.write("put_agency", rows)
    # What follows from the body itself is written anew: newer tables may know better.
    for name in ("clear_former_names", "clear_successions"):
        transaction.write(name, rows)
    respelt = _respell(transaction, {a.id: {fold(name) for name in (a.name, *a.spellings)} for a in facts.agencies})
    transaction.write("put_former_name", [_row(f) | {"name": fold(f.name)} for f in facts.former_names])
    transaction.write("put_succession", [_row(change) for change in facts.successions])
    issued = [{"agency": a, "document": facts.document.id, "position": n} for n, a in enumerate(facts.issuers, start=1)]
    transaction.write("put_issued", issued)
    transaction.write("put_responsibility", [_row(r) for r in facts.responsibilities])
    _put_names(transaction, [(r.agency, fold(r.mention)) for r in facts.responsibilities], mentioned=True)
    return respelt


def _respell(transaction: Transaction, spellings: dict[str, set[str]]) -> set[str]:
    """Write the spellings of agencies where the store has others; return the agencies that it had others of."""
    known: dict[str, set[str]] = {}
    for row in transaction.read("spellings_of", agencies=sorted(spellings)):
        known.setdefault(row["agency"], set()).add(row["name"])
    changed = [agency for agency, names in spellings.items() if known.get(agency) != names]
    transaction.write("clear_agency_names", [{"id": agency} for agency in changed])
    _put_names(transaction, [(a, name) for a in changed for name in sorted(spellings[a])], mentioned=False)
    return known.keys() & set(changed)


def _put_names(transaction: Transaction, names: Iterable[tuple[str, str]], *, mentioned: bool) -> None:
    rows = [{"agency": agency, "name": name, "mentioned": mentioned} for agency, name in dict.fromkeys(names)]
    transaction.write("put_agency_name", rows)


def _put_citations(transaction: Transaction, facts: DocumentFacts) -> list[Row]:
    """Write the citations, each to the document it means; return them with the ids they point to."""
    document = facts.document
    rows = [
        _row(citation) | {"id": f"{document.id}#c{n}", "citing": document.id}
        for n, citation in enumerate(facts.citations, start=1)
        if not names_itself(
            title=citation.title,
            doc_number=citation.doc_number,
            own_title=document.title,
            own_number=document.doc_number,
        )
    ]
    for row, cited in zip(rows, _meant(transaction, rows), strict=True):
        row["cited"] = cited
    _put_missing_stubs(transaction, {row["cited"] for row in rows})
    transaction.write("put_citation", rows)
    return rows


def _meant(transaction: Transaction, citations: Sequence[Row]) -> list[str]:
    """Ask which document each citation means, all at once."""
    names = [document_names(title=row["title"], doc_number=row["doc_number"]) for row in citations]
    held: dict[str, list[HeldName]] = {}
    for row in transaction.read("held_under_names", names=sorted(set().union(*names))) if citations else ():
        held.setdefault(row["name"], []).append(HeldName(row["name"], row["id"], row["doc_number"]))
    return [
        cited_document(
            title=row["title"], doc_number=row["doc_number"], held=[one for name in own for one in held.get(name, ())]
        )
        for row, own in zip(citations, names, strict=True)
    ]


def _put_missing_stubs(transaction: Transaction, documents: set[str]) -> None:
    known = _ids(transaction.read("document_states", documents=sorted(documents)))
    transaction.write("put_document", [_stub(document) for document in sorted(documents - known)])


def _relink(transaction: Transaction, documents: set[str], *, also: set[str]) -> set[str]:
    """Ask again which document each citation of `documents` means; refresh them, and `also` what was cited.

    Returns:
        The ids of all that were refreshed.
    """
    citations = transaction.read("citations_of", documents=sorted(documents))
    meant = zip(citations, _meant(transaction, citations), strict=True)
    moves = [{"id": row["id"], "cited": cited} for row, cited in meant if cited != row["cited"]]
    moved_to = {move["cited"] for move in moves}
    _put_missing_stubs(transaction, moved_to)
    transaction.write("move_citation", moves)
    _refresh(transaction, documents | also | moved_to)
    return documents | also | moved_to


def _name_as_cited(transaction: Transaction, citations: Sequence[Row]) -> None:
    """Add to documents what new citations call them: a document that thousands cite is not to be asked for all."""
    by_document: dict[str, list[Row]] = {}
    for row in citations:
        by_document.setdefault(row["cited"], []).append(row)
    documents = sorted(by_document)
    known = {(row["document"], row["name"]) for row in transaction.read("names_of", documents=documents)}
    names = dict.fromkeys(
        (row["cited"], name)
        for row in citations
        for name in document_names(title=row["title"], doc_number=row["doc_number"])
        if (row["cited"], name) not in known
    )
    transaction.write("put_document_name", [{"document": d, "name": name, "own": False} for d, name in names])
    stubs = [
        _stub(state["id"], [state, *by_document[state["id"]]])
        for state in transaction.read("document_states", documents=documents)
        if not state["held"]
    ]
    transaction.write("put_document", stubs)


def _stub(document: str, citations: Sequence[Row] = ()) -> Row:
    """A document that is only cited: with what its citations, if any are told, say of it."""
    title = stub_title([row["title"] for row in citations if row["title"]])
    number = min((row["doc_number"] for row in citations if row["doc_number"]), default=None)
    return _row(Document(id=document, title=title, doc_number=number, held=False))


def _refresh(transaction: Transaction, documents: set[str]) -> None:
    """Give stubs the facts that citations state, and all the names they are cited by; drop stubs nobody cites."""
    cited_as: dict[str, list[Row]] = {}
    for row in transaction.read("cited_as", documents=sorted(documents)):
        cited_as.setdefault(row["document"], []).append(row)
    stubs, idle, names = [], [], []
    for state in transaction.read("document_states", documents=sorted(documents)):
        document, citations = state["id"], cited_as.get(state["id"], [])
        own = set(document_names(title=state["title"], doc_number=state["doc_number"])) if state["held"] else set()
        if not state["held"] and not citations:
            idle.append({"document": document})
            continue
        if not state["held"]:
            stubs.append(_stub(document, citations))
        cited = {n for c in citations for n in document_names(title=c["title"], doc_number=c["doc_number"])}
        names += [{"document": document, "name": name, "own": name in own} for name in sorted(own | cited)]
    transaction.write("put_document", stubs)
    transaction.write("clear_document_names", [{"document": document} for document in sorted(documents)])
    transaction.write("put_document_name", names)
    transaction.write("drop_document", idle)


def _renew_mentions(transaction: Transaction, agencies: set[str]) -> None:
    """Renew the spellings that only texts use, of agencies that a text may have ceased to name so."""
    if agencies:
        transaction.write("clear_mentions", [{"id": agency} for agency in sorted(agencies)])
        rows = transaction.read("mentions_of", agencies=sorted(agencies))
        _put_names(transaction, [(row["agency"], fold(row["mention"])) for row in rows], mentioned=True)


def _drop_unused(transaction: Transaction, agencies: set[str]) -> None:
    """Drop agencies that no text names, nor any body that they took over from."""
    transaction.write("drop_agency", transaction.read("unused_agencies", agencies=sorted(agencies)))


def _row(fact: DataclassInstance) -> Row:
    # Not asdict, which copies every value: facts are flat and frozen, and there are many.
    return {field.name: getattr(fact, field.name) for field in fields(fact)}


def _as_cited(row: Row) -> _Cited:
    return row["cited"], row["title"], row["doc_number"]


def _ids(rows: list[Row]) -> set[str]:
    return {row["id"] for row in rows}
