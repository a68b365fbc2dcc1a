"""An evaluation on the terminal: scores by noun and by document, and each wrong fact with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ingest.verdicts import Evaluation, Score, Verdict, scores
from reports.terminal import one_line

__all__ = ["as_lines", "score_rows", "wrong_rows"]

# One document has one title, one date …: the fields of its head share a column.
_COLUMNS = {
    "tasks": ("tasks",),
    "roles": ("roles",),
    "cites": ("citations",),
    "targets": ("targets",),
    "exact": ("targets, comparator and year",),
    "due": ("deadlines",),
    "head": ("title", "doc_number", "issuers", "issued", "jurisdiction", "period", "kind"),
    "relations": ("citations with relation",),
    "sections": ("sections",),
    "parents": ("section parents",),
    "names": ("canonical names", "aliases", "successors"),
    "kinds": ("kinds of bodies",),
    "merges": ("wrong merges",),
}
_NARROWEST = 5  # 1.000


def as_lines(found: Evaluation) -> Iterator[str]:
    """Print an evaluation.

    Args:
        found: what was judged.

    Yields:
        Lines: a table of nouns, a table of documents, then the wrong facts under their documents.
    """
    total = scores(found.verdicts)
    yield f"{'':28} {'P':>6} {'R':>6} {'F1':>6}   right spurious missed"
    for one in total:
        counts = f"{one.right:7} {one.spurious:8} {one.missed:6}"
        yield f"{one.noun:28} {one.precision:6.4f} {one.recall:6.4f} {one.f1:6.4f} {counts}"
    yield ""
    yield from _documents(found, total)
    for document, verdicts in groupby(_wrong(found), lambda verdict: verdict.document):
        yield ""
        yield one_line(document)
        for fact, same in groupby(verdicts, lambda verdict: (verdict.outcome, verdict.fact, verdict.sentence)):
            outcome, words, sentence = fact
            of = list(same)
            rule = f" (rule {of[0].rule})" if of[0].rule else ""
            yield one_line(f"  {outcome} in {'; '.join(verdict.noun for verdict in of)}: {words}{rule}")
            yield one_line(f"    {sentence or 'not in the text in these words'}")


def _documents(found: Evaluation, total: list[Score]) -> Iterator[str]:
    """The table of documents: F1 for each noun, how many facts are wrong."""
    nouns = {score.noun for score in total}
    columns = {heading: of for heading, of in _COLUMNS.items() if nouns.intersection(of)}
    widest = max(map(len, ("F1", *found.documents)))
    headings = "".join(f" {heading:>{_NARROWEST}}" for heading in columns)
    yield f"{'F1':{widest}}{headings} spurious missed"
    for document in found.documents:
        own = scores(verdict for verdict in found.verdicts if verdict.document == document)
        cells = "".join(
            f" {_f1(score for score in own if score.noun in of):>{max(len(heading), _NARROWEST)}}"
            for heading, of in columns.items()
        )
        wrong = f"{sum(score.spurious for score in own):9}{sum(score.missed for score in own):7}"
        yield f"{one_line(document):{widest}}{cells}{wrong}"


def _f1(parts: Iterable[Score]) -> str:
    """The F1 of several nouns as one; a dash where the document has none of them and none was read."""
    counted = [(part.right, part.spurious, part.missed) for part in parts]
    return f"{Score('', *map(sum, zip(*counted, strict=True))).f1:.3f}" if counted else "–"


def _wrong(found: Evaluation) -> list[Verdict]:
    return [verdict for verdict in found.verdicts if verdict.outcome != "right"]


def score_rows(found: Evaluation) -> list[dict[str, Any]]:
    """Return the scores of each noun, over all documents (`document` None) and in each, as dicts to print.

    Args:
        found: what was judged.

    Returns:
        Rows for CSV and JSON.
    """
    return [
        {
            "document": document,
            "noun": score.noun,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "right": score.right,
            "spurious": score.spurious,
            "missed": score.missed,
        }
        for document in (None, *found.documents)
        for score in scores(verdict for verdict in found.verdicts if document in (None, verdict.document))
    ]


def wrong_rows(found: Evaluation) -> list[dict[str, Any]]:
    """Return every wrong fact with its sentence as a dict to print.

    Args:
        found: what was judged.

    Returns:
        Rows for JSON.
    """
    return [
        {
            "document": verdict.document,
            "noun": verdict.noun,
            "outcome": verdict.outcome,
            "fact": verdict.fact,
            "rule": verdict.rule or None,
            "sentence": verdict.sentence or None,
        }
        for verdict in _wrong(found)
    ]
