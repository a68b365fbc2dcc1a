"""From a Chinese question to an intent and its slots: a small grammar over patterns in `questions.toml`.

Agencies and documents that the graph knows are found first, longest names before shorter ones, and stand in the
question as one character each; a pattern must then take the whole rest. What no pattern takes is not understood.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.identifiers import fold

__all__ = ["Grammar", "Intent", "Reading", "grammar", "normalise"]

# Private-use characters stand for what was found: \ue000… agencies, \ue100… documents.
_AGENCY, _DOCUMENT = 0xE000, 0xE100
_POLITE = re.compile(
    r"^(?:请问一下|请问|请|麻烦|帮忙|帮我|给我|我想知道|我想问|我想了解|想知道|想问一下|你好|您好|查询一下|查一下|查询|查查|查|看一下|看看"
    r"|列出|列一下|告诉我|说一下|一下|，|,|：|:)+"
)
_ENDING = re.compile(r"[?？!！。.，,;；~～、]+$|(?:呢|啊|呀|吗|吧|谢谢|啦)+$")
_DEICTIC = re.compile(
    r"(?:在)?(?:这|本|该|此)(?:一)?(?:份|个|项|部|篇)?(?:行动|实施)?(?P<kind>计划|文件|方案|意见|通知|政策|规划|措施|办法|决定)"
)


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that can be asked, with the patterns that ask it."""

    name: str
    query: str
    understood: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    loose: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was understood.

    `agencies` and `document` are names as typed, agencies in the order of the pattern's slots; `this_document` is the
    kind of document where the question says 这份计划 and the like. `unknown` is a name in an agency's place that the
    graph does not know.
    """

    intent: Intent
    agencies: tuple[str, ...]
    document: str | None
    this_document: str | None
    roles: tuple[str, ...]
    role_word: str | None
    relations: tuple[str, ...]
    relation_word: str | None
    number: str | None
    title: str | None
    year: int | None
    indicator: str | None
    unit: str | None
    most: bool
    unknown: str | None


def normalise(question: str) -> str:
    """Return a question without white space, politeness and closing marks, in one form of digits and brackets.

    Args:
        question: as a person typed it.

    Returns:
        The bare question.

    >>> normalise(" 请问 省科技厅牵头哪些任务？")
    '省科技厅牵头哪些任务'
    """
    text = re.sub("[\ue000-\uf8ff]", "", fold(question)).replace(",", "，").replace("?", "？")
    text = _POLITE.sub("", text)
    while (shorter := _ENDING.sub("", text)) != text:
        text = shorter
    return text


class Grammar:
    """The intents, compiled."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.roles: dict[str, tuple[str, ...]] = {word: tuple(roles) for word, roles in data["roles"].items()}
        self.roles["牵头负责"] = self.roles["牵头"]
        self.relations: dict[str, tuple[str, ...]] = {word: tuple(one) for word, one in data["relations"].items()}
        self.vague = frozenset(data["vague"])
        fragments = dict(data["fragments"])
        known = fragments | {
            "agency": "(?P<agency>[\ue000-\ue0ff])",
            "other": "(?P<other>[\ue000-\ue0ff])",
            "document": "(?P<document>[\ue100-\ue1ff])",
            "scope": "(?:(?:在|按照|根据)?(?P<document>[\ue100-\ue1ff])(?:里面|里边|里|中|内|当中)?(?:的|，)?)?",
        }
        unknown = known | {"agency": "(?P<unknown>[\u4e00-\u9fff（）·\ue000-\ue0ff]{2,30}?)"}
        self.intents = tuple(
            Intent(
                name=entry["name"],
                query=entry["query"],
                understood=entry["understood"],
                source=entry["source"],
                examples=tuple(entry["examples"]),
                counterexamples=tuple(entry["counterexamples"]),
                patterns=tuple(_compile(pattern, known) for pattern in entry["patterns"]),
                loose=tuple(_compile(pattern, unknown) for pattern in entry["patterns"] if "{agency}" in pattern),
            )
            for entry in data["intent"]
        )

    def read(
        self, question: str, *, agency_names: Iterable[str], document_names: Iterable[str]
    ) -> tuple[Reading | None, str]:
        """Read a question.

        Args:
            question: as typed.
            agency_names: every name of every agency in the graph, folded.
            document_names: every name of every document in the graph, folded.

        Returns:
            The reading, or None where no pattern takes the question; and the bare question.
        """
        bare = normalise(question)
        if len(bare) > 200:
            return None, bare
        text, documents, kind = _put_documents(bare, document_names)
        text, agencies = _put_agencies(text, frozenset(agency_names))
        for loose in (False, True):
            for intent in self.intents:
                for pattern in intent.loose if loose else intent.patterns:
                    if (match := pattern.fullmatch(text)) is not None:
                        reading = self._reading(intent, match, agencies, documents, kind)
                        return (None if _is_misplaced(match) else reading), bare
        return None, bare

    def _reading(
        self,
        intent: Intent,
        match: re.Match[str],
        agencies: list[str],
        documents: list[str | None],
        kind: str | None,
    ) -> Reading:
        found = match.groupdict()

        def shown(text: str | None) -> str | None:
            return None if text is None else _restore(text, agencies, documents)

        role, relation, year = found.get("role"), found.get("relation"), found.get("year")
        named = documents[ord(found["document"]) - _DOCUMENT] if found.get("document") else None
        return Reading(
            intent=intent,
            agencies=tuple(agencies[ord(c) - _AGENCY] for key in ("agency", "other") if (c := found.get(key))),
            document=named,
            this_document=kind if found.get("document") and named is None else None,
            roles=self.roles[role] if role else (),
            role_word=role,
            relations=self.relations[relation] if relation else (),
            relation_word=relation,
            number=found.get("number"),
            title=shown(found.get("title")),
            year=int(year) if year else None,
            indicator=shown(found.get("indicator")),
            unit=found.get("unit") or None,
            most=found.get("most") is not None,
            unknown=shown(found.get("unknown")),
        )


