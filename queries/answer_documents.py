"""Answers that are documents: of the library by what they are, of an agency, and either side of citations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.errors import NodeNotFound
from graph.model import ROLES
from queries.agency import agency_ranking
from queries.answers import Answer, cited_items, citing_items, document_item
from queries.case import Case, role_words
from queries.citation import citations_of_task, cited_by, cites, most_cited
from queries.document import Document, document, documents
from queries.library import documents_of_agency
from queries.tasks_meant import tasks_meant

__all__ = [
    "cites_asked",
    "citing_asked",
    "documents_asked",
    "documents_compared",
    "documents_most_cited",
    "documents_of_task",
    "documents_ranked",
    "documents_told",
    "documents_with_agency",
    "tasks_cited",
]


_MOST_COUNTED = 500  # documents whose agencies are counted, one after the other
_SAID = {
    "cites_nothing": "没有引用任何文件的",
    "uncited": "没有被引用的",
    "not_held": "被引用但未入库的",
    "earliest": "最早印发的",
    "latest": "最近印发的",
}


def documents_asked(case: Case) -> Answer:
    """Answer with the documents of the library by issuer, place, level, date, kind, title and citations."""
    reading = case.reading
    if reading.scope.is_filter or reading.parties.named or reading.words:
        found, query = _filtered(case), "documents_where"
    else:
        found, query = list(documents(case.store, held="not_held" not in reading.features)), "documents"
    told = reading.features
    found = [one for one in found if not ("cites_nothing" in told and one.cites)]
    found = [one for one in found if not ("uncited" in told and one.cited_by)]
    issued = "、".join(case.named(party) for party in reading.parties.named)
    words = (f"{issued}印发的" if issued else "") + case.filter_words
    words += f"标题含“{reading.words}”的" if reading.words else ""
    words += "".join(said for feature, said in _SAID.items() if feature in told)
    if told & {"earliest", "latest"}:
        days = [one.issued for one in found if one.issued]
        day = (min if "earliest" in told else max)(days, default=None)
        found = [one for one in found if day and one.issued == day]
    parameters = {
        "issuer": case.name(reading.parties.named[0]) if issued else None,
        "place": next(iter(reading.scope.places), None),
        "level": next(iter(reading.scope.levels), None),
        "year": case.year,
        "kind": next(iter(reading.scope.genres), None),
        "text": reading.words,
    }
    return case.answer("documents", map(document_item, found), f"{words or '库中的'}文件", query, **parameters)


def _filtered(case: Case) -> list[Document]:
    """The documents of the issuers, place, date, kind and words of the title that the question names."""
    found = {
        one.id: one
        for party in case.reading.parties.named or (None,)
        for body in (case.bodies(party) if party else [None])
        for one in case.filtered(issuer=body, text=case.reading.words)
    }
    return list(found.values())


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
    """Answer with the documents that one cites, or several do: all of them, where the question says 都."""
    citing = [case.document(candidates) for candidates in case.reading.citing]
    if citing:
        named, kinds = _titles(case, citing), case.reading.scope.genres
    else:  # 辽宁的文件引用了哪些文件
        citing, named, kinds = [one.id for one in case.filtered()], f"{case.filter_words}文件", ()
    if not citing:
        raise NodeNotFound(f"库中没有{named}")
    found = [one for document in citing for one in cites(case.store, document)]
    found = [one for one in found if one.relation in case.reading.relations and _is_of_kind(one.cited_title, kinds)]
    if case.reading.cited:
        wanted = {case.document(candidates) for candidates in case.reading.cited}
        found = [one for one in found if one.cited in wanted]
    if "common" in case.reading.features:
        found = [one for one in found if {c.citing for c in found if c.cited == one.cited} == set(citing)]
    words = f"{named}{case.reading.relation_word}的{'、'.join(kinds)}{'类' if kinds else ''}文件"
    return case.answer("documents", cited_items(found), words, "cites", document=citing[0])


def citing_asked(case: Case) -> Answer:
    """Answer with the documents that cite one; of several, all of them."""
    cited = [case.document(candidates) for candidates in case.reading.cited]
    found = [one for document in cited for one in cited_by(case.store, document)]
    found = [one for one in found if one.relation in case.reading.relations]
    found = [one for one in found if {c.cited for c in found if c.citing == one.citing} == set(cited)]
    if case.reading.scope.is_filter:
        allowed = {one.id for one in case.filtered()}
        found = [one for one in found if one.citing in allowed]
    words = f"{case.reading.relation_word}{_titles(case, cited)}的{case.filter_words}文件"
    return case.answer("documents", citing_items(found), words, "cited_by", document=cited[0])


def _titles(case: Case, documents: Sequence[str]) -> str:
    return "与".join(f"《{case.title(document)}》" for document in documents)


def _is_of_kind(title: str | None, kinds: Sequence[str]) -> bool:
    """Whether a title says that its document is of one of some kinds: 法律 end in 法."""
    return not kinds or any(re.search("法(?:（.*）)?$" if kind == "法律" else kind, title or "") for kind in kinds)


def tasks_cited(case: Case) -> Answer:
    """Answer with the documents that a task's text names."""
    found, words = tasks_meant(case)
    citations = [citation for one in found for citation in citations_of_task(case.store, one.task)]
    words = f"{words}{case.reading.relation_word}的文件"
    return case.answer(
        "documents", cited_items(citations), words, "citations_of_task", document=None, task=found[0].task
    )


