"""The tasks that a question names: by number, by title or a part of it, by heading, by words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.errors import NodeNotFound
from graph.identifiers import fold
from queries.case import MANY, Case
from queries.document import Section, documents, sections_of_document
from queries.quantity import numeral
from queries.task import Task, tasks, tasks_listed, tasks_numbered, tasks_titled

__all__ = ["tasks_meant", "titles_holding"]

_NUMERAL = re.compile("[0-9]{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")


def tasks_meant(case: Case) -> tuple[list[Task], str]:
    """Return the tasks that the question names by title, number, heading or words, and their names in words.

    Raises:
        NodeNotFound: no task is of that name, or several bear that number.
    """
    if case.reading.section is not None:
        return _under_heading(case)
    if case.reading.numbers:
        numbered = [_numbered(case, number) for number in case.reading.numbers]
        for said in (*case.reading.titles, *case.reading.parts, *filter(None, [case.reading.words])):
            if not any(said in one.title or said in one.text for one in numbered):
                raise NodeNotFound(f"{_task_in_words(numbered[0])}不是“{said}”")
        listed = "、".join(_task_in_words(one) for one in numbered)
        return numbered, f"任务“{listed}”"
    words = [case.reading.words] if case.reading.words else []
    names = [*case.reading.titles, *case.reading.parts, *words]
    if case.reading.parts and not case.reading.apart:
        found = tasks_listed(case.store, sorted(_holding(case, [*case.reading.parts, *words])))
    else:
        each = {name: _titled(case, name) for name in names}
        names = [name for name, tasks_ in each.items() if not tasks_] or names
        found = [one for some in each.values() for one in some] if all(each.values()) else []
    if not found:
        raise NodeNotFound(f"{case.scope_words or '图中'}没有任务“{'、'.join(names)}”")
    titles = list(dict.fromkeys(_task_in_words(one) for one in found))
    listed = "、".join(titles[:MANY]) + ("等" if len(titles) > MANY else "")
    return found, f"任务“{listed}”"


def _under_heading(case: Case) -> tuple[list[Task], str]:
    """Return the tasks under the heading that the question names, and its name in words.

    Raises:
        NodeNotFound: no heading is of that number or name, or several are, or it is not said in which document.
    """
    wanted = case.reading.section
    asked = f"第{wanted}部分" if isinstance(wanted, int) else f"“{wanted}”部分"
    scope = case.scope or [one.id for one in documents(case.store)]
    if len(scope) != 1:
        raise NodeNotFound(f"{asked}：请写明是哪一份文件")
    sections = sections_of_document(case.store, scope[0])
    found = [one for one in sections if _is_heading(one, wanted)]
    found = [one for one in found if one.level == min(each.level for each in found)]
    if len(found) != 1:
        titles = tuple(f"{one.number or ''} {one.title}".strip() for one in found or sections)
        said = "没有" if not found else f"有 {len(found)} 个"
        raise NodeNotFound(f"《{case.title(scope[0])}》中{said}{asked}", titles[:MANY])
    below = {found[0].id}
    for one in sections:
        below |= {one.id} if one.parent in below else set()
    within = [one for one in tasks(case.store, document=scope[0]) if one.section in below]
    if not within:
        raise NodeNotFound(f"《{case.title(scope[0])}》的{asked}（{found[0].title}）没有任务")
    return within, f"“{found[0].number or ''} {found[0].title}”部分".replace("“ ", "“")


def _numbered(case: Case, number: int) -> Task:
    found = tasks_numbered(case.store, number, document=case.within)
    asked = f"第{number}项任务"
    if not found:
        raise NodeNotFound(f"{case.scope_words or '图中'}没有任务{asked}")
    if len(found) > 1:
        titles = tuple(f"{one.document_title or one.document}：{one.title}" for one in found)
        raise NodeNotFound(f"有 {len(found)} 项任务都是{asked}，请写明文件和任务名称", titles[:MANY])
    return found[0]


def _titled(case: Case, name: str) -> list[Task]:
    """The tasks of a title; where none has it as typed, those of all its pieces, or the one that two halves fit."""
    found = tasks_titled(case.store, name, document=case.within)
    if found:
        return found
    pieces = [piece for piece in re.split(r"[^\w]+", name) if piece]
    if len(name) < 4 or len(pieces) > 1:
        return tasks_listed(case.store, sorted(_holding(case, [name] if len(name) < 4 else pieces)))
    held = set().union(*(_holding(case, [name[:cut], name[cut:]]) for cut in range(2, len(name) - 1)))
    return tasks_listed(case.store, sorted(held)) if len(held) == 1 else _mentioning(case, name)


def _mentioning(case: Case, words: str) -> list[Task]:
    """The one task whose text holds words that no title does.

    Raises:
        NodeNotFound: several tasks do.
    """
    found = tasks(case.store, document=case.within, text=words)
    if len(found) > 1:
        titles = tuple(one.title for one in found[:MANY])
        raise NodeNotFound(f"有 {len(found)} 项任务的正文提到“{words}”，请写明任务名称", titles)
    return found


def _holding(case: Case, pieces: Sequence[str]) -> set[str]:
    """The ids of the tasks whose titles hold every one of some pieces."""
    return set.intersection(*(set(titles_holding(case, piece)) for piece in pieces))


def titles_holding(case: Case, words: str) -> list[str]:
    """Return the ids of the tasks whose title holds words, in the order of the texts."""
    return [row["task"] for row in case.store.query("tasks_by_title", title=words, documents=case.within)]


def _is_heading(section: Section, wanted: str | int | None) -> bool:
    """Whether a heading bears a number, or holds words."""
    if isinstance(wanted, int):
        digits = re.sub("[第章节部分（）()、.]", "", section.number or "")
        return bool(_NUMERAL.fullmatch(digits)) and numeral(digits) == wanted
    return fold(wanted or "") in fold(section.title)


def _task_in_words(one: Task) -> str:
    """A task’s title with its number in front of it: 19. …, （三）…, or alone."""
    number = one.number or ""
    return f"{number}. {one.title}" if number.isdecimal() else f"{number}{one.title}"
