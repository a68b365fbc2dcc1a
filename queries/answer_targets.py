"""Answers that are targets: of an agency, a task, a document, a year, an indicator; and goals that stand alone."""

from __future__ import annotations

import re

from graph.errors import NodeNotFound
from graph.identifiers import fold
from queries.answers import Answer, target_item
from queries.case import Case, role_words
from queries.target import (
    Target,
    goals_without_task,
    overall_goals,
    targets_by_indicator,
    targets_of_agency,
    targets_of_task,
)

__all__ = ["goals_apart", "targets_asked"]

_LIKE_INDICATORS = 3  # more different indicators than this under one word: the question is too vague to answer
# Words that say how something is counted, not what: alone they name no indicator.
_VAGUE = frozenset(
    {"数量", "总量", "总数", "规模", "比例", "比重", "占比", "增速", "目标", "指标", "数", "量", "技术", "企业"}
)


def targets_asked(case: Case) -> Answer:
    """Answer with the targets that meet all conditions of the question.

    Args:
        case: the question and the graph.

    Returns:
        Targets in the order of the texts.

    Raises:
        NodeNotFound: the indicator is too vague, or something that the question names is not in the graph.
    """
    reading = case.reading
    found, words, query, parameters = _base(case)
    if reading.period is not None:
        year = reading.period.year
        found, words = [one for one in found if one.year == year], f"到{year}年{words}"
        parameters |= {"year": year} if query == "targets_by_indicator" else {}
    if reading.unit:
        found = [one for one in found if reading.unit in one.unit or one.unit in reading.unit]
    if reading.words is not None:
        found, name = _of_indicator(reading.words, found)
        words = words.replace(reading.words, name)
        parameters |= {"indicator": name} if query == "targets_by_indicator" else {}
    return case.answer("targets", map(target_item, found), f"{words}的目标", query, **parameters)


def _base(case: Case) -> tuple[list[Target], str, str, dict[str, object]]:
    """The targets that the narrowest condition gives, words for it, and the query."""
    reading, store = case.reading, case.store
    if reading.parties.named:
        party = reading.parties.named[0]
        found = [
            one
            for body in case.bodies(party)
            for one in targets_of_agency(store, body, role=party.roles or None, document=case.within)
        ]
        role = ",".join(party.roles) or None
        words = f"{case.named(party)}{role_words(party.roles)}的任务中"
        return found, words, "targets_of_agency", {"agency": case.name(party), "role": role}
    if reading.titles or reading.numbers:
        tasks, words = case.meant()
        found = [one for task in tasks for one in targets_of_task(store, task.task)]
        return found, words, "targets_of_task", {"task": tasks[0].task, "document": None}
    if reading.words is None and case.scope is not None:
        return targets_by_indicator(store, document=case.within), "", "targets_of_document", {}
    if reading.words is None:
        year = reading.period.year if reading.period else None
        return targets_by_indicator(store, year=year), "", "targets_by_indicator", {}
    asked = _stem(reading.words)
    if asked in _VAGUE:
        raise NodeNotFound(f"“{asked}”没有说明是什么指标")
    for part in (asked, asked[:2]):
        found = targets_by_indicator(store, part, document=case.within)
        if found:
            break
    return found, reading.words, "targets_by_indicator", {}


def _stem(words: str) -> str:
    """An indicator without what only says that it is counted: 高新技术企业数量."""
    return re.sub("的?总?(?:数量|数)?$", "", fold(words)) or fold(words)


def _of_indicator(words: str, targets: list[Target]) -> tuple[list[Target], str]:
    """Return the targets of an indicator, and its name: exactly that, else those that hold it, else its pieces.

    Raises:
        NodeNotFound: the words mean too many indicators.
    """
    asked = _stem(words)
    exact = {asked, f"{asked}数量", f"{asked}数", fold(words)}
    found = (
        [one for one in targets if one.indicator in exact]
        or [one for one in targets if asked in one.indicator]
        or [one for one in targets if _in_pieces(asked, one.indicator)]
    )
    names = list(dict.fromkeys(one.indicator for one in found))
    if len(names) > _LIKE_INDICATORS:
        raise NodeNotFound(f"有 {len(names)} 个指标含“{asked}”，请写得更具体", tuple(names[:5]))
    return found, names[0] if len(names) == 1 else asked


def _in_pieces(asked: str, name: str) -> bool:
    """Whether two pieces of the words, of two characters or more, stand in a name one after the other."""
    return any(
        (at := name.find(asked[:cut])) >= 0 and asked[cut:] in name[at + cut :] for cut in range(2, len(asked) - 1)
    )


def goals_apart(case: Case) -> Answer:
    """Answer with the goals that belong to no task, or that no task takes up."""
    taken_up = "not_taken" in case.reading.features
    goals = goals_without_task if taken_up else overall_goals
    found = list(goals(case.store, document=case.within))
    if case.reading.period is not None:
        found = [one for one in found if one.year == case.reading.period.year]
    words = "没有任务承接的总体目标" if taken_up else "不属于任何任务的总体目标"
    query = "goals_without_task" if taken_up else "overall_goals"
    return case.answer("targets", map(target_item, found), words, query)