@cache
def grammar() -> Grammar:
    """Return the grammar of `questions.toml`."""
    return Grammar(tomllib.loads(files("queries").joinpath("questions.toml").read_text("utf-8")))


def _compile(pattern: str, fragments: dict[str, str]) -> re.Pattern[str]:
    for _ in range(3):  # fragments hold fragments
        pattern = re.sub(r"\{([a-z]+)\}", lambda m: fragments[m[1]], pattern)
    return re.compile(pattern)


def _is_misplaced(match: re.Match[str]) -> bool:
    """Tell whether an unknown name holds a known one before its end: 江西省科技厅 may be new, 省科技厅不 is not."""
    unknown = match.groupdict().get("unknown") or ""
    return re.search("[\ue000-\ue0ff].", unknown) is not None


def _put_documents(text: str, names: Iterable[str]) -> tuple[str, list[str | None], str | None]:
    """Put one character for each document named, longest names first; for 这份计划 one that has no name, but a kind."""
    documents: list[str | None] = []
    forms: dict[str, str] = {}
    for name in names:
        forms[name] = name
        # A title is often given without the years or 试行 in brackets at its end.
        if (short := re.sub(r"（[^（）]*）$", "", name)) != name and len(short) >= 6:
            forms.setdefault(short, name)
    for form in sorted((f for f in forms if len(f) >= 4 and f in text), key=len, reverse=True):
        for written in (f"《{form}》", form):
            if written in text:
                text = text.replace(written, chr(_DOCUMENT + len(documents)), 1)
                documents.append(forms[form])
    match = _DEICTIC.search(text)
    if match is None:
        return text, documents, None
    text = text[: match.start()] + chr(_DOCUMENT + len(documents)) + text[match.end() :]
    return text, [*documents, None], match["kind"]


def _put_agencies(text: str, names: frozenset[str]) -> tuple[str, list[str]]:
    """Put one character for each agency named, the longest name that begins at each place."""
    agencies: list[str] = []
    longest = max((len(name) for name in names), default=0)
    out, at = "", 0
    while at < len(text):
        for length in range(min(longest, len(text) - at), 1, -1):
            if text[at : at + length] in names:
                out += chr(_AGENCY + len(agencies))
                agencies.append(text[at : at + length])
                at += length
                break
        else:
            out += text[at]
            at += 1
    return out, agencies


def _restore(text: str, agencies: list[str], documents: list[str | None]) -> str:
    """Put the words back where a free slot took a found name in."""

    def word(match: re.Match[str]) -> str:
        code = ord(match[0])
        return agencies[code - _AGENCY] if code < _DOCUMENT else documents[code - _DOCUMENT] or ""

    return re.sub("[\ue000-\ue1ff]", word, text)