def documents_ranked(case: Case) -> Answer:
    """Answer with the documents that have most tasks, or targets, or cite most, or fewest."""
    allowed = case.filtered() if case.reading.scope.is_filter else documents(case.store)
    counts, said = _counts(case, allowed)
    ranked, place = case.ranked(counts)
    items = [document_item(one) | {"count": count} for one, count in ranked]
    return case.answer("documents", items, f"{said}{place}的{case.filter_words}文件", "documents")


def documents_compared(case: Case) -> Answer:
    """Answer with the documents that the question names, first who has more, or fewer where that is asked."""
    named = [one for one in documents(case.store) if one.id in (case.scope or ())]
    counts, said = _counts(case, named)
    fewer = bool(case.reading.features & {"fewer", "least"})
    counts.sort(key=lambda pair: pair[1] if fewer else -pair[1])
    items = [document_item(one) | {"count": count} for one, count in counts]
    return case.answer("documents", items, f"{said}的多少，{'少' if fewer else '多'}者在前", "documents")


def _counts(case: Case, some: Sequence[Document]) -> tuple[list[tuple[Document, int]], str]:
    """How many there are in each of some documents of what the question counts, and the word for that."""
    features = case.reading.features
    if "relation" in features:
        return [(one, one.cites) for one in some], "引用"
    if "noun_target" in features:
        return [(one, one.targets) for one in some], "目标"
    if "noun_body" in features:
        if len(some) > _MOST_COUNTED:
            raise NodeNotFound(f"有 {len(some)} 份文件，请写明地区或年份")
        roles = case.reading.parties.roles or ROLES
        there = {one.id: agency_ranking(case.store, document=one.id) for one in some}
        counts = {of: sum(any(getattr(each, role) for role in roles) for each in all_) for of, all_ in there.items()}
        return [(one, counts[one.id]) for one in some], f"{role_words(roles)}单位"
    return [(one, one.tasks) for one in some], "任务"


def documents_told(case: Case) -> Answer:
    """Answer with the documents that the question names: what they are, and when they were issued."""
    found = [document(case.store, one) for one in case.scope or ()]
    return case.answer("documents", map(document_item, found), "标题、文号和印发日期", "document")


def documents_of_task(case: Case) -> Answer:
    """Answer with the documents that hold the tasks which the question names."""
    found, words = tasks_meant(case)
    held = [document(case.store, one) for one in dict.fromkeys(task.document for task in found)]
    return case.answer("documents", map(document_item, held), f"{words}所在的文件", "task", task=found[0].task)


def documents_most_cited(case: Case) -> Answer:
    """Answer with the documents that documents of the library cite: all, or those that most do."""
    cited = [(one, one.citing) for one in most_cited(case.store) if _is_of_kind(one.title, case.reading.scope.genres)]
    words = ""
    if case.reading.features & {"most", "rank"}:
        cited, words = case.ranked(cited)
    items = [
        {"id": one.id, "source": one.source, "title": one.title, "doc_number": one.doc_number, "count": count}
        for one, count in cited
    ]
    return case.answer("documents", items, f"被引用{words}的{case.filter_words}文件", "most_cited")
