"""Judging a document's head, the relations of its citations and its tree of sections against the gold of structure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from ingest.passages import Passages
from ingest.verdicts import Verdict, content

__all__ = ["structure_verdicts"]

_FIELDS = ("title", "doc_number", "issuers", "issued", "jurisdiction", "period", "kind")
_STRENGTH = {"repeals": 4, "amends": 3, "basis": 2, "implements": 1, "cites": 0}
_ATTACHMENT = re.compile(r"^(?:附件|附表)[一二三四五六七八九十\d]*[：:、.]?")


def structure_verdicts(document: str, gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Verdict]:
    """Judge one document.

    Args:
        document: its stem.
        gold: from gold/structure.
        record: the extraction record as plain dicts.

    Yields:
        A verdict for each field of the head, each citation with its relation, each section and its parent.
    """
    passages = Passages(record["text"])
    for field in _FIELDS:
        wanted, found = gold["document"][field], record["document"][field]
        if _same_field(field, wanted, found):
            yield Verdict(document, field, "right", str(wanted))
        else:
            yield Verdict(document, field, "missed", str(wanted), _sentence(passages, wanted))
            if found:
                yield Verdict(document, field, "spurious", str(found), _sentence(passages, found))
    yield from _relation_verdicts(document, gold["citations"], record["citations"], passages)
    yield from _section_verdicts(document, gold["sections"], record["sections"], passages)


def _sentence(passages: Passages, value: Any) -> str:
    """The sentence of a field's value, of its first part where it has several."""
    return passages.holding(str(value[0] if isinstance(value, list | tuple) else value))


def _bare(text: Any) -> str:
    """A title without white space and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(text or ""))).lower()


def _number(text: Any) -> str:
    return re.sub(r"[\[(【]", "[", re.sub(r"[\])】]", "]", content(text)))


def _same_field(field: str, wanted: Any, found: Any) -> bool:
    if not wanted or not found:
        return not wanted and not found
    match field:
        case "title":
            return _bare(wanted) == _bare(found)
        case "doc_number":
            return _number(wanted) == _number(found)
        case "issuers":
            return sorted(map(_bare, wanted)) == sorted(map(_bare, found))
        case "jurisdiction":  # 海淀区 and 北京市海淀区 are the same
            return bool(_bare(wanted).endswith(_bare(found)) or _bare(found).endswith(_bare(wanted)))
        case "period":
            return list(wanted) == list(found)
    return str(wanted).strip() == str(found).strip()


def _same_work(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["doc_number"] and other["doc_number"]:
        return _number(one["doc_number"]) == _number(other["doc_number"])
    return bool(_bare(one["title"])) and _bare(one["title"]) == _bare(other["title"])


def _relation_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], passages: Passages
) -> Iterator[Verdict]:
    """Several mentions of one work count once, with the strongest relation."""
    works: list[dict[str, Any]] = []
    for citation in read:
        same = next((work for work in works if _same_work(work, citation)), None)
        if same is None:
            works.append(dict(citation))
            continue
        same["relation"] = max(same["relation"], citation["relation"], key=lambda relation: _STRENGTH[relation])
        same["title"] = same["title"] or citation["title"]
        same["doc_number"] = same["doc_number"] or citation["doc_number"]
    noun = "citations with relation"
    for citation in gold:
        label = f"{citation['title'] or citation['doc_number']} | {citation['relation']}"
        met = next((work for work in works if _same_work(citation, work)), None)
        if met is not None:
            works.remove(met)
        if met is not None and met["relation"] == citation["relation"]:
            yield Verdict(document, noun, "right", label)
            continue
        yield Verdict(document, noun, "missed", label, passages.holding(citation["quote"]))
        if met is not None:
            sentence = passages.sentence(met["start"], met["end"])
            yield Verdict(document, noun, "spurious", f"{label} as {met['relation']}", sentence, met["rule"])
    for work in works:
        sentence = passages.sentence(work["start"], work["end"])
        yield Verdict(document, noun, "spurious", f"{work['title'] or work['doc_number']}", sentence, work["rule"])


def _section_verdicts(
    document: str, gold: list[dict[str, Any]], read: list[dict[str, Any]], passages: Passages
) -> Iterator[Verdict]:
    """Sections by number and the beginning of the title, in order; optional ones count neither way."""
    pairs = _aligned([_section_key(s) for s in gold], [_section_key(s) for s in read])
    back = {j: i for i, j in pairs.items()}
    place = {section["id"]: j for j, section in enumerate(read)}
    for i, section in enumerate(gold):
        label = f"{section['number'] or ''} {section['title']}".strip()
        sentence = passages.holding(section["title"])
        if i in pairs:
            if not section.get("optional"):
                yield Verdict(document, "sections", "right", label)
            if _read_parent(read, place, back, pairs[i]) == _gold_parent(gold, pairs, i):
                yield Verdict(document, "section parents", "right", label)
            else:
                yield Verdict(document, "section parents", "missed", label, sentence)
        elif not section.get("optional"):
            yield Verdict(document, "sections", "missed", label, sentence)
    for j, section in enumerate(read):
        if j not in back:
            label = f"{section['number'] or ''} {section['title']}".strip()
            sentence = passages.sentence(section["start"], section["start"] + 1)
            yield Verdict(document, "sections", "spurious", label, sentence, section["rule"])


def _section_key(section: dict[str, Any]) -> tuple[str, str]:
    number = content(section["number"])
    title = str(section["title"] or "").strip()
    if _ATTACHMENT.match(number):
        number = ""
    mark = _ATTACHMENT.match(title)
    if mark is not None and _bare(title[mark.end() :]):
        title = title[mark.end() :]
    return number.strip("、.．:："), _bare(title)


def _same_section(gold: tuple[str, str], read: tuple[str, str]) -> bool:
    if gold[0] != read[0]:
        return False
    short, long = sorted((gold[1], read[1]), key=len)
    return short == long or (len(short) >= min(4, len(gold[1])) and bool(short) and long.startswith(short))


def _aligned(gold: list[tuple[str, str]], read: list[tuple[str, str]]) -> dict[int, int]:
    """Return the longest matching in document order, by index."""
    best = [[0] * (len(read) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(read))):
            both = 1 + best[i + 1][j + 1] if _same_section(gold[i], read[j]) else 0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(gold) and j < len(read):
        if _same_section(gold[i], read[j]) and best[i][j] == 1 + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _gold_parent(gold: list[dict[str, Any]], pairs: dict[int, int], at: int) -> int | None:
    """The nearest ancestor that is required or was met."""
    parent: int | None = gold[at]["parent"]
    while parent is not None and gold[parent].get("optional") and parent not in pairs:
        parent = gold[parent]["parent"]
    return parent


def _read_parent(read: list[dict[str, Any]], place: dict[str, int], back: dict[int, int], at: int) -> int | None:
    """The nearest ancestor that stands in the gold."""
    parent = place.get(read[at]["parent"])
    while parent is not None and parent not in back:
        parent = place.get(read[parent]["parent"])
    return None if parent is None else back[parent]
