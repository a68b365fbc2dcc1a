"""What a question says of tasks besides their agencies: each condition with the tasks that meet it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.model import ROLES
from queries.case import Case, role_words
from queries.citation import tasks_citing
from queries.responsibility import roles_of
from queries.task import FIRST_DAY, LAST_DAY, Task, tasks_listed
from queries.tasks_meant import tasks_meant, titles_holding

__all__ = ["conditions", "dated", "sized"]

_WITHOUT = {
    "without_lead": ("lead", "没有牵头单位"),
    "without_support": ("support", "没有配合单位"),
    "without_agency": (None, "没有任何责任单位"),
}


def conditions(case: Case, own: list[str] | None) -> Iterable[tuple[list[str], str, str, dict[str, Any]]]:
    """Return each condition other than agencies: ids of the tasks that meet it, in words, and the query for them.

    Args:
        case: the question and the graph.
        own: ids of the only tasks that need be looked at, those of the agencies that the question names; None for all.
    """
    reading, store = case.reading, case.store
    for feature, (role, words) in _WITHOUT.items():
        if feature in reading.features:
            found = _ids(case, "tasks_without_role", own, roles=roles_of(role))
            yield found, words, "tasks_without_role", {"role": role or ",".join(ROLES)}
    if reading.parties.shunned and not reading.parties.named:
        shunned = reading.parties.shunned
        found = _ids(case, "tasks_without_role", own, roles=list(shunned))
        yield found, f"没有{role_words(shunned)}单位", "tasks_without_role", {"role": ",".join(shunned)}
    if "with_role" in reading.features:
        yield _with_role(case, own)
    if reading.size is not None:
        yield _of_size(case, own)
    if reading.period is not None:
        yield _due(case, own)
    if "no_deadline" in reading.features:
        yield _ids(case, "tasks_without_deadline", own), "没有写明时限", "tasks_without_deadline", {}
    if "alone" in reading.features:
        yield _alone(case, own)
    if "with_deadline" in reading.features:
        yield [task for task, _ in dated(case, own)], "写明时限", "tasks_by_deadline", {}
    if "with_target" in reading.features:
        without = set(_ids(case, "tasks_without_target", own))
        every = _ids(case, "tasks", own, roles=None, text=None)
        yield [task for task in every if task not in without], "有量化目标", "tasks", {}
    if "no_target" in reading.features:
        yield _ids(case, "tasks_without_target", own), "没有量化目标", "tasks_without_target", {}
    for candidates in reading.cited:
        cited = case.document(candidates)
        listed = [one.task for one in tasks_citing(store, cited) if one.task]
        yield listed, f"{reading.relation_word}《{case.title(cited)}》", "tasks_citing", {"document": cited}
    if reading.words is not None:
        yield _about(case, reading.words, own)
    if reading.titles or reading.parts or reading.numbers or reading.section is not None:
        meant, words = tasks_meant(case)
        yield [one.task for one in meant], words, "tasks", {}


def _ids(case: Case, query: str, own: list[str] | None, **parameters: Any) -> list[str]:
    return [row["task"] for row in case.store.query(query, tasks=own, documents=case.within, **parameters)]


def sized(case: Case, own: list[str] | None, roles: Sequence[str], *, at_least: int = 1) -> list[tuple[Task, int]]:
    """Return the tasks that so many agencies at least are in, and how many have one of some roles.

    Args:
        case: the question and the graph.
        own: ids of the only tasks that need be looked at; None for all.
        roles: the roles that count.
        at_least: the fewest agencies, in whatever role.

    Returns:
        Tasks with their numbers, those of most agencies first.
    """
    ids = _ids(case, "tasks_with_agencies", own, at_least=at_least, at_most=None)
    found = {one.task: one for one in tasks_listed(case.store, ids)}
    return [(found[task], len({a.agency for a in found[task].agencies if a.role in roles})) for task in ids]


def _with_role(case: Case, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks that somebody has one of the roles in which the question names of nobody: 有牵头单位的任务."""
    roles = case.reading.parties.roles
    ids = [one.task for one, count in sized(case, own, roles) if count]
    return ids, f"有{role_words(roles)}单位", "tasks_with_agencies", {"at_least": 1}


def _of_size(case: Case, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks by their number of agencies: in the role that the question names, where it is not any."""
    size, roles = case.reading.size, case.reading.parties.roles
    assert size is not None
    if len(roles) > 1:  # 由3个部门负责 counts all who are in it; 3个部门牵头 those who lead
        roles = ()
    if roles:
        counted = sized(case, own, roles, at_least=size.at_least)
        found = [one.task for one, count in counted if size.at_least <= count <= (size.at_most or count)]
    else:
        found = _ids(case, "tasks_with_agencies", own, at_least=size.at_least, at_most=size.at_most)
    words = f"{role_words(roles)}单位{size.word}个"
    return (
        found,
        words,
        "tasks_with_agencies",
        {"at_least": size.at_least, "at_most": size.at_most},
    )


def _alone(case: Case, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks that only one agency leads, or supports; where 负责 or 承担 is said, that only one agency is in."""
    told = case.reading.parties
    roles = told.named[0].roles if told.named else told.roles
    roles = roles if len(roles) == 1 else ROLES
    ids = [one.task for one, count in sized(case, own, roles) if count == 1]
    return ids, f"只有一个{role_words(roles)}单位", "tasks_with_agencies", {"at_least": 1}


def _due(case: Case, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks due on a day or in a period; 前 means the deadline of that name, else all up to it."""
    period = case.reading.period
    assert period is not None
    words = f"完成时限为{period.text}"
    if period.year is None:
        found = [task for task, day in dated(case, own) if _falls(day, *period.days(int(day[:4])))]
        return found, words, "tasks_by_deadline", {}
    first, last = period.days(period.year)
    found = [task for task, _ in dated(case, own, first, last)]
    if not case.reading.features & {"deadline", "carry"} and period.text == f"{period.year}年":
        case.notes.append(case.question.replace(period.text, f"{period.text}印发的文件里"))
    if period.bound == "on" and period.text.endswith("前"):
        earlier = [task for task, day in dated(case, own, FIRST_DAY, last) if day < first]
        if not found:
            found, words, first = earlier, f"{period.text}到期", "0000-00-00"
        elif earlier:
            case.notes.append(case.question.replace(period.text, f"{period.text.removesuffix('前')}之前"))
    return found, words, "tasks_by_deadline", {"after": first, "before": last}


def dated(case: Case, own: list[str] | None, after: str = FIRST_DAY, before: str = LAST_DAY) -> list[tuple[str, str]]:
    """Return the tasks due from one day to another, by id, and their days; of `own` alone where that is not None."""
    rows = case.store.query("tasks_by_deadline", tasks=own, documents=case.within, after=after, before=before)
    return [(row["task"], row["deadline"]) for row in rows]


def _falls(day: str, first: str, last: str) -> bool:
    return first <= day <= last


def _about(case: Case, topic: str, own: list[str] | None) -> tuple[list[str], str, str, dict[str, Any]]:
    """Tasks about a topic: whose title or text holds it; whose title does, where the question says so."""
    if case.reading.titled:
        return titles_holding(case, topic), f"标题含“{topic}”", "tasks_about", {"topic": topic}
    found = _ids(case, "tasks", own, roles=None, text=topic)
    return found, f"提到“{topic}”", "tasks", {"text": topic}
