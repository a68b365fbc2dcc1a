"""Judging which bodies mentions, aliases and old names mean against the gold of identity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.meanings import meaning_of
from ingest.passages import Passages
from ingest.verdicts import Verdict, content

__all__ = ["alias_verdicts", "identity_verdicts", "merge_verdicts", "succession_verdicts"]

_QUOTES = str.maketrans("“”‘’「」", '""\'\'""')


def identity_verdicts(document: str, gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Verdict]:
    """Judge one document: name and kind of each distinct mention.

    Args:
        document: its stem.
        gold: from gold/identity; mentions marked unsure are left out.
        record: the extraction record as plain dicts.

    Yields:
        A verdict on the name and one on the kind of each mention; a wrong name that was given is missed and spurious.
    """
    passages = Passages(record["text"])
    said = _said(record)
    for unit in _sure(gold):
        mention = unit["as_written"]
        sentence = passages.holding(mention)
        found = said[_name(mention)]
        names = {name for name, _ in found}
        right = _right_names(unit)
        if found and (names <= right if right else names == {""}):
            yield Verdict(document, "canonical names", "right", mention)
        else:
            fact = f"{mention}: {unit['canonical'] or 'no single body'}"
            yield Verdict(document, "canonical names", "missed", fact, sentence)
            for name in sorted(names - {""} - right):
                yield Verdict(document, "canonical names", "spurious", f"{mention}: {name}", sentence)
        kinds = {kind for _, kind in found}
        outcome = "right" if kinds == {unit["kind"]} else "missed"
        shown = "" if outcome == "right" else f", not {'、'.join(sorted(map(str, kinds))) or 'read'}"
        yield Verdict(document, "kinds of bodies", outcome, f"{mention}: {unit['kind']}{shown}", sentence)


def merge_verdicts(judged: Iterable[tuple[str, dict[str, Any], dict[str, Any]]]) -> Iterator[Verdict]:
    """Find bodies of the gold that were given one name: two for each, since a wrong merge costs more than a miss.

    Args:
        judged: stem, gold and record of each document.

    Yields:
        Spurious verdicts.
    """
    bodies: dict[str, dict[str, str]] = defaultdict(dict)
    for document, gold, record in judged:
        said = _said(record)
        for unit in _sure(gold):
            body = min(_right_names(unit), default=f"{unit['as_written']}, no single body, in {document}")
            for name, _ in said[_name(unit["as_written"])]:
                if name:
                    bodies[name].setdefault(body, document)
    for name, merged in bodies.items():
        for body, document in list(merged.items())[1:]:
            for _ in range(2):
                fact = f"{body} under the name {name}, as {next(iter(merged))}"
                yield Verdict(document, "wrong merges", "spurious", fact)


def alias_verdicts(stem: str, entries: list[dict[str, Any]]) -> Iterator[Verdict]:
    """Judge what short and variant names mean.

    Args:
        stem: of the file.
        entries: alias, jurisdiction, date and canonical each.

    Yields:
        A verdict an alias; a wrong name that was given is missed and spurious.
    """
    for entry in entries:
        found = meaning_of(entry["alias"], jurisdiction=entry["jurisdiction"], date=entry["date"])
        fact = f"{entry['alias']} ({entry['jurisdiction']}, {entry['date']})"
        if _name(found.canonical) in _right_names(entry):
            yield Verdict(stem, "aliases", "right", fact)
            continue
        yield Verdict(stem, "aliases", "missed", f"{fact}: {entry['canonical']}")
        if found.canonical:
            yield Verdict(stem, "aliases", "spurious", f"{fact}: {found.canonical}")


def succession_verdicts(stem: str, entries: list[dict[str, Any]]) -> Iterator[Verdict]:
    """Judge which bodies took over from old ones.

    Args:
        stem: of the file.
        entries: old, date and successors each.

    Yields:
        A verdict on each successor of the gold, and on each other one that was given.
    """
    for entry in entries:
        # The summer before: the old body was still there.
        found = meaning_of(entry["old"], date=f"{int(entry['date'][:4]) - 1}-06-30")
        given = {_name(step.new): step.new for step in found.successors}
        wanted = {_name(name): name for name in entry["successors"]}
        for key, name in wanted.items():
            yield Verdict(stem, "successors", "right" if key in given else "missed", f"{entry['old']} → {name}")
        for key in given.keys() - wanted.keys():
            yield Verdict(stem, "successors", "spurious", f"{entry['old']} → {given[key]}")


def _said(record: dict[str, Any]) -> dict[str, set[tuple[str, str | None]]]:
    """The names and kinds that were given to each mention."""
    said: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for task in record["tasks"]:
        for one in task["responsibilities"]:
            said[_name(one["agency"])].add((_name(one["canonical"]), one["kind"]))
    return said


def _sure(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (unit for unit in gold["units"] if not unit.get("unsure"))


def _right_names(entry: dict[str, Any]) -> set[str]:
    return {_name(name) for name in (entry["canonical"], *entry.get("accept", ())) if name}


def _name(name: str | None) -> str:
    """A body's name as the gold compares it: brackets and quotation marks in one form."""
    return re.sub(r"[\[【]", "(", re.sub(r"[\]】]", ")", content(name))).translate(_QUOTES)
