"""What a document says outside its tasks and headings, paragraph by paragraph: there only to be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import DocumentFacts, Section

__all__ = ["Paragraph", "paragraphs_of"]

# A line, or what a line was where the breaks were lost; without the stop that a heading before it ended with.
_LINE = re.compile(r"[^\s。；：:、，.](?:(?!\u3000\u3000)[^\n\r])*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of a document that stand in no task and are no heading, `text[start:end]`."""

    id: str
    start: int
    end: int
    text: str


def paragraphs_of(facts: DocumentFacts) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document that no task holds, in the order of the text.

    Args:
        facts: everything a document states.

    Yields:
        Paragraphs, without the headings that stand before them, and without the lines of the title and the number.
    """
    document, text = facts.document, facts.document.text or ""
    told = [(task.start, task.end) for task in facts.tasks] + [_heading(section, text) for section in facts.sections]
    count = at = 0
    for start, end in [*sorted(told), (len(text), len(text))]:
        for line in _LINE.finditer(text, at, max(at, start)):
            words = line[0].rstrip()
            if words not in (document.title or "") and words != document.doc_number:
                count += 1
                yield Paragraph(f"{document.id}#p{count}", line.start(), line.start() + len(words), words)
        at = max(at, end)


def _heading(section: Section, text: str) -> tuple[int, int]:
    """Where a heading itself stands; nowhere if its title is not found where it begins."""
    furthest = section.start + len(section.number or "") + len(section.title) + 4  # 第三章、, （三）, and white space
    at = text.find(section.title, section.start, furthest)
    return section.start, section.start if at < 0 else at + len(section.title)
