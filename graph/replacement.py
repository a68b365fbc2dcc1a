"""How one document's facts replace what the store held of it: the order of steps, the same for every store.

A store brings a `Transaction` (named statements, read and write); this module says what is done in it. So the two
stores cannot come to differ in what loading, replacing and removing mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from graph.identifiers import fold
from graph.linking import HeldName, cited_document, document_names, names_itself, stub_title
from graph.model import Document, DocumentFacts
from graph.soundness import refuse_unsound

__all__ = ["Row", "Transaction", "remove_document", "replace_document"]

Row = dict[str, Any]


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
    transaction.write("put_document", [asdict(document)])
    names = document_names(title=document.title, doc_number=document.doc_number)
    transaction.write("put_document_name", [{"document": document.id, "name": n, "own": True} for n in names])
    _put_owned(transaction, facts)
    _put_agencies(transaction, facts)
    cited = _put_citations(transaction, facts)
    _relink(transaction, before.sharing | _sharing(transaction, names), also=before.cited | cited)
    _sweep_agencies(transaction, before.agencies | {agency.id for agency in facts.agencies})


def remove_document(transaction: Transaction, document: str) -> None:
    """Take a document out; where others cite it, a stub stays in its place.

    Args:
        transaction: an open transaction.
        document: the document's id.
    """
    before = _clear(transaction, document)
    transaction.write("put_document", [_stub(document)])
    _relink(transaction, before.sharing | {document}, also=before.cited)
    _sweep_agencies(transaction, before.agencies)


@dataclass(frozen=True, slots=True)
class _Before:
    """What a document touched before it is replaced, as ids: agencies and their heirs, cited documents, name-sharers."""

    agencies: set[str]
    cited: set[str]
    sharing: set[str]


def _clear(transaction: Transaction, document: str) -> _Before:
    named = _ids(transaction.read("agencies_named_by", document=document))
    before = _Before(
        agencies=_ids(transaction.read("heirs_of", agencies=sorted(named))),
        cited=_ids(transaction.read("cited_by_document", document=document)),
        sharing=_ids(transaction.read("documents_sharing_names_with", document=document)),
    )
    for name in _CLEARING:
        transaction.write(name, [{"document": document}])
    return before


def _sharing(transaction: Transaction, names: Iterable[str]) -> set[str]:
    return _ids(transaction.read("documents_sharing_names", names=list(names)))


def _put_owned(transaction: Transaction, facts: DocumentFacts) -> None:
    owned = {"document": facts.document.id}
    transaction.write("put_section", [asdict(section) | owned for section in facts.sections])
    transaction.write("put_task", [asdict(task) | owned for task in facts.tasks])
    transaction.write("put_target", [asdict(target) | owned for target in facts.targets])


def _put_agencies(transaction: Transaction, facts: DocumentFacts) -> None:
    rows = [asdict(agency) for agency in facts.agencies]
    for row in rows:
        del row["spellings"]
        row["candidates"] = "；".join(row["candidates"]) or None
    transaction.write("put_agency", rows)
    # What follows from the body itself is written anew: newer tables may know better.
    for name in ("clear_agency_names", "clear_former_names", "clear_successions"):
        transaction.write(name, rows)
    spellings = [(a.id, name) for a in facts.agencies for name in (a.name, *a.spellings)]
    _put_names(transaction, spellings, mentioned=False)
    transaction.write("put_former_name", [asdict(f) | {"name": fold(f.name)} for f in facts.former_names])
    transaction.write("put_succession", [asdict(change) for change in facts.successions])
    document = facts.document.id
    issued = [{"agency": a, "document": document, "position": n} for n, a in enumerate(facts.issuers, start=1)]
    transaction.write("put_issued", issued)
    transaction.write("put_responsibility", [asdict(r) for r in facts.responsibilities])


def _put_names(transaction: Transaction, names: Iterable[tuple[str, str]], *, mentioned: bool) -> None:
    pairs = dict.fromkeys((agency, fold(name)) for agency, name in names)
    rows = [{"agency": agency, "name": name, "mentioned": mentioned} for agency, name in pairs]
    transaction.write("put_agency_name", rows)


def _put_citations(transaction: Transaction, facts: DocumentFacts) -> set[str]:
    """Write the citations, each to the document it means; return the ids they point to."""
    document = facts.document
    rows = []
    for n, citation in enumerate(facts.citations, start=1):
        if not names_itself(
            title=citation.title,
            doc_number=citation.doc_number,
            own_title=document.title,
            own_number=document.doc_number,
        ):
            cited = _meant(transaction, citation.title, citation.doc_number)
            rows.append(asdict(citation) | {"id": f"{document.id}#c{n}", "citing": document.id, "cited": cited})
    cited_ids = {row["cited"] for row in rows}
    _put_missing_stubs(transaction, cited_ids)
    transaction.write("put_citation", rows)
    return cited_ids


def _meant(transaction: Transaction, title: str | None, doc_number: str | None) -> str:
    names = document_names(title=title, doc_number=doc_number)
    rows = transaction.read("held_under_names", names=list(names))
    held = [HeldName(name=row["name"], document=row["id"], doc_number=row["doc_number"]) for row in rows]
    return cited_document(title=title, doc_number=doc_number, held=held)


def _put_missing_stubs(transaction: Transaction, documents: set[str]) -> None:
    known = _ids(transaction.read("document_states", documents=sorted(documents)))
    transaction.write("put_document", [_stub(document) for document in sorted(documents - known)])


def _stub(document: str, *, title: str | None = None, doc_number: str | None = None) -> Row:
    return asdict(Document(id=document, title=title, doc_number=doc_number, held=False))


def _relink(transaction: Transaction, documents: set[str], *, also: set[str]) -> None:
    """Ask again which document each citation of `documents` means; refresh them, and `also` what was cited."""
    moves = []
    for row in transaction.read("citations_of", documents=sorted(documents)):
        cited = _meant(transaction, row["title"], row["doc_number"])
        if cited != row["cited"]:
            moves.append({"id": row["id"], "cited": cited})
    moved_to = {move["cited"] for move in moves}
    _put_missing_stubs(transaction, moved_to)
    transaction.write("move_citation", moves)
    _refresh(transaction, documents | also | moved_to)


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
            title = stub_title([c["title"] for c in citations if c["title"]])
            number = min((c["doc_number"] for c in citations if c["doc_number"]), default=None)
            stubs.append(_stub(document, title=title, doc_number=number))
        cited = {n for c in citations for n in document_names(title=c["title"], doc_number=c["doc_number"])}
        names += [{"document": document, "name": name, "own": name in own} for name in sorted(own | cited)]
    transaction.write("put_document", stubs)
    transaction.write("clear_document_names", [{"document": document} for document in sorted(documents)])
    transaction.write("put_document_name", names)
    transaction.write("drop_document", idle)


def _sweep_agencies(transaction: Transaction, agencies: set[str]) -> None:
    """Renew the spellings that only texts use; drop agencies that no text names, nor any body they took over from."""
    rows = [{"id": agency} for agency in sorted(agencies)]
    transaction.write("clear_mentions", rows)
    mentions = transaction.read("mentions_of", agencies=sorted(agencies))
    _put_names(transaction, [(row["agency"], row["mention"]) for row in mentions], mentioned=True)
    unused = transaction.read("unused_agencies", agencies=sorted(agencies))
    transaction.write("drop_agency", unused)


def _ids(rows: list[Row]) -> set[str]:
    return {row["id"] for row in rows}
