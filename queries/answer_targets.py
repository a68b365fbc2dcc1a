"""Answers that are targets: of an agency, a task, a document, a year, an indicator; and goals that stand alone."""

from __future__ import annotations

import re

from graph.errors import NodeNotFound
from graph.identifiers import fold
from queries.answers import Answer, target_item
from queries.case import Case, role_words
from queries.period import Period
from queries.target import (
    Target,
    goals_without_task,
    overall_goals,
    targets_by_indicator,
    targets_of_agency,
    targets_of_task,
)
from queries.tasks_meant import tasks_meant

__all__ = ["goals_apart", "targets_asked", "targets_met"]

_SHARE = re.compile("占比|比重|比例|比率")
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
    found, words, query, parameters = targets_met(case)
    said = f"{words}的目标" if words else "全部目标"
    return case.answer("targets", map(target_item, found), said, query, **parameters)


def targets_met(case: Case) -> tuple[list[Target], str, str, dict[str, object]]:
    """Return the targets that meet all conditions, words for them, and the query with its parameters.

    Args:
        case: the question and the graph.

    Raises:
        NodeNotFound: the indicator is too vague, or something that the question names is not in the graph.
    """
    reading = case.reading
    found, words, query, parameters = _base(case)
    if reading.period is not None:
        found, words = [one for one in found if _is_due(one, reading.period)], f"{_by(reading.period)}{words}"
        alone = query == "targets_by_indicator" and reading.period.bound == "on" and not reading.period.last_year
        parameters |= {"year": reading.period.year} if alone else {}
    if reading.unit:
        found = [one for one in found if reading.unit in one.unit or one.unit in reading.unit]
    if reading.words is not None:
        found, name = _of_indicator(case, reading.words, found)
        words = words.replace(reading.words, name)
        parameters |= {"indicator": name} if query == "targets_by_indicator" else {}
    if reading.value is not None:
        found = [one for one in found if one.value == reading.value]
    return found, words, query, parameters


def _base(case: Case) -> tuple[list[Target], str, str, dict[str, object]]:
    """The targets that the narrowest condition gives, words for it, and the query."""
    reading, store = case.reading, case.store
    if reading.parties.named:
        return _of_parties(case)
    if reading.titles or reading.numbers or reading.section is not None:
        tasks, words = tasks_meant(case)
        found = [one for task in tasks for one in targets_of_task(store, task.task)]
        return found, words, "targets_of_task", {"task": tasks[0].task, "document": None}
    if reading.words is None and case.scope is not None:
        found = targets_by_indicator(store, document=case.within)
        return found, "", "targets_of_document", {}
    if reading.words is None:
        return targets_by_indicator(store), "", "targets_by_indicator", {}
    asked = _stem(reading.words)
    if asked in _VAGUE:
        raise NodeNotFound(f"“{asked}”没有说明是什么指标")
    found = _holding(case, asked) or _holding(case, asked[:2])
    ends = (asked[at:] for at in range(1, len(asked) - 2))
    if not any(asked in one.indicator or _in_pieces(asked, one.indicator) for one in found):
        found += next(filter(None, (_holding(case, end) for end in ends)), [])
    return list({one.target: one for one in found}.values()), reading.words, "targets_by_indicator", {}


def _of_parties(case: Case) -> tuple[list[Target], str, str, dict[str, object]]:
    """The targets of the tasks that all agencies of the question are in, or one of those joined by 或."""
    parties, meant = case.reading.parties.named, None
    each = [
        [
            one
            for body in case.bodies(party)
            for one in targets_of_agency(case.store, body, role=party.roles or None, document=case.within)
        ]
        for party in parties
    ]
    found = {one.target: one for some in each for one in some}
    if not parties[0].either:
        found = {of: one for of, one in found.items() if all(any(t.target == of for t in some) for some in each)}
    joint = "或" if parties[0].either else "、"
    words = joint.join(f"{case.named(party)}{role_words(party.roles)}" for party in parties) + "的任务"
    if case.reading.titles or case.reading.numbers or case.reading.section is not None:
        tasks, title = tasks_meant(case)
        meant, words = {task.task for task in tasks}, f"{words}{title}"
    shown = [one for one in found.values() if meant is None or one.task in meant]
    role = ",".join(parties[0].roles) or None
    return shown, f"{words}中", "targets_of_agency", {"agency": case.name(parties[0]), "role": role}


def _holding(case: Case, text: str) -> list[Target]:
    return targets_by_indicator(case.store, text, document=case.within)


def _is_due(one: Target, period: Period) -> bool:
    """Whether a target's year is in a period, before or after it."""
    if one.year is None or period.year is None:
        return False
    first, last = period.days(period.year)
    return first <= f"{one.year}-12-31" <= last and (period.bound != "after" or one.year > period.year)


def _by(period: Period) -> str:
    """A period in words: 到2020年, but 2020年到2025年, 2025年之前."""
    alone = period.bound == "on" and not period.last_year
    return f"到{period.year}年" if alone else period.text


def _stem(words: str) -> str:
    """An indicator without what only says that it is counted: 高新技术企业数量."""
    return re.sub("的?总?(?:数量|数)?$", "", fold(words)) or fold(words)


def _of_indicator(case: Case, words: str, targets: list[Target]) -> tuple[list[Target], str]:
    """Return the targets of an indicator, and its name: exactly that, else those that hold it, else its pieces.

    Where none does, one piece may be of the indicator and the other of what stands around it: 新建高标准农田, of which
    the text says 新建 elsewhere in the sentence.

    Raises:
        NodeNotFound: the words mean too many indicators.
    """
    asked = _stem(words)
    exact = {asked, f"{asked}数量", f"{asked}数", fold(words)}
    found = (
        [one for one in targets if one.indicator in exact]
        or [one for one in targets if _SHARE.sub("比", asked) in _SHARE.sub("比", one.indicator)]
        or [one for one in targets if _in_pieces(asked, one.indicator)]
        or [one for one in targets if _in_context(case, asked, one)]
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


def _in_context(case: Case, asked: str, target: Target) -> bool:
    """Whether one piece of the words stands in an indicator, and the other in its sentence or the titles above it."""
    around = case.title(target.document) + (target.task_title or "") + target.evidence.sentence
    cuts = [(asked[:cut], asked[cut:]) for cut in range(2, len(asked) - 1)]
    pairs = [*cuts, *((tail, head) for head, tail in cuts)]
    return any(len(named) > 2 and named in target.indicator and other in around for named, other in pairs)


def goals_apart(case: Case) -> Answer:
    """Answer with the goals that belong to no task, or that no task takes up."""
    taken_up = "not_taken" in case.reading.features
    goals = goals_without_task if taken_up else overall_goals
    found = list(goals(case.store, document=case.within))
    if case.reading.period is not None:
        found = [one for one in found if _is_due(one, case.reading.period)]
    words = "没有任务承接的总体目标" if taken_up else "不属于任何任务的总体目标"
    query = "goals_without_task" if taken_up else "overall_goals"
    return case.answer("targets", map(target_item, found), words, query)
