"""What the gold records answer: the same conditions that questions make, over the records by hand beside the checkout."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[3] / "shared"
GOLD, CORPUS = SHARED / "gold", SHARED / "corpus"
ROLES = ("lead", "support", "responsible")
ANY, LED = ROLES, ("lead",)
ANSWERABLE = ("lead", "responsible")  # what 负责 means
HELPED = ("support",)

LIAONING, ANHUI, ZHEJIANG = "liaoning_2018_zhuanhua", "prov_anhui_2022_rcep", "prov_zhejiang_2024_renxing"
FARMING, JOBS, REFORMS = "sc_2018_42_nongji", "sc_2020_06_wenjiuye", "sc_2018_126_tuiguang_table"
SUPERVISION, BEIJING, GUIZHOU = "sc_2019_05_shuangsuiji", "prov_beijing_2020_zujizhan", "prov_guizhou_2020_fuwuye"
SHANGHAI, HUAIHUA, NANCHONG = "prov_shanghai_2025_naoji", "city_huaihua_2020_cailanzi", "city_nanchong_2020_cailanzi"
HUANGHUA, HUANGHUA_PLAN = "county_huanghua_2022_wenjingji", "county_huanghua_2022_luodi"


@cache
def record(stem: str) -> dict[str, Any]:
    """One document's gold, each agency under its full name."""
    gold = json.loads((GOLD / f"{stem}.json").read_text("utf-8"))
    units = json.loads((GOLD / "identity" / f"{stem}.json").read_text("utf-8"))["units"]
    full = {unit["as_written"]: unit["canonical"] or unit["as_written"] for unit in units}
    for task in gold["tasks"]:
        for role in ROLES:
            task[role] = [full.get(name, name) for name in task[role]]
    return gold


@cache
def stems() -> tuple[str, ...]:
    return tuple(json.loads((GOLD / "questions" / "questions.json").read_text("utf-8"))["documents"])


def _who(task: dict[str, Any], roles: tuple[str, ...]) -> set[str]:
    return {name for role in roles for name in task[role]}


def _tasks(document: str | None) -> list[tuple[str, dict[str, Any]]]:
    return [(stem, task) for stem in ([document] if document else stems()) for task in record(stem)["tasks"]]


def tasks(
    *agencies: str,
    roles: tuple[str, ...] = ANY,
    but: tuple[str, ...] = (),
    document: str | None = None,
    holds: str | None = None,
    nobody: tuple[str, ...] = (),
    size: tuple[int, int] | None = None,
    due: str | None = None,
    titled: str | None = None,
    either: bool = False,
) -> dict[str, Any]:
    """Tasks that all (or, with `either`, one) of the agencies have one of the roles in, and none of the roles in `but`."""
    items = []
    for stem, task in _tasks(document):
        who, shunned = _who(task, roles), _who(task, but)
        has = [name in who and name not in shunned for name in agencies]
        met = (any if either else all)(has) if agencies else True
        met = met and (holds is None or holds in task["title"]) and (titled is None or titled == task["title"])
        met = met and (not nobody or not _who(task, nobody))
        met = met and (size is None or size[0] <= len(_who(task, roles)) <= size[1])
        if met and (due is None or due in (task["deadline"] or "")):
            items.append({"source": stem, "title": task["title"]})
    return {"kind": "tasks", "items": items}


def mixed(document: str | None, **by_role: str) -> dict[str, Any]:
    """Tasks that each agency has its own role in: mixed(None, lead=…, support=…)."""
    items = [
        {"source": stem, "title": task["title"]}
        for stem, task in _tasks(document)
        if all(name in task[role] for role, name in by_role.items())
    ]
    return {"kind": "tasks", "items": items}


def _agency(name: str) -> dict[str, Any]:
    return {"any_of": [name]}


