"""The meaning of a name on the terminal: the body, what took over from it, and what it is called today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.meanings import Meaning
from queries.succession import REFORM_WORDS
from reports.terminal import one_line

__all__ = ["as_item", "as_lines"]


def as_item(meaning: Meaning) -> dict[str, Any]:
    """Return a meaning as `policygraph resolve --format json` prints it."""
    return {
        "name": meaning.name,
        "jurisdiction": meaning.jurisdiction,
        "date": meaning.date,
        "canonical": meaning.canonical,
        "kind": meaning.kind,
        "successors": [
            {"name": step.new, "date": step.date, "kind": step.kind, "source": step.source}
            for step in meaning.successors
        ],
        "today": list(meaning.today),
        "candidates": list(meaning.candidates),
    }


def as_lines(meaning: Meaning) -> Iterator[str]:
    """Yield the lines that a person reads, in Chinese."""
    asked = "，".join(part for part in (meaning.jurisdiction, meaning.date) if part)
    name = one_line(meaning.name) + (f"（{asked}）" if asked else "")
    if meaning.canonical is not None:
        yield f"{name}：{meaning.canonical}"
    elif meaning.kind == "collective":
        yield f"{name}：不是一个单位，是一类单位的合称"
    elif meaning.candidates:
        yield f"{name}：说不准是哪一个：{'、'.join(meaning.candidates)}"
    else:
        yield f"{name}：查不到是哪个单位"
    for step in meaning.successors:
        yield f"  {step.date} {REFORM_WORDS[step.kind]}{step.new}（{step.source}）"
    if meaning.successors:
        yield f"  今：{'、'.join(meaning.today)}"
