"""Judging what is read against gold, and two runs against each other, fact by fact."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from graph.errors import ReadError
from ingest.fact_evaluation import fact_verdicts
from ingest.identity_evaluation import alias_verdicts, identity_verdicts, merge_verdicts, succession_verdicts
from ingest.pipeline import extract
from ingest.reading import read_file
from ingest.record import as_json
from ingest.structure_evaluation import structure_verdicts
from ingest.verdicts import Evaluation, Verdict, scores

__all__ = ["changes", "evaluate", "record_baseline"]


def evaluate(gold: Path, corpus: Path) -> Evaluation:
    """Read every document that has gold, and compare.

    Args:
        gold: a folder of STEM.json files: facts (tasks, citations, targets), structure (head, relations, sections), or
            identity (units, with aliases.json and reforms.json beside them).
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
    identities = []
    for file in files:
        try:
            truth = json.loads(file.read_text("utf-8"))
        except ValueError as error:
            raise ReadError(f"{file}: this is no JSON: {error}") from error
        if isinstance(truth, list):
            verdicts += (succession_verdicts if file.stem == "reforms" else alias_verdicts)(file.stem, truth)
            continue
        text = read_file(corpus / f"{file.stem}.txt")
        record = as_json(extract(text.text, text.source))
        if "tasks" in truth:
            verdicts += fact_verdicts(file.stem, truth, record)
        elif "sections" in truth:
            verdicts += structure_verdicts(file.stem, truth, record)
        elif "units" in truth:
            verdicts += identity_verdicts(file.stem, truth, record)
            identities.append((file.stem, truth, record))
        else:
            raise ReadError(f"{file}: neither gold of facts (tasks), of structure (sections) nor of identity (units)")
    verdicts += merge_verdicts(identities)
    return Evaluation(tuple(verdicts))


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
        old = Counter(json.loads(baseline.read_text("utf-8"))["wrong"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{baseline}: this is no baseline of an evaluation; make one with --renew") from error
    new = Counter(_wrong(now))
    return sorted((old - new).elements()), sorted((new - old).elements())


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