def agencies(title: str, *, roles: tuple[str, ...] = ANY, document: str, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Agencies of the task of a title."""
    found = [task for task in record(document)["tasks"] if task["title"] == title]
    assert found, title
    names = {name for task in found for name in _who(task, roles)} - set(but)
    return {"kind": "agencies", "items": [_agency(name) for name in sorted(names)]}


def where(test: Callable[[dict[str, Any]], Any], *, document: str) -> dict[str, Any]:
    """Tasks of a document that a test holds of."""
    found = [task for task in record(document)["tasks"] if test(task)]
    return {"kind": "tasks", "items": [{"source": document, "title": task["title"]} for task in found]}


def agencies_of(test: Callable[[dict[str, Any]], Any], *, roles: tuple[str, ...], document: str) -> dict[str, Any]:
    """Agencies of the tasks of a document that a test holds of."""
    names = {name for task in record(document)["tasks"] if test(task) for name in _who(task, roles)}
    return {"kind": "agencies", "items": [_agency(name) for name in sorted(names)]}


def agencies_in(document: str, roles: tuple[str, ...] = ANY, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Agencies of all tasks of a document."""
    names = {name for task in record(document)["tasks"] for name in _who(task, roles)} - set(but)
    return {"kind": "agencies", "items": [_agency(name) for name in sorted(names)]}


def most(document: str | None, roles: tuple[str, ...]) -> dict[str, Any]:
    """The agencies with most tasks; the first of an answer must be one of them."""
    counts = Counter(name for _, task in _tasks(document) for name in _who(task, roles))
    best = max(counts.values())
    return {"kind": "agencies", "items": [_agency(n) for n, c in counts.items() if c == best], "match": "top"}


def partner(agency: str, document: str | None) -> dict[str, Any]:
    """The agencies that share most tasks with one."""
    counts = Counter(
        name for _, task in _tasks(document) if agency in _who(task, ANY) for name in _who(task, ANY) if name != agency
    )
    best = max(counts.values())
    return {"kind": "agencies", "items": [_agency(n) for n, c in counts.items() if c == best], "match": "top"}


def first(name: str) -> dict[str, Any]:
    """An agency that must come first."""
    return {"kind": "agencies", "items": [_agency(name)], "match": "top"}


def count(expected: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "count", "items": [{"value": len(expected["items"])}]}


def cited(document: str) -> dict[str, Any]:
    """Documents that one cites."""
    unique = {c["doc_number"] or c["title"]: c for c in record(document)["citations"]}
    return {
        "kind": "documents",
        "items": [{"title": c["title"], "doc_number": c["doc_number"]} for c in unique.values()],
    }


def basis(document: str) -> dict[str, Any]:
    """Documents that one rests on."""
    structure = json.loads((GOLD / "structure" / f"{document}.json").read_text("utf-8"))
    found = [c for c in structure["citations"] if c["relation"] == "basis"]
    return {"kind": "documents", "items": [{"title": c["title"], "doc_number": c["doc_number"]} for c in found]}


def documents(*wanted: str) -> dict[str, Any]:
    return {"kind": "documents", "items": [{"source": stem} for stem in wanted]}


def targets(
    document: str | None = None,
    *,
    year: int | None = None,
    holds: str = "",
    free: bool = False,
    of: tuple[str, ...] = (),
    task: str | None = None,
) -> dict[str, Any]:
    """Targets by document, year, indicator; `free`: those of no task; `of`: those of tasks that agencies lead; `task`: its key."""
    items = []
    for stem in [document] if document else stems():
        led = {t["key"] for t in record(stem)["tasks"] if not of or set(of) & set(t["lead"])}
        for target in record(stem)["targets"]:
            met = holds in target["indicator"] and (year is None or target["year"] == year)
            met = met and (task is None or target["task"] == task)
            if met and not (free and target["task"]) and not (of and target["task"] not in led):
                items.append({"source": stem, "value": target["value"], "unit": target["unit"]})
    return {"kind": "targets", "items": items}


def path(one: str, other: str) -> dict[str, Any]:
    return {"kind": "path", "items": [_agency(one), _agency(other)]}


def refused() -> dict[str, Any]:
    return {"kind": "none", "items": []}


def empty() -> dict[str, Any]:
    return {"kind": "none", "items": [], "accept_empty": True}
