"""Answers that are tasks: of agencies, documents, topics and days, with or without what the question says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.errors import NodeNotFound
from graph.model import ROLES
from queries.answers import Answer, plain_task, task_item
from queries.case import Case, role_words
from queries.citation import tasks_citing
from queries.parties import Party
from queries.responsibility import TaskOfAgency, roles_of
from queries.task import FIRST_DAY, LAST_DAY, Task, tasks, tasks_listed, tasks_with_agencies

__all__ = ["agency_in_task", "deadline_of_task", "role_of_agency", "tasks_asked", "tasks_ranked"]

_WITHOUT = {
    "without_lead": ("lead", "没有牵头单位"),
    "without_support": ("support", "没有配合单位"),
    "without_agency": (None, "没有任何责任单位"),
}


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
    conditions = list(_conditions(case, None if own is None else [item["task"] for item in own]))
    allowed = set.intersection(*(set(found) for found, _, _, _ in conditions)) if conditions else None
    if own is None:
        own = [plain_task(one) for one in _all_of(case, allowed)]
    items = [item for item in own if allowed is None or item["task"] in allowed]
    understood = "且".join([*filter(None, [words]), *(word for _, word, _, _ in conditions)])
    first = case.reading.parties.named[0] if case.reading.parties.named else None
    query, parameters = ("tasks", {}) if not conditions else (conditions[0][2], conditions[0][3])
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


def _conditions(case: Case, own: list[str] | None) -> Iterable[tuple[list[str], str, str, dict[str, Any]]]:
    """Each condition other than agencies: ids of the tasks that meet it, in words, and the query that finds them.

    Those of the agencies, `own`, are the only ones that need be looked at, where the question names any.
    """
    reading, store = case.reading, case.store
    for feature, (role, words) in _WITHOUT.items():
        if feature in reading.features:
            found = _ids(case, "tasks_without_role", own, roles=roles_of(role))
            yield found, words, "tasks_without_role", {"role": role or ",".join(ROLES)}
    if reading.size is not None:
        yield _of_size(case, own)
    if reading.period is not None:
        yield _due(case, own)
    if "no_deadline" in reading.features:
        yield _ids(case, "tasks_without_deadline", own), "没有写明时限", "tasks_without_deadline", {}
    if "no_target" in reading.features:
        yield _ids(case, "tasks_without_target", own), "没有量化目标", "tasks_without_target", {}
    if reading.cited is not None:
        cited = case.document(reading.cited)
        listed = [one.task for one in tasks_citing(store, cited) if one.task]
        yield listed, f"{reading.relation_word}《{case.title(cited)}》", "tasks_citing", {"document": cited}
    if reading.words is not None:
        yield _about(case, reading.words, own)
    if reading.titles or reading.numbers:
        meant, words = case.meant()
        yield [one.task for one in meant], words, "tasks", {}


def _ids(case: Case, query: str, own: list[str] | None, **parameters: Any) -> list[str]:
    return [row["task"] for row in case.store.query(query, tasks=own, documents=case.within, **parameters)]


def _of_size(case: Case, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks by their number of agencies: in the role that the question names, where it is not any."""
    size, roles = case.reading.size, case.reading.parties.roles
    assert size is not None
    if len(roles) > 1:  # 由3个部门负责 counts all who are in it; 3个部门牵头 those who lead
        roles = ()
    most = None if roles else size.at_most
    found = _ids(case, "tasks_with_agencies", own, at_least=size.at_least, at_most=most)
    if roles:
        counts = _sizes(tasks_listed(case.store, found), roles)
        found = [task for task, count in counts.items() if size.at_least <= count <= (size.at_most or count)]
    words = f"{role_words(roles)}单位{size.word}个"
    return (
        found,
        words,
        "tasks_with_agencies",
        {"at_least": size.at_least, "at_most": size.at_most},
    )


def _sizes(found: Iterable[Task], roles: Sequence[str]) -> dict[str, int]:
    """How many agencies have one of some roles in each task."""
    return {one.task: len({a.agency for a in one.agencies if a.role in roles}) for one in found}


