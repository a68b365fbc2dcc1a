"""A Chinese question → query and parameters → answer, with how it was understood; never a guess."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.identifiers import fold
from queries import answer_agencies, answer_documents, answer_targets, answer_tasks
from queries.answers import Answer
from queries.case import Case
from queries.grammar import Understanding, grammar
from queries.names import StoreNames
from queries.naming import kin

__all__ = ["EXAMPLES", "ask"]

EXAMPLES = (
    "省科技厅牵头哪些任务？",
    "省财政厅配合哪些任务？",
    "第19项任务由谁负责？",
    "哪个部门牵头的任务最多？",
    "省科技厅和省财政厅共同承担哪些任务？",
    "到2020年高新技术企业要达到多少家？",
    "这份计划引用了哪些文件？",
)

_ANSWERS: dict[str, Callable[[Case], Answer]] = {
    "agencies_compared": answer_agencies.agencies_compared,
    "agencies_of_documents": answer_agencies.agencies_of_documents,
    "agencies_of_targets": answer_agencies.agencies_of_targets,
    "agencies_of_tasks": answer_agencies.agencies_of_tasks,
    "agencies_ranked": answer_agencies.agencies_ranked,
    "agency_is_first": answer_agencies.agency_is_first,
    "agency_in_task": answer_tasks.agency_in_task,
    "cited_by": answer_documents.citing_asked,
    "cites": answer_documents.cites_asked,
    "deadline_of_task": answer_tasks.deadline_of_task,
    "documents": answer_documents.documents_asked,
    "documents_compared": answer_documents.documents_compared,
    "documents_most_cited": answer_documents.documents_most_cited,
    "documents_ranked": answer_documents.documents_ranked,
    "documents_of_agency": answer_documents.documents_with_agency,
    "documents_of_task": answer_documents.documents_of_task,
    "documents_told": answer_documents.documents_told,
    "goals_apart": answer_targets.goals_apart,
    "issuers": answer_agencies.issuers,
    "partners": answer_agencies.partners,
    "path": answer_agencies.path,
    "role_of_agency": answer_tasks.role_of_agency,
    "targets": answer_targets.targets_asked,
    "tasks": answer_tasks.tasks_asked,
    "tasks_by_day": answer_tasks.tasks_by_day,
    "tasks_cited": answer_documents.tasks_cited,
    "tasks_ranked": answer_tasks.tasks_ranked,
}


def ask(store: GraphStore, question: str) -> Answer:
    """Answer a Chinese question from the graph.

    Args:
        store: the graph.
        question: as a person types it; it is only ever text, never part of a statement.

    Returns:
        The answer; kind "none" with a reason and suggestions where the question is not understood, or names
        something that the graph does not hold. Where it can be read in another way too, the suggestions say so.
    """
    understood = grammar().understand(question, StoreNames(store))
    reading = understood.reading
    if understood.intent is None or reading is None:
        return _not_understood(store, question, understood)
    case = Case(store, reading, question)
    try:
        answer = _ANSWERS[understood.intent.name](case)
        if answer.items:
            _note_namesakes(case)
            return case.annotated(answer)
        others = kin(store, reading.parties.named)
    except NodeNotFound as error:
        return _refusal(question, str(error), error.suggestions)
    no = "否：" if reading.doubted else ""
    return _refusal(question, f"{no}图中查不到{answer.understood}", others)


def _refusal(question: str, reason: str, suggestions: tuple[str, ...]) -> Answer:
    return Answer(question, None, None, {}, "none", reason=reason, suggestions=suggestions)


def _not_understood(store: GraphStore, question: str, understood: Understanding) -> Answer:
    """Say what stands in the way: nothing typed, a name that nobody bears, words that say nothing to us."""
    reading = understood.reading
    if not understood.bare:
        return _refusal(question, "请输入问题，例如：", EXAMPLES)
    if reading is not None and reading.stray and reading.unknown_agency:
        names = [row["name"] for row in store.query("all_agency_names")]
        near = difflib.get_close_matches(fold(reading.stray), names, n=3, cutoff=0.5)
        return _refusal(question, f"图中没有名为“{reading.stray}”的单位", tuple(near))
    if reading is not None and reading.stray:
        return _refusal(question, f"没有听懂“{reading.stray}”；可以这样问：", EXAMPLES)
    return _refusal(question, "没有听懂这个问题；可以这样问：", EXAMPLES)


def _note_namesakes(case: Case) -> None:
    """Where a name means several bodies, offer the question for each of them."""
    for party in case.reading.parties.named:
        bodies = case.meant_by(party)
        if len(bodies) > 1 and party.name in case.question:
            case.notes.extend(case.question.replace(party.name, body.name, 1) for body in bodies)
