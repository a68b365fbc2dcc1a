"""Answers that are tasks: of agencies, documents, topics and days, with or without what the question says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from graph.errors import NodeNotFound
from graph.model import ROLES
from queries.answers import Answer, plain_task, task_item
from queries.case import Case, role_words
from queries.conditions import conditions, dated, sized
from queries.parties import Party
from queries.responsibility import TaskOfAgency
from queries.target import targets_by_indicator
from queries.task import Task, tasks, tasks_listed
from queries.tasks_meant import tasks_meant

__all__ = ["agency_in_task", "deadline_of_task", "role_of_agency", "tasks_asked", "tasks_by_day", "tasks_ranked"]


def tasks_asked(case: Case) -> Answer:
    """Answer with the tasks that meet all conditions of the question.

    Args:
        case: the question and the graph.

    Returns:
        Tasks in the order of the texts; a task of one agency comes with its role and the clause that gives it.

    Raises:
        NodeNotFound: something that the question names is not in the graph, or its scope is everything.
    """
    own, words = _of_parties(case)
    told = list(conditions(case, None if own is None else [item["task"] for item in own]))
    allowed = set.intersection(*(set(found) for found, _, _, _ in told)) if told else None
    if own is None:
        found = _all_of(case, allowed)
        own = [plain_task(one) for one in found]
    items = [item for item in own if allowed is None or item["task"] in allowed]
    understood = "且".join([*filter(None, [words]), *(word for _, word, _, _ in told)])
    first = case.reading.parties.named[0] if case.reading.parties.named else None
    query, parameters = ("tasks", {}) if not told else (told[0][2], told[0][3])
    if first is not None:
        query = "tasks_of_agency"
        parameters = {"agency": case.name(first), "role": ",".join(first.roles) or None}
        if len(case.reading.parties.named) == 2 and not first.either:
            query = "shared_tasks"
            parameters = {"agency": case.name(first), "other": case.name(case.reading.parties.named[1])}
    return case.answer("tasks", items, f"{understood}的任务" if understood else "全部任务", query, **parameters)


def _all_of(case: Case, allowed: set[str] | None) -> list[Task]:
    if allowed is not None:
        return tasks_listed(case.store, sorted(allowed))
    return tasks(case.store, document=case.within)


def _of_parties(case: Case) -> tuple[list[dict[str, Any]] | None, str]:
    """The tasks of the agencies asked for, and words for that; None where none is.

    Agencies joined by 和, and those with roles of their own, are all in a task; of those joined by 或 one is enough.
    """
    parties, excluded = case.reading.parties.named, case.reading.parties.excluded
    if not parties and not excluded:
        return None, ""
    found: list[list[TaskOfAgency]] | None = None
    for party in parties:
        has = case.tasks_of(party, party.roles)
        if party.shunned and not party.roles:
            continue
        if party.either and found is not None:
            found = [*found, *([one] for one in has if all(one.task != many[0].task for many in found))]
        else:
            by_task = {one.task: one for one in has}
            pairs = [[one] for one in has] if found is None else found
            found = [[*many, by_task[many[0].task]] if many[0] is not by_task.get(many[0].task) else many
                     for many in pairs if many[0].task in by_task]  # fmt: skip
    shunned = {one.task for party in parties if party.shunned for one in case.tasks_of(party, party.shunned)}
    shunned |= {one.task for party in excluded for one in case.tasks_of(party, party.roles)}
    if found is None:
        return _others(case, shunned), _party_words(case)
    if case.reading.parties.alone:
        found = _alone(case, found)
    items = []
    for many in found:
        if many[0].task not in shunned:
            other = {"other": many[1].agency_name, "other_role": many[1].role} if len(many) > 1 else {}
            items.append(task_item(many[0]) | other)
    return items, _party_words(case)


def _alone(case: Case, found: Sequence[list[TaskOfAgency]]) -> list[list[TaskOfAgency]]:
    """Those tasks in which nobody else has the roles: 只有财政部和教育部负责的任务."""
    parties = case.reading.parties.named
    bodies = {body for party in parties for body in case.bodies(party)}
    roles = parties[0].roles or ROLES
    listed = tasks_listed(case.store, [many[0].task for many in found])
    alone = {one.task for one in listed if all(a.agency in bodies for a in one.agencies if a.role in roles)}
    return [many for many in found if many[0].task in alone]


def _others(case: Case, shunned: set[str]) -> list[dict[str, Any]]:
    """All tasks of the scope but some: only a named scope makes that a question."""
    if case.scope is None:
        raise NodeNotFound("没有限定范围，不便列出全库中该单位未承担的任务；请写明文件")
    found = tasks(case.store, document=case.within)
    return [plain_task(one) for one in found if one.task not in shunned]


def _party_words(case: Case) -> str:
    parties = case.reading.parties.named
    but = "、".join(f"{case.named(party)}{role_words(party.roles)}" for party in case.reading.parties.excluded)
    only = "只有" if case.reading.parties.alone else ""
    return only + _told(case, parties) + (f"（{but}的除外）" if but else "")


def _told(case: Case, parties: Sequence[Party]) -> str:
    if len({(party.roles, party.shunned) for party in parties}) == 1:
        joint = "或" if parties[0].either else "与"
        both = "" if len(parties) == 1 or parties[0].either else "都"
        return f"{joint.join(case.named(party) for party in parties)}{both}{_role_said(parties[0])}"
    return "、".join(f"{case.named(party)}{_role_said(party)}" for party in parties)


def _role_said(party: Party) -> str:
    if not party.shunned:
        return role_words(party.roles)
    if party.roles and set(party.roles) | set(party.shunned) == set(ROLES):
        return f"只{role_words(party.roles)}"
    said = f"{role_words(party.roles)}但" if party.roles else ""
    return f"{said}没有{role_words(party.shunned)}"


def tasks_ranked(case: Case) -> Answer:
    """Answer with the tasks that most, or fewest, agencies have a role in, or that have most targets."""
    own, _ = _of_parties(case)
    ids = None if own is None else {item["task"] for item in own}
    among = "" if own is None else f"{_party_words(case)}的任务中"
    if "noun_target" in case.reading.features:
        goals = Counter(one.task for one in targets_by_indicator(case.store, document=case.within) if one.task)
        counted = {one.task: one for one in tasks_listed(case.store, sorted(goals)) if ids is None or one.task in ids}
        ranked, said = case.ranked([(one, goals[task]) for task, one in counted.items()])
        items = [plain_task(one) | {"targets": count} for one, count in ranked]
        return case.answer("tasks", items, f"{among}量化目标{said}的任务", "targets_by_indicator")
    roles = case.reading.parties.roles or ROLES
    ranked, said = case.ranked(sized(case, None if ids is None else sorted(ids), roles))
    items = [plain_task(one) | {"agencies": count} for one, count in ranked]
    words = f"{among}{role_words(roles)}单位{said}的任务"
    at_least = min((count for _, count in ranked), default=0)
    return case.answer("tasks", items, words, "tasks_with_agencies", at_least=at_least)


def tasks_by_day(case: Case) -> Answer:
    """Answer with the tasks that are due first, or last, of those that say when."""
    items, words = _of_parties(case)
    days = dated(case, None if items is None else [item["task"] for item in items])
    last = "latest" in case.reading.features
    best = (max if last else min)((day for _, day in days), default="")
    found = tasks_listed(case.store, [task for task, day in days if day == best])
    words = f"{words}最{'晚' if last else '早'}到期的任务"
    return case.answer("tasks", map(plain_task, found), words, "tasks_by_deadline", after=best, before=best)


def deadline_of_task(case: Case) -> Answer:
    """Answer with the tasks named, for their deadlines."""
    found, words = tasks_meant(case)
    items = [plain_task(one) for one in found if one.deadline_text]
    return case.answer("tasks", items, f"{words}的完成时限", "task", document=None, task=found[0].task)


def agency_in_task(case: Case) -> Answer:
    """Answer whether an agency is in a task: with the task where it is, with nothing where it is not."""
    found, words = tasks_meant(case)
    items, _ = _of_parties(case)
    named = {one.task for one in found}
    held = [item for item in items or () if item["task"] in named]
    said = _party_words(case)
    return case.answer("tasks", held, f"{said}{words}", "task", document=None, task=found[0].task)


def role_of_agency(case: Case) -> Answer:
    """Answer with the roles of agencies in a task."""
    found, words = tasks_meant(case)
    wanted = {body for party in case.reading.parties.named for body in case.bodies(party)}
    items = [
        plain_task(one) | {"agency": agency.name, "role": agency.role}
        for one in found
        for agency in one.agencies
        if agency.agency in wanted
    ]
    named = "、".join(case.named(party) for party in case.reading.parties.named)
    return case.answer(
        "tasks", items, f"{named}在{words}中的角色", "agencies_of_task", document=None, task=found[0].task
    )
