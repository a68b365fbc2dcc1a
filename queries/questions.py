"""A Chinese question → query and parameters → answer, with how it was understood; never a guess."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from typing import Any

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.identifiers import fold
from graph.model import ROLES
from queries.agency import AgencyCount, agencies_by_name, agency_names, agency_ranking
from queries.answers import Answer, cited_items, citing_items, document_item, plain_task, target_item, task_item
from queries.citation import cited_by, cites, tasks_citing
from queries.dependency import Partner, partners_of_agency, shared_tasks
from queries.document import document_named, documents
from queries.grammar import Reading, grammar
from queries.responsibility import TaskOfAgency, tasks_of_agency
from queries.succession import KIND_WORDS, formerly_named, successions_of_agency
from queries.target import (
    goals_without_task,
    overall_goals,
    targets_by_indicator,
    targets_of_agency,
    targets_of_document,
)
from queries.task import task, tasks, tasks_numbered, tasks_titled

__all__ = ["EXAMPLES", "ask"]

_LIKE_INDICATORS = 3  # more different indicators than this under one word: the question is too vague to answer

EXAMPLES = (
    "省科技厅牵头哪些任务？",
    "省财政厅配合哪些任务？",
    "第19项任务由谁负责？",
    "哪个部门牵头的任务最多？",
    "省科技厅和省财政厅共同承担哪些任务？",
    "到2020年高新技术企业要达到多少家？",
    "这份计划引用了哪些文件？",
)


def ask(store: GraphStore, question: str) -> Answer:
    """Answer a Chinese question from the graph.

    Args:
        store: the graph.
        question: as a person types it; it is only ever text, never part of a statement.

    Returns:
        The answer; kind "none" with a reason and suggestions where the question is not understood, or names
        something that the graph does not hold.
    """
    agency_names = [row["name"] for row in store.query("all_agency_names")]
    document_names = [row["name"] for row in store.query("document_names")]
    reading, bare = grammar().read(question, agency_names=agency_names, document_names=document_names)
    if reading is None:
        return _refusal(question, _not_understood(bare), EXAMPLES)
    if reading.unknown is not None:
        near = difflib.get_close_matches(fold(reading.unknown), agency_names, n=3, cutoff=0.5)
        return _refusal(question, f"图中没有名为“{reading.unknown}”的单位", tuple(near))
    try:
        scope = _document(store, reading)
        answer = _ANSWERS[reading.intent.name](store, reading, scope)
    except NodeNotFound as error:
        return _refusal(question, str(error), error.suggestions)
    if not answer.items:
        return _refusal(question, f"图中没有{answer.understood}", _kin(store, reading.agencies))
    return replace(answer, question=question)


def _refusal(question: str, reason: str, suggestions: tuple[str, ...]) -> Answer:
    return Answer(question, None, None, {}, "none", reason=reason, suggestions=suggestions)


def _not_understood(bare: str) -> str:
    return "没有听懂这个问题；可以这样问：" if bare else "请输入问题，例如："


def _document(store: GraphStore, reading: Reading) -> str | None:
    """Return the id of the document a reading is about; 这份计划 is the only one held, or nothing can be told."""
    if not reading.this_document:
        return document_named(store, reading.document)
    held = documents(store)
    kind = reading.this_document
    if len(held) == 1 and (kind in ("文件", "政策", held[0].kind) or kind in (held[0].title or "")):
        return held[0].id
    titles = tuple(one.title or one.id for one in held[:5])
    raise NodeNotFound(f"库中有 {len(held)} 份文件，说不准“{kind}”是哪一份，请写明标题或文号", titles)


def _named(store: GraphStore, name: str) -> str:
    """Return how an agency is shown in an understanding: its full name, or the name as asked with all that it means.

    What became of a body that is no more is always said: tasks of before and after a reform are never one count.
    """
    bodies = agencies_by_name(store, name)
    ids = {body.id for body in bodies}
    former = [one for one in formerly_named(store, name) if one.agency in ids]
    if former and not any(fold(name) in agency_names(store, body.id) for body in bodies):
        past = "；".join(f"{one.body}，{one.date}起职责归{one.agency_name}" for one in former)
        return f"{name}（{past}）"
    shown = [body.name + _became(store, body.id) for body in bodies]
    return shown[0] if len(shown) == 1 else f"{name}（{'、'.join(shown)}）"


def _became(store: GraphStore, agency: str) -> str:
    steps = [step for step in successions_of_agency(store, agency) if step.old == agency]
    if not steps:
        return ""
    return f"（{steps[0].date}{KIND_WORDS[steps[0].kind]}{'、'.join(step.new_name for step in steps)}）"


def _kin(store: GraphStore, names: Iterable[str]) -> tuple[str, ...]:
    """The bodies before and after the ones asked for that do have tasks: whom to ask for instead."""
    found: dict[str, None] = {}
    for name in names:
        own = {body.id for body in agencies_by_name(store, name)}
        for step in successions_of_agency(store, name):
            for agency, full in ((step.old, step.old_name), (step.new, step.new_name)):
                if agency not in own and tasks_of_agency(store, agency):
                    found[full] = None
    return tuple(found)


def _answer(
    store: GraphStore,
    reading: Reading,
    scope: str | None,
    kind: str,
    items: Iterable[dict[str, Any]],
    parameters: dict[str, str | None] | None = None,
    *,
    shown: str = "",
) -> Answer:
    """Put an answer together: what was understood in words, and the query with the parameters that give it again."""
    names = [_named(store, agency) for agency in reading.agencies]
    title = _title(store, scope) if scope else ""
    words = {
        "scope": f"《{title}》中" if scope else "",
        "document": f"《{title}》" if scope else "",
        "agency": names[0] if names else "",
        "other": names[1] if len(names) > 1 else "",
        "role": reading.role_word or "参与",
        "relation": reading.relation_word or "引用",
        "year": f"到{reading.year}年" if reading.year else "",
        "indicator": reading.indicator or "",
        "task": shown,
    }
    asked = reading.agencies
    found = {
        "agency": asked[0] if asked else None,
        "other": asked[1] if len(asked) > 1 else None,
        "role": ",".join(reading.roles) or None,
        "document": scope,
        "year": reading.year,
    } | (parameters or {})
    return Answer(
        question="",
        understood=reading.intent.understood.format(**words),
        query=reading.intent.query,
        parameters={key: value for key, value in found.items() if value is not None},
        kind=kind,
        items=list(items),
    )


def _title(store: GraphStore, document: str) -> str:
    row = store.query("document", document=document)[0]
    return str(row["title"] or row["doc_number"] or document)


def _tasks_of_agency(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "tasks", map(task_item, _one_role(store, reading, scope)))


def _count_tasks_of_agency(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    number = len(_one_role(store, reading, scope))
    return _answer(store, reading, scope, "count", [{"value": number}])


def _one_role(store: GraphStore, reading: Reading, scope: str | None) -> list[TaskOfAgency]:
    """Return an agency's tasks, each once: the first of its roles where it has two in one task."""
    found = tasks_of_agency(store, reading.agencies[0], role=reading.roles, document=scope)
    return list({one.task: one for one in reversed(found)}.values())[::-1]


