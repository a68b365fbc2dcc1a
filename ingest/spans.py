"""Spans: what a component read, as labelled stretches of `doc.spans`, to look at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Span

from ingest.layout import Layout

__all__ = ["write_spans"]


def write_spans(doc: Doc, key: str, facts: Iterable[tuple[int, int, str, str]]) -> None:
    """Put a group of spans on a Doc that has its layout.

    Args:
        doc: from the pipeline.
        key: the group's name in `doc.spans`.
        facts: for each where it stands in the layout's text, its label, and its id, such as the rule, or ''.
    """
    layout: Layout = doc._.layout
    # By number, since spaCy would work out the same few names again and again.
    number = cache(doc.vocab.strings.add)
    doc.spans[key] = [
        Span(doc, *layout.span(start, end), label=number(label), span_id=number(name))
        for start, end, label, name in facts
    ]
