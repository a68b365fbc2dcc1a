"""Judging tasks, responsibilities, citations, targets and deadlines against the gold of facts.

What counts as the same is what the gold's guidelines say: names by content (NFKC, no white space, brackets folded),
tasks by title, citations by number or else title, targets by task, value and unit with a lenient indicator, deadlines
by the same phrase or one inside the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ingest.passages import Passages
from ingest.verdicts import Verdict, content

__all__ = ["fact_verdicts"]

_ROLES = ("lead", "support", "responsible")


def fact_verdicts(document: str, gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Verdict]:
    """Judge one document.

    Args:
        document: its stem.
        gold: from gold.
        record: the extraction record as plain dicts.

    Yields:
        A verdict for each task, responsibility, citation, target and deadline.
    """
    passages = Passages(record["text"])
    pairs = _task_pairs(gold["tasks"], record["tasks"])
    name = {task["id"]: pairs.get(index, f"?{index}") for index, task in enumerate(record["tasks"])}
    met = set(pairs.values())
    for task in gold["tasks"]:
        if task["key"] in met:
            yield Verdict(document, "tasks", "right", task["title"])
        else:
            yield Verdict(document, "tasks", "missed", task["title"], passages.holding(task["start"]))
    for index, task in enumerate(record["tasks"]):
        if index not in pairs:
            sentence = passages.sentence(task["start"], task["start"] + 1)
            yield Verdict(document, "tasks", "spurious", task["title"], sentence, task["rule"])
    yield from _role_verdicts(document, gold["tasks"], record["tasks"], name, passages)
    yield from _citation_verdicts(document, gold["citations"], record["citations"], passages)
    yield from _target_verdicts(document, gold["targets"], record["targets"], name, passages)
    yield from _deadline_verdicts(document, gold["tasks"], record["tasks"], pairs, passages)


def _task_pairs(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> dict[int, str]:
    """Pair tasks: same title, else one title beginning with the other, else the task's first words inside the text."""
    titles = [content(task["title"]) for task in read]
    texts = [content(task["text"]) for task in read]
    pairs: dict[int, str] = {}
    for task in gold:
        title, start = content(task["title"]), content(task["start"])[:12]
        free = [n for n in range(len(read)) if n not in pairs]
        found = [n for n in free if titles[n] == title]
        found = found or [
            n
            for n in free
            if min(len(titles[n]), len(title)) >= 4 and (titles[n].startswith(title) or title.startswith(titles[n]))
        ]
        found = found or sorted((n for n in free if start and start in texts[n]), key=lambda n: len(texts[n]))
        if found:
            wanted = {content(agency) for role in _ROLES for agency in task[role]}
            names = {n: {content(r["agency"]) for r in read[n]["responsibilities"]} for n in found}
            pairs[max(found, key=lambda n: len(wanted & names[n]))] = task["key"]
    return pairs


def _role_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], name: dict[str, str], passages: Passages
) -> Iterator[Verdict]:
    tasks = {task["key"]: task for task in gold}
    wanted = Counter((task["key"], role, content(agency)) for task in gold for role in _ROLES for agency in task[role])
    found: Counter[tuple[str, str, str]] = Counter()
    places: dict[tuple[str, str, str], dict[str, Any]] = {}
    for task in read:
        for one in task["responsibilities"]:
            key = (name[task["id"]], one["role"], content(one["agency"]))
            found[key] += 1
            places[key] = one

    def label(key: tuple[str, str, str]) -> str:
        return f"{tasks[key[0]]['title'] if key[0] in tasks else 'no such task'} | {key[1]} | {key[2]}"

    for key in (wanted & found).elements():
        yield Verdict(document, "roles", "right", label(key))
    for key in (wanted - found).elements():
        yield Verdict(document, "roles", "missed", label(key), passages.holding(key[2], behind=tasks[key[0]]["start"]))
    for key in (found - wanted).elements():
        one = places[key]
        yield Verdict(
            document, "roles", "spurious", label(key), passages.sentence(one["start"], one["end"]), one["rule"]
        )


