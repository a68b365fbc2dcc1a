"""Answers that are agencies: of tasks, of documents, partners, ranked, compared; and how two are linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from graph.errors import NodeNotFound
from graph.model import ROLES
from queries.agency import mentions_of
from queries.answer_targets import targets_met
from queries.answers import Answer
from queries.case import Case, role_words
from queries.conditions import conditions
from queries.dependency import Path, partners_of_agency, path_between_agencies
from queries.parties import Party
from queries.task import Task, tasks_listed
from queries.tasks_meant import tasks_meant

__all__ = [
    "agencies_compared",
    "agencies_of_documents",
    "agencies_of_targets",
    "agencies_of_tasks",
    "agencies_ranked",
    "agency_is_first",
    "issuers",
    "partners",
    "path",
]


def agencies_of_tasks(case: Case) -> Answer:
    """Answer with the agencies in the tasks that the question names, each once, in the order of the text."""
    reading = case.reading
    if reading.titles or reading.parts or reading.numbers or reading.words or reading.section is not None:
        found, words = tasks_meant(case)
        if reading.period is not None:
            due = [set(ids) for ids, _, query, _ in conditions(case, None) if query == "tasks_by_deadline"]
            found = [one for one in found if one.task in due[0]]
        own = [{task.task for task in case.tasks_of(party, party.roles)} for party in reading.parties.named]
        return _agencies_of(case, [one for one in found if all(one.task in ids for ids in own)], words)
    met = list(conditions(case, None))
    ids = set.intersection(*(set(found) for found, _, _, _ in met))
    words = "且".join(words for _, words, _, _ in met)
    return _agencies_of(case, tasks_listed(case.store, sorted(ids)), f"{words}的任务")


def agencies_of_targets(case: Case) -> Answer:
    """Answer with the agencies of the tasks that hold the targets which the question names.

    Raises:
        NodeNotFound: no task holds such a target.
    """
    targets, words, _, _ = targets_met(case)
    tasks = tasks_listed(case.store, sorted({one.task for one in targets if one.task}))
    if not tasks:
        said = "是总体目标，没有写在任务里" if targets else "图中查不到"
        raise NodeNotFound(f"{words}的目标{said}，查不到责任单位")
    return _agencies_of(case, tasks, f"目标“{words.removeprefix('任务').strip('“”')}”")


def _agencies_of(case: Case, found: Sequence[Task], words: str) -> Answer:
    roles = case.reading.parties.roles
    if not roles and "carry" in case.reading.features:
        roles = ("lead", "responsible")  # 由谁落实 asks who is answerable
    excluded = _excluded(case) | {body for party in case.reading.parties.named for body in case.bodies(party)}
    items: dict[str, dict[str, Any]] = {}
    for one in found:
        for agency in one.agencies:
            if agency.role not in (roles or ROLES) or agency.agency in excluded:
                continue
            if agency.agency in items:
                mentions = items[agency.agency]["mentions"]
                mentions += [agency.mention] if agency.mention not in mentions else []
            else:
                items[agency.agency] = {
                    "id": agency.agency,
                    "name": agency.name,
                    "mentions": [agency.mention],
                    "role": agency.role,
                    "task": one.title,
                    "evidence": asdict(agency.evidence),
                }
    task = found[0].task if len(found) == 1 else None
    words = f"{words}的{role_words(roles)}单位{_but(case)}"
    if task is None:
        return case.answer("agencies", items.values(), words, "tasks", text=case.reading.words)
    return case.answer("agencies", items.values(), words, "agencies_of_task", document=None, task=task)


def agencies_of_documents(case: Case) -> Answer:
    """Answer with the agencies that have tasks in the documents of the question, those with most first."""
    roles = case.reading.parties.roles
    if not roles and "carry" in case.reading.features:
        roles = ("lead", "responsible")
    shunned, excluded = case.reading.parties.shunned, _excluded(case)
    ranking = [
        one
        for one in _ranking(case, case.within)
        if _count(one, roles) and one["id"] not in excluded and not (shunned and _count(one, shunned))
    ]
    if "both_roles" in case.reading.features:
        ranking = [one for one in ranking if all(_count(one, [role]) for role in roles)]
    if "common" in case.reading.features:
        everywhere = [
            {one["id"] for one in _ranking(case, [document]) if _count(one, roles)} for document in case.within or ()
        ]
        ranking = [one for one in ranking if all(one["id"] in of for of in everywhere)]
    items = _counted(case, ((one, _count(one, roles)) for one in ranking))
    said = f"{'都' if 'common' in case.reading.features else ''}{role_words(roles)}任务"
    if shunned:
        alone = set(roles) | set(shunned) == set(ROLES)
        said = f"只{role_words(roles)}任务" if alone else f"{said}但没有{role_words(shunned)}"
    if "both_roles" in case.reading.features:
        said = "".join(f"既{role_words([role])}" for role in roles) + "任务"
    return case.answer("agencies", items, f"{said}的单位{_but(case)}", "agency_ranking")


def agencies_ranked(case: Case) -> Answer:
    """Answer with the agencies that have most tasks, fewest, or more than a number."""
    told, over = case.reading.parties, case.reading.over
    roles = told.roles or next((party.roles for party in told.named if party.roles), ())
    ranking = [(one, _count(one, roles)) for one in _ranking(case, case.within) if one["id"] not in _excluded(case)]
    if over is not None:
        enough = [(one, n) for one, n in ranking if over.at_least <= n <= (over.at_most or n)]
        ranking, said = sorted(enough, key=lambda pair: -pair[1]), f"{over.word}项"
    else:
        ranking, said = case.ranked(ranking)
    items = _counted(case, ranking)
    return case.answer("agencies", items, f"{role_words(roles)}任务{said}的单位{_but(case)}", "agency_ranking")


def agency_is_first(case: Case) -> Answer:
    """Answer whether an agency has most tasks, or fewest: with the agency where it has, with nothing where not."""
    first = agencies_ranked(case)
    bodies = {body for party in case.reading.parties.named for body in case.bodies(party)}
    named = "、".join(map(case.named, case.reading.parties.named))
    roles = next((party.roles for party in case.reading.parties.named if party.roles), ())
    said = f"{named}为{role_words(roles)}任务最{'少' if 'least' in case.reading.features else '多'}的单位"
    items = [item for item in first.items if item["id"] in bodies]
    return case.answer("agencies", items, said, "agency_ranking")


def partners(case: Case) -> Answer:
    """Answer with the agencies that share tasks with one: all, those in a role, or those with most."""
    party, roles = case.reading.parties.named[0], case.reading.parties.roles
    own = party.roles
    if "partnership" in case.reading.features:  # 共同牵头: both lead; 共同承担: in any role
        own = roles = () if set(own) == set(ROLES) else own
    elif own and party.word == case.reading.parties.word:  # 谁配合省科技厅: in what it leads
        own = ("lead",) if roles == ("support",) else ()
    elif own == ("support",) and not roles:  # 省科技厅配合谁
        roles = ("lead",)
    counted = _fellows(case, party, own, roles) if own or roles else _partners(case, party)
    counted = [one for one in counted if one["id"] not in _excluded(case)]
    words = f"与{case.named(party)}共同承担任务"
    if own or roles:
        words = f"{role_words(roles)}{case.named(party)}{role_words(own)}的任务"
    if case.reading.features & {"most", "least", "compare"} and counted:
        ranked, said = case.ranked([(one, one["count"]) for one in counted])
        counted, words = [one for one, _ in ranked], words + said
    return case.answer("agencies", counted, f"{words}的单位{_but(case)}", "partners_of_agency", agency=case.name(party))


def agencies_compared(case: Case) -> Answer:
    """Answer with agencies by their number of tasks, first who has more, or fewer where that is asked."""
    parties = case.reading.parties
    roles = next((party.roles for party in parties.named if party.roles), parties.roles)
    items: list[dict[str, Any]] = []
    for party in parties.named:
        bodies = case.bodies(party)
        mentions = [mention for names in mentions_of(case.store, bodies).values() for mention in names]
        name = case.named(party) if len(bodies) == 1 else party.name
        count = len(case.tasks_of(party, roles))
        items.append(
            {"id": bodies[0], "name": name, "mentions": list(dict.fromkeys((party.name, *mentions))), "count": count}
        )
    fewer = bool(case.reading.features & {"fewer", "least"})
    items.sort(key=lambda item: item["count"] if fewer else -item["count"])
    names = "与".join(case.named(party) for party in parties.named)
    words = f"{names}{role_words(roles)}任务的多少，{'少' if fewer else '多'}者在前"
    return case.answer("agencies", items, words, "agency_ranking")


def issuers(case: Case) -> Answer:
    """Answer with the agencies that issued a document."""
    items = []
    for one in case.scope or ():
        for row in case.store.query("issuers_of_document", document=one):
            items.append({"id": row["id"], "name": row["name"], "mentions": [row["name"]], "count": 1})
    return case.answer("agencies", items, "印发单位", "document")


def path(case: Case) -> Answer:
    """Answer with the shortest way from one agency to another over the tasks they share."""
    one, other = case.reading.parties.named[:2]
    ways = [
        way
        for here in case.bodies(one)
        for there in case.bodies(other)
        if (way := path_between_agencies(case.store, here, there))
    ]
    shortest = min(ways, key=lambda way: len(way.nodes), default=None)
    items = [_way(case, shortest)] if shortest else []
    words = f"{case.named(one)}与{case.named(other)}之间的联系"
    return case.answer(
        "path", items, words, "path_between_agencies", document=None, agency=case.name(one), other=case.name(other)
    )


def _way(case: Case, way: Path) -> dict[str, Any]:
    mentions = mentions_of(case.store, [stop.id for stop in way.nodes if stop.kind == "agency"])
    nodes = [
        {"kind": stop.kind, "id": stop.id, "name": stop.name}
        | ({"mentions": list(mentions.get(stop.id, ()))} if stop.kind == "agency" else {})
        for stop in way.nodes
    ]
    return {"nodes": nodes, "edges": [asdict(edge) for edge in way.edges]}


def _ranking(case: Case, documents: list[str] | None) -> list[dict[str, Any]]:
    """The agencies of some documents, or of all, with their numbers of tasks."""
    found = case.store.query("agency_ranking", documents=documents)
    return sorted(found, key=lambda one: (-one["tasks"], one["id"]))


def _count(one: dict[str, Any], roles: Iterable[str]) -> int:
    wanted = tuple(roles) or ROLES
    return int(one["tasks"] if len(wanted) == len(ROLES) else sum(one[role] for role in wanted))


def _counted(case: Case, counts: Iterable[tuple[dict[str, Any], int]]) -> list[dict[str, Any]]:
    """Items of agencies with a number; how texts write them is asked only of those that are shown."""
    listed = list(counts)
    mentions = mentions_of(case.store, [one["id"] for one, _ in listed])
    return [
        {"id": one["id"], "name": one["name"], "mentions": list(mentions.get(one["id"], ())), "count": count}
        for one, count in listed
    ]


def _partners(case: Case, party: Party) -> list[dict[str, Any]]:
    counts: dict[str, dict[str, Any]] = {}
    own = case.bodies(party)
    for body in own:
        for one in partners_of_agency(case.store, body, document=case.within):
            blank = {"id": one.id, "name": one.name, "mentions": list(one.mentions), "count": 0}
            counts.setdefault(one.id, blank)["count"] += one.tasks
    return sorted(counts.values(), key=lambda one: (-one["count"], one["id"]))


def _fellows(case: Case, party: Party, own: Iterable[str], roles: Iterable[str]) -> list[dict[str, Any]]:
    """Who else is in the tasks that an agency has in a role, by the number of tasks."""
    wanted, bodies = tuple(roles) or ROLES, set(case.bodies(party))
    counts: dict[str, dict[str, Any]] = {}
    for one in tasks_listed(case.store, [task.task for task in case.tasks_of(party, tuple(own))]):
        for agency in {a.agency: a for a in one.agencies if a.role in wanted}.values():
            if agency.agency not in bodies:
                blank = {"id": agency.agency, "name": agency.name, "mentions": [], "count": 0}
                entry = counts.setdefault(agency.agency, blank)
                entry["count"] += 1
                entry["mentions"] += [agency.mention] if agency.mention not in entry["mentions"] else []
    return sorted(counts.values(), key=lambda one: (-one["count"], one["id"]))


def _excluded(case: Case) -> set[str]:
    return {body for party in case.reading.parties.excluded for body in case.bodies(party)}


def _but(case: Case) -> str:
    names = "、".join(case.named(party) for party in case.reading.parties.excluded)
    return f"（{names}除外）" if names else ""