def _due(case: Case, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks due on a day or in a period; 前 means the deadline of that name, else all up to it."""
    period = case.reading.period
    assert period is not None
    words = f"完成时限为{period.text}"
    if period.year is None:
        found = [task for task, day in _dated(case, own) if _falls(day, *period.days(int(day[:4])))]
        return found, words, "tasks_by_deadline", {}
    first, last = period.days(period.year)
    found = [task for task, _ in _dated(case, own, first, last)]
    if not case.reading.features & {"deadline", "carry"} and period.text == f"{period.year}年":
        case.notes.append(case.question.replace(period.text, f"{period.text}印发的文件里"))
    if period.bound == "on" and period.text.endswith("前"):
        earlier = [task for task, day in _dated(case, own, FIRST_DAY, last) if day < first]
        if not found:
            found, words, first = earlier, f"{period.text}到期", "0000-00-00"
        elif earlier:
            case.notes.append(case.question.replace(period.text, f"{period.text.removesuffix('前')}之前"))
    return found, words, "tasks_by_deadline", {"after": first, "before": last}


def _dated(case: Case, own: list[str] | None, after: str = FIRST_DAY, before: str = LAST_DAY) -> list[tuple[str, str]]:
    """Tasks due from one day to another, by id, and their days."""
    rows = case.store.query("tasks_by_deadline", tasks=own, documents=case.within, after=after, before=before)
    return [(row["task"], row["deadline"]) for row in rows]


def _falls(day: str, first: str, last: str) -> bool:
    return first <= day <= last


def _about(case: Case, topic: str, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks about a topic: whose title or text holds it; whose title does, where the question says so."""
    if case.reading.titled:
        return [one.task for one in case.about(topic)], f"标题含“{topic}”", "tasks_about", {"topic": topic}
    found = _ids(case, "tasks", own, agencies=None, roles=None, text=topic)
    return found, f"提到“{topic}”", "tasks", {"text": topic}


def _of_parties(case: Case) -> tuple[list[dict[str, Any]] | None, str]:
    """The tasks of the agencies asked for, and words for that; None where none is.

    Agencies joined by 和, and those with roles of their own, are all in a task; of those joined by 或 one is enough.
    """
    parties = case.reading.parties.named
    if not parties:
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
    if found is None:
        return _others(case, shunned), _party_words(case)
    items = []
    for many in found:
        if many[0].task not in shunned:
            other = {"other": many[1].agency_name, "other_role": many[1].role} if len(many) > 1 else {}
            items.append(task_item(many[0]) | other)
    return items, _party_words(case)


def _others(case: Case, shunned: set[str]) -> list[dict[str, Any]]:
    """All tasks of the scope but some: only a named scope makes that a question."""
    if case.scope is None:
        raise NodeNotFound("没有限定范围，不便列出全库中该单位未承担的任务；请写明文件")
    return [plain_task(one) for one in tasks(case.store, document=case.within) if one.task not in shunned]


def _party_words(case: Case) -> str:
    parties = case.reading.parties.named
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
    """Answer with the tasks that most, or fewest, agencies have a role in."""
    found = tasks_with_agencies(case.store, 1, document=case.within)
    roles = case.reading.parties.roles or ROLES
    counts = _sizes(found, roles)
    least = "least" in case.reading.features
    best = (min if least else max)((count for count in counts.values() if count), default=0)
    items = [plain_task(one) | {"agencies": best} for one in found if counts[one.task] == best]
    words = f"{role_words(roles)}单位最{'少' if least else '多'}的任务"
    return case.answer("tasks", items, words, "tasks_with_agencies", at_least=best)


def deadline_of_task(case: Case) -> Answer:
    """Answer with the tasks named, for their deadlines."""
    found, words = case.meant()
    items = [plain_task(one) for one in found if one.deadline_text]
    return case.answer("tasks", items, f"{words}的完成时限", "task", document=None, task=found[0].task)


def agency_in_task(case: Case) -> Answer:
    """Answer whether an agency is in a task: with the task where it is, with nothing where it is not."""
    found, words = case.meant()
    items, _ = _of_parties(case)
    named = {one.task for one in found}
    held = [item for item in items or () if item["task"] in named]
    said = _party_words(case)
    return case.answer("tasks", held, f"{said}{words}", "task", document=None, task=found[0].task)


def role_of_agency(case: Case) -> Answer:
    """Answer with the roles of agencies in a task."""
    found, words = case.meant()
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