def _agencies_of_task(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    if reading.number:
        found = tasks_numbered(store, _numeral(reading.number), document=scope)
        asked = f"第{reading.number}项任务"
    else:
        found = tasks_titled(store, reading.title or "", document=scope)
        asked = f"“{reading.title}”"
    if not found:
        raise NodeNotFound(f"图中没有任务{asked}")
    if reading.number and len(found) > 1:
        titles = tuple(f"{one.document_title or one.document}：{one.title}" for one in found)
        raise NodeNotFound(f"有 {len(found)} 项任务都是{asked}，请写明文件和任务名称", titles[:5])
    shown = "、".join(f"{one.number}. {one.title}" if one.number else one.title for one in found)
    items = [
        {
            "id": one.agency,
            "name": one.name,
            "mentions": [one.mention],
            "role": one.role,
            "task": task.title,
            "evidence": asdict(one.evidence),
        }
        for task in found
        for one in task.agencies
        if one.role in reading.roles
    ]
    parameters = {"role": None, "document": None, "task": found[0].task if len(found) == 1 else None}
    return _answer(store, reading, scope, "agencies", items, parameters, shown=f"任务“{shown}”")


def _agencies_ranked(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    ranking = agency_ranking(store, document=scope)

    def count(one: AgencyCount) -> int:
        if len(reading.roles) == 3:
            return one.tasks
        return sum(getattr(one, role) for role in reading.roles)

    most = max(map(count, ranking), default=0)
    items = [_counted(one, most) for one in ranking if most and count(one) == most]
    return _answer(store, reading, scope, "agencies", items, {"role": None})


def _counted(one: AgencyCount | Partner, count: int) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "mentions": list(one.mentions), "count": count}


def _shared_tasks(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    roles = reading.roles or ROLES
    found = shared_tasks(store, reading.agencies[0], reading.agencies[1], document=scope)
    items = {
        one.task.task: task_item(one.task) | {"other": one.other_name, "other_role": one.other_role}
        for one in found
        if one.task.role in roles and one.other_role in roles
    }
    return _answer(store, reading, scope, "tasks", items.values(), {"role": None})


def _partners(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    found = partners_of_agency(store, reading.agencies[0], document=scope)
    if reading.most:
        found = [one for one in found if one.tasks == found[0].tasks]
    return _answer(store, reading, scope, "agencies", [_counted(one, one.tasks) for one in found])


def _targets_by_indicator(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    asked = fold(reading.indicator or "").removesuffix("的")
    if asked in grammar().vague:
        raise NodeNotFound(f"“{asked}”没有说明是什么指标")
    found = targets_by_indicator(store, asked.removesuffix("数量"), year=reading.year, document=scope)
    if reading.unit:
        found = [one for one in found if reading.unit in one.unit or one.unit in reading.unit]
    forms = {asked, asked.removesuffix("数量"), f"{asked}数量"}
    found = [one for one in found if one.indicator in forms] or found
    indicators = tuple(dict.fromkeys(one.indicator for one in found))
    if len(indicators) > _LIKE_INDICATORS:
        raise NodeNotFound(f"有 {len(indicators)} 个指标含“{asked}”，请写得更具体", indicators[:5])
    indicator = indicators[0] if len(indicators) == 1 else asked
    return _answer(store, reading, scope, "targets", map(target_item, found), {"indicator": indicator})


def _targets_of_agency(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    found = targets_of_agency(store, reading.agencies[0], role=reading.roles or None, document=scope)
    return _answer(store, reading, scope, "targets", map(target_item, found))


def _targets_of_document(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    assert scope is not None
    return _answer(store, reading, scope, "targets", map(target_item, targets_of_document(store, scope)))


def _overall_goals(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "targets", map(target_item, overall_goals(store, document=scope)))


def _goals_without_task(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "targets", map(target_item, goals_without_task(store, document=scope)))


def _cites(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    assert scope is not None
    found = [one for one in cites(store, scope) if one.relation in reading.relations]
    return _answer(store, reading, scope, "documents", cited_items(found))


def _cited_by(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    assert scope is not None
    found = [one for one in cited_by(store, scope) if one.relation in reading.relations]
    return _answer(store, reading, scope, "documents", citing_items(found))


def _tasks_citing(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    assert scope is not None
    found = [one for one in tasks_citing(store, scope) if one.relation in reading.relations]
    items = [plain_task(task(store, one)) for one in dict.fromkeys(one.task for one in found) if one]
    return _answer(store, reading, scope, "tasks", items)


def _tasks_of_document(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "tasks", map(plain_task, tasks(store, document=scope)))


def _count_tasks_of_document(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "count", [{"value": len(tasks(store, document=scope))}])


def _documents(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "documents", map(document_item, documents(store)))


def _count_documents(store: GraphStore, reading: Reading, scope: str | None) -> Answer:
    return _answer(store, reading, scope, "count", [{"value": len(documents(store))}])


_ANSWERS: dict[str, Callable[[GraphStore, Reading, str | None], Answer]] = {
    "tasks_of_agency": _tasks_of_agency,
    "count_tasks_of_agency": _count_tasks_of_agency,
    "agencies_of_task": _agencies_of_task,
    "agencies_ranked": _agencies_ranked,
    "shared_tasks": _shared_tasks,
    "partners_of_agency": _partners,
    "targets_by_indicator": _targets_by_indicator,
    "targets_of_agency": _targets_of_agency,
    "targets_of_document": _targets_of_document,
    "overall_goals": _overall_goals,
    "goals_without_task": _goals_without_task,
    "cites": _cites,
    "cited_by": _cited_by,
    "tasks_citing": _tasks_citing,
    "tasks_of_document": _tasks_of_document,
    "count_tasks_of_document": _count_tasks_of_document,
    "documents": _documents,
    "count_documents": _count_documents,
}


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def _numeral(number: str) -> int:
    """Read the number of a task: 19, or a Chinese numeral below one hundred; the grammar lets no other through."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
