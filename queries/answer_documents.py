"""Answers that are documents: of the library by what they are, of an agency, and either side of citations."""

from __future__ import annotations

from queries.answers import Answer, cited_items, citing_items, document_item
from queries.case import Case, role_words
from queries.citation import citations_of_task, cited_by, cites, most_cited
from queries.document import documents
from queries.library import documents_of_agency

__all__ = [
    "cites_asked",
    "citing_asked",
    "documents_asked",
    "documents_most_cited",
    "documents_ranked",
    "documents_with_agency",
    "tasks_cited",
]


def documents_asked(case: Case) -> Answer:
    """Answer with the documents of the library by issuer, place, level, year, kind and words of the title."""
    reading = case.reading
    if not (reading.scope.is_filter or reading.parties.named or reading.words):
        return case.answer("documents", map(document_item, documents(case.store)), "库中的文件", "documents")
    issuers = reading.parties.named or (None,)
    found = {
        one.id: one
        for party in issuers
        for body in (case.bodies(party) if party else [None])
        for one in case.filtered(issuer=body, text=reading.words)
    }
    issued = "、".join(case.named(party) for party in reading.parties.named)
    words = (f"{issued}印发的" if issued else "") + case.filter_words
    words += f"标题含“{reading.words}”的" if reading.words else ""
    parameters = {
        "issuer": case.name(reading.parties.named[0]) if issued else None,
        "place": next(iter(reading.scope.places), None),
        "level": next(iter(reading.scope.levels), None),
        "year": reading.scope.issued.year if reading.scope.issued and reading.scope.issued.bound == "on" else None,
        "kind": next(iter(reading.scope.genres), None),
        "text": reading.words,
    }
    return case.answer("documents", map(document_item, found.values()), f"{words}文件", "documents_where", **parameters)


def documents_with_agency(case: Case) -> Answer:
    """Answer with the documents in which an agency has tasks; of several, those in which all have."""
    parties = case.reading.parties.named
    party, role = parties[0], ",".join(parties[0].roles) or None
    found = [
        {
            one.id: one
            for body in case.bodies(each)
            for one in documents_of_agency(case.store, body, role=each.roles or None)
        }
        for each in parties
    ]
    shared = set.intersection(*map(set, found))
    if case.reading.scope.is_filter:
        shared &= {one.id for one in case.filtered()}
    items = [document_item(one) | {"count": one.tasks} for one in found[0].values() if one.id in shared]
    if "most" in case.reading.features and items:
        best = max(item["count"] for item in items)
        items = [item for item in items if item["count"] == best]
    words = f"{'与'.join(map(case.named, parties))}{'都' if len(parties) > 1 else ''}{role_words(party.roles)}任务的"
    words += f"{case.filter_words}文件"
    return case.answer("documents", items, words, "documents_of_agency", agency=case.name(party), role=role)


def cites_asked(case: Case) -> Answer:
    """Answer with the documents that one cites."""
    assert case.reading.citing is not None
    citing = case.document(case.reading.citing)
    found = [one for one in cites(case.store, citing) if one.relation in case.reading.relations]
    if case.reading.cited is not None:
        cited = case.document(case.reading.cited)
        found = [one for one in found if one.cited == cited]
    words = f"《{case.title(citing)}》{case.reading.relation_word}的文件"
    return case.answer("documents", cited_items(found), words, "cites", document=citing)


def citing_asked(case: Case) -> Answer:
    """Answer with the documents that cite one."""
    assert case.reading.cited is not None
    cited = case.document(case.reading.cited)
    found = [one for one in cited_by(case.store, cited) if one.relation in case.reading.relations]
    words = f"{case.reading.relation_word}《{case.title(cited)}》的文件"
    return case.answer("documents", citing_items(found), words, "cited_by", document=cited)


def tasks_cited(case: Case) -> Answer:
    """Answer with the documents that a task's text names."""
    found, words = case.meant()
    citations = [citation for one in found for citation in citations_of_task(case.store, one.task)]
    words = f"{words}{case.reading.relation_word}的文件"
    return case.answer(
        "documents", cited_items(citations), words, "citations_of_task", document=None, task=found[0].task
    )


def documents_ranked(case: Case) -> Answer:
    """Answer with the documents that have most tasks, or targets, or cite most, or fewest."""
    features = case.reading.features
    counted = "cites" if "relation" in features else "targets" if "noun_target" in features else "tasks"
    allowed = case.filtered() if case.reading.scope.is_filter else documents(case.store)
    least = "least" in features
    best = (min if least else max)((getattr(one, counted) for one in allowed), default=0)
    items = [document_item(one) | {"count": best} for one in allowed if getattr(one, counted) == best]
    said = {"cites": "引用", "targets": "目标", "tasks": "任务"}[counted]
    words = f"{said}最{'少' if least else '多'}的{case.filter_words}文件"
    return case.answer("documents", items, words, "documents")


def documents_most_cited(case: Case) -> Answer:
    """Answer with the documents that most documents of the library cite."""
    ranked = most_cited(case.store)
    best = max((one.citing for one in ranked), default=0)
    items = [
        {"id": one.id, "source": one.source, "title": one.title, "doc_number": one.doc_number, "count": one.citing}
        for one in ranked
        if one.citing == best
    ]
    return case.answer("documents", items, "被引用最多的文件", "most_cited")
