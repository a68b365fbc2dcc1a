"""Scores against gold: precision, recall and F1 for each noun, each miss with its words, gains and losses by fact.

What counts as the same is what the gold's guidelines say: names by content (NFKC, no white space, brackets folded),
tasks by title, citations by number or else title, targets by task, value and unit with a lenient indicator, deadlines
by the same phrase or one inside the other.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import ReadError
from ingest.pipeline import extract
from ingest.reading import read_file
from ingest.record import as_json
from ingest.structure_evaluation import structure_verdicts
from ingest.verdicts import NOUNS, Verdict, content

__all__ = ["Evaluation", "Score", "changes", "evaluate", "record_baseline", "scores"]

_ROLES = ("lead", "support", "responsible")


@dataclass(frozen=True, slots=True)
class Score:
    """How one noun was read: facts that are right, spurious and missed."""

    noun: str
    right: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was read."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was read; 1 where nothing is true."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every fact of the gold and of what was read, each with its verdict."""

    verdicts: tuple[Verdict, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that were scored, sorted."""
        return tuple(sorted({verdict.document for verdict in self.verdicts}))


def evaluate(gold: Path, corpus: Path) -> Evaluation:
    """Read every document that has gold, and compare.

    Args:
        gold: a folder of STEM.json files: facts (tasks, citations, targets), or structure (head, relations, sections).
        corpus: a folder with STEM.txt for each of them.

    Returns:
        The verdicts.

    Raises:
        ReadError: no gold there, a gold file that is none, or a text that is missing.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise ReadError(f"{gold}: no gold there; name a folder of STEM.json files")
    verdicts: list[Verdict] = []
    for file in files:
        try:
            truth = json.loads(file.read_text("utf-8"))
        except ValueError as error:
            raise ReadError(f"{file}: this is no JSON: {error}") from error
        text = read_file(corpus / f"{file.stem}.txt")
        record = as_json(extract(text.text, text.source))
        if "tasks" in truth:
            verdicts += fact_verdicts(file.stem, truth, record)
        elif "sections" in truth:
            verdicts += structure_verdicts(file.stem, truth, record)
        else:
            raise ReadError(f"{file}: neither gold of facts (tasks) nor of structure (sections)")
    return Evaluation(tuple(verdicts))


def scores(verdicts: Iterable[Verdict]) -> list[Score]:
    """Add verdicts up.

    Args:
        verdicts: of one document or of many.

    Returns:
        One score for each noun that occurs, in the order of the nouns.
    """
    counted = Counter((verdict.noun, verdict.outcome) for verdict in verdicts)
    return [
        Score(noun, counted[noun, "right"], counted[noun, "spurious"], counted[noun, "missed"])
        for noun in NOUNS
        if any(counted[noun, outcome] for outcome in ("right", "spurious", "missed"))
    ]


def changes(baseline: Path, now: Evaluation) -> tuple[list[str], list[str]]:
    """Compare with a recorded run, fact by fact.

    Args:
        baseline: the file that `record_baseline` wrote.
        now: this run.

    Returns:
        Gains (wrong then, not now) and losses (wrong now, not then), sorted.

    Raises:
        ReadError: the file cannot be read, or is no baseline.
    """
    try:
        old = set(json.loads(baseline.read_text("utf-8"))["wrong"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{baseline}: this is no baseline of an evaluation; make one with --renew") from error
    new = set(_wrong(now))
    return sorted(old - new), sorted(new - old)


def record_baseline(baseline: Path, now: Evaluation) -> None:
    """Write a run's scores and its wrong facts, for later runs to be compared with.

    Args:
        baseline: the file to write.
        now: this run.
    """
    shown = {
        score.noun: {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}
        for score in scores(now.verdicts)
    }
    recorded = {"documents": list(now.documents), "scores": shown, "wrong": sorted(_wrong(now))}
    baseline.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _wrong(evaluation: Evaluation) -> list[str]:
    return [verdict.key for verdict in evaluation.verdicts if verdict.outcome != "right"]


def fact_verdicts(document: str, gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Verdict]:
    """Judge tasks, responsibilities, citations, targets and deadlines of one document."""
    pairs = _task_pairs(gold["tasks"], record["tasks"])
    name = {task["id"]: pairs.get(index, f"?{index}") for index, task in enumerate(record["tasks"])}
    titles = {task["key"]: task["title"] for task in gold["tasks"]}
    met = set(pairs.values())
    for key, title in titles.items():
        yield Verdict(document, "tasks", "right" if key in met else "missed", title, title)
    for index, task in enumerate(record["tasks"]):
        if index not in pairs:
            yield Verdict(document, "tasks", "spurious", task["title"], task["text"][:80])
    yield from _role_verdicts(document, gold["tasks"], record["tasks"], name, titles)
    yield from _citation_verdicts(document, gold["citations"], record["citations"])
    yield from _target_verdicts(document, gold["targets"], record["targets"], name)
    yield from _deadline_verdicts(document, gold["tasks"], record["tasks"], pairs)


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
    document: str,
    gold: list[dict[str, Any]],
    read: list[dict[str, Any]],
    name: dict[str, str],
    titles: dict[str, str],
) -> Iterator[Verdict]:
    wanted = Counter((task["key"], role, content(agency)) for task in gold for role in _ROLES for agency in task[role])
    found: Counter[tuple[str, str, str]] = Counter()
    words: dict[tuple[str, str, str], str] = {}
    for task in read:
        for one in task["responsibilities"]:
            key = (name[task["id"]], one["role"], content(one["agency"]))
            found[key] += 1
            words[key] = f"{one['rule']}: {task['text'][-120:]}"
    for outcome, facts in (("right", wanted & found), ("missed", wanted - found), ("spurious", found - wanted)):
        for key in facts.elements():
            title = titles.get(key[0], "no such task")
            yield Verdict(document, "roles", outcome, f"{title} | {key[1]} | {key[2]}", words.get(key, title))


def _citation_verdicts(document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> Iterator[Verdict]:
    def works(citations: list[dict[str, Any]]) -> set[str]:
        return {_number(c["doc_number"]) if c["doc_number"] else content(c["title"]) for c in citations}

    wanted, found = works(gold), works(read)
    for outcome, facts in (("right", wanted & found), ("missed", wanted - found), ("spurious", found - wanted)):
        for work in sorted(facts):
            yield Verdict(document, "citations", outcome, work, work)


def _target_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], name: dict[str, str]
) -> Iterator[Verdict]:
    free = list(read)
    for target in gold:
        same = [one for one in free if _same_target(target, one, name)]
        exact = [
            one for one in same if one["comparator"] == target.get("op", "=") and one["year"] == target.get("year")
        ]
        label = f"{target['indicator']} {target['value']:g} {target['unit']}"
        if same:
            best = (exact or same)[0]
            free.remove(best)
            yield Verdict(document, "targets", "right", label, target["quote"])
            outcome = "right" if exact else "missed"
            yield Verdict(document, "targets, comparator and year", outcome, label, target["quote"])
            if not exact:
                read_as = f"{best['comparator']} {best['year']}"
                yield Verdict(
                    document, "targets, comparator and year", "spurious", f"{label} as {read_as}", best["text"]
                )
        else:
            for noun in ("targets", "targets, comparator and year"):
                yield Verdict(document, noun, "missed", label, target["quote"])
    for one in free:
        label = f"{one['indicator']} {one['value']:g} {one['unit']}"
        for noun in ("targets", "targets, comparator and year"):
            yield Verdict(document, noun, "spurious", label, f"{one['rule']}: {one['text']}")


def _same_target(gold: dict[str, Any], read: dict[str, Any], name: dict[str, str]) -> bool:
    task = None if read["task"] is None else name.get(read["task"], "?")
    if gold["task"] != task or float(gold["value"]) != float(read["value"]):
        return False
    if content(gold["unit"]) != content(read["unit"]) or gold.get("value_to") != read["value_to"]:
        return False
    a, b = content(gold["indicator"]), content(read["indicator"])
    return a in b or b in a or len(set(a) & set(b)) >= 0.6 * min(len(set(a)), len(set(b)))


def _deadline_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], pairs: dict[int, str]
) -> Iterator[Verdict]:
    index = {key: n for n, key in pairs.items()}
    for task in gold:
        wanted = content(task["deadline"])
        due = read[index[task["key"]]]["deadline"] if task["key"] in index else None
        found = content(due["text"]) if due else ""
        label = f"{task['title']} | {task['deadline'] or found}"
        if wanted and found and (wanted in found or found in wanted):
            yield Verdict(document, "deadlines", "right", label, wanted)
        elif re.search(r"\d|[一二三四五六七八九十]月", wanted):  # 长期 and the like are not scored
            yield Verdict(document, "deadlines", "missed", label, wanted)
        elif found and not wanted and re.search(r"\d", found):
            yield Verdict(document, "deadlines", "spurious", label, found)


def _number(written: str) -> str:
    return re.sub(r"[\[(]", "[", re.sub(r"[\])]", "]", content(written)))