def _citation_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], passages: Passages
) -> Iterator[Verdict]:
    def work(citation: dict[str, Any]) -> str:
        return _number(citation["doc_number"]) if citation["doc_number"] else content(citation["title"])

    wanted = {work(citation): citation for citation in gold}
    found = {work(citation): citation for citation in read}
    for key in sorted(wanted.keys() & found.keys()):
        yield Verdict(document, "citations", "right", key)
    for key in sorted(wanted.keys() - found.keys()):
        sentence = passages.holding(wanted[key]["title"] or wanted[key]["doc_number"])
        yield Verdict(document, "citations", "missed", key, sentence)
    for key in sorted(found.keys() - wanted.keys()):
        one = found[key]
        sentence = passages.sentence(one["start"], one["end"])
        yield Verdict(document, "citations", "spurious", key, sentence, one["rule"])


def _target_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], name: dict[str, str], passages: Passages
) -> Iterator[Verdict]:
    exactly = "targets, comparator and year"
    free = list(read)
    for target in gold:
        same = [one for one in free if _same_target(target, one, name)]
        exact = [
            one for one in same if one["comparator"] == target.get("op", "=") and one["year"] == target.get("year")
        ]
        label = f"{target['indicator']} {target['value']:g} {target['unit']}"
        if not same:
            for noun in ("targets", exactly):
                yield Verdict(document, noun, "missed", label, passages.holding(target["quote"]))
            continue
        best = (exact or same)[0]
        free.remove(best)
        yield Verdict(document, "targets", "right", label)
        if exact:
            yield Verdict(document, exactly, "right", label)
            continue
        sentence = passages.sentence(best["start"], best["end"])
        yield Verdict(document, exactly, "missed", label, sentence)
        read_as = f"{label} as {best['comparator']} {best['year']}"
        yield Verdict(document, exactly, "spurious", read_as, sentence, best["rule"])
    for one in free:
        label = f"{one['indicator']} {one['value']:g} {one['unit']}"
        sentence = passages.sentence(one["start"], one["end"])
        for noun in ("targets", exactly):
            yield Verdict(document, noun, "spurious", label, sentence, one["rule"])


def _same_target(gold: dict[str, Any], read: dict[str, Any], name: dict[str, str]) -> bool:
    task = None if read["task"] is None else name.get(read["task"], "?")
    if gold["task"] != task or float(gold["value"]) != float(read["value"]):
        return False
    if content(gold["unit"]) != content(read["unit"]) or gold.get("value_to") != read["value_to"]:
        return False
    a, b = content(gold["indicator"]), content(read["indicator"])
    return a in b or b in a or len(set(a) & set(b)) >= 0.6 * min(len(set(a)), len(set(b)))


def _deadline_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], pairs: dict[int, str], passages: Passages
) -> Iterator[Verdict]:
    index = {key: n for n, key in pairs.items()}
    for task in gold:
        wanted = content(task["deadline"])
        due = read[index[task["key"]]]["deadline"] if task["key"] in index else None
        found = content(due["text"]) if due else ""
        label = f"{task['title']} | {task['deadline'] or found}"
        if wanted and found and (wanted in found or found in wanted):
            yield Verdict(document, "deadlines", "right", label)
        elif re.search(r"\d|[一二三四五六七八九十]月", wanted):  # 长期 and the like are not scored
            sentence = passages.holding(wanted, behind=task["start"])
            yield Verdict(document, "deadlines", "missed", label, sentence)
        elif due and not wanted and re.search(r"\d", found):
            yield Verdict(document, "deadlines", "spurious", label, passages.sentence(due["start"], due["end"]))


def _number(written: str) -> str:
    return re.sub(r"[\[(]", "[", re.sub(r"[\])]", "]", content(written)))
