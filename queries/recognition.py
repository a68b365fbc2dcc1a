"""What a question names: agencies, documents, tasks and places that the graph knows, found in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from queries.lexicon import FIRST_NAME, Lexicon, Token
from queries.names import Names, place_forms, spoken_forms
from queries.quantity import numeral
from queries.remembered import documents_meant, documents_near, end_of_title, ends_of_titles

__all__ = ["recognise"]

_LONGEST_NAME, _LONGEST_TITLE, _SHORTEST_TITLE = 40, 100, 4
_QUOTED = re.compile("[“\"'《](?P<inner>[^“”\"'《》]{2,60})[”\"'》]")
# A number with its brackets right, wrong or missing: 国发〔2018〕42号, 国发（2018）42号, 国发2018年42号.
_NUMBER = re.compile(
    r"(?P<open>[〔（【\[{]?)(?P<year>(?:19|20)\d\d)年?(?P<close>[〕）】\]}]?)[-—·]?"
    r"第?(?P<serial>\d{1,5}(?!\d*年)|[一二三四五六七八九十百零]{1,6}(?=号))(?P<end>号?)(?:文件|文)?"
)
_ORGAN = tuple("厅局委办部院署会社行所室队站")  # the last characters of names of bodies
_UP = ("省", "市", "县", "区")
_DOES = re.compile("(?:都|均|共同|一起|联合|来|要|需)?(?:牵头|主办|负责|配合|协办|协助|参与|参加|承担|承办|主抓)")
_JOINS = tuple("和与跟同及、")
_BEGINS = tuple("里中内由和与跟同及或归让、，")  # what may stand before a body


class _Text:
    """A question with the spans that are taken by names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._taken: dict[int, tuple[int, Token]] = {}

    def is_free(self, start: int, end: int) -> bool:
        return all(end <= s or e <= start for s, (e, _) in self._taken.items())

    def take(self, start: int, end: int, kind: str, value: Any) -> None:
        self._taken[start] = (end, Token(kind, self.text[start:end], value))

    def take_first(self, found: Mapping[str, Any], kind: str) -> None:
        """Take the names found wherever they stand free, the longest first."""
        for name in sorted(found, key=len, reverse=True):
            start = self.text.find(name)
            while start >= 0:
                if self.is_free(start, start + len(name)):
                    self.take(start, start + len(name), kind, found[name])
                start = self.text.find(name, start + 1)

    def substrings(self, shortest: int, longest: int) -> list[str]:
        """All pieces of what is free."""
        pieces: dict[str, None] = {}
        for left, right in self.free():
            for start in range(left, right):
                for end in range(start + shortest, min(right, start + longest) + 1):
                    pieces[self.text[start:end]] = None
        return list(pieces)

    def free(self) -> list[tuple[int, int]]:
        """The runs between the taken spans."""
        runs, at = [], 0
        for start in sorted(self._taken):
            if start > at:
                runs.append((at, start))
            at = self._taken[start][0]
        return [*runs, (at, len(self.text))] if at < len(self.text) else runs

    def compressed(self) -> tuple[str, list[Token]]:
        """The text with one private character for each taken span, and the tokens they stand for."""
        out, at = "", 0
        tokens: list[Token] = []
        for start in sorted(self._taken):
            end, token = self._taken[start]
            out += self.text[at:start] + chr(FIRST_NAME + len(tokens))
            tokens.append(token)
            at = end
        return out + self.text[at:], tokens


def recognise(text: str, names: Names, lexicon: Lexicon, *, by_part: bool = False) -> tuple[str, list[Token]]:
    """Find what a question names.

    Args:
        text: the bare question.
        names: where to look names up.
        lexicon: words that are never names.
        by_part: whether a part of a task's title, of four characters or more, is a title too.

    Returns:
        The question with one private character for each name, and the tokens they stand for.
    """
    found = _Text(text)
    _take_numbers(found, names, lexicon)
    exact = {name: (name,) for name in names.documents(found.substrings(_SHORTEST_TITLE, _LONGEST_TITLE))}
    found.take_first(exact, "document")
    titles = names.titles(found.substrings(_SHORTEST_TITLE, _LONGEST_TITLE))
    found.take_first({title: title for title in titles}, "title")
    forms = {form: place for place in names.places for form in place_forms(place)}
    bodies = _agencies(found, names, lexicon) | _spoken(found, names, lexicon, tuple(forms))
    _take_remembered(found, names, lexicon, weak=frozenset(bodies) | frozenset(forms))
    found.take_first(bodies, "agency")
    if by_part:
        _take_parts(found, names, lexicon)
    for match in _QUOTED.finditer(text):
        if found.is_free(*match.span("inner")):
            found.take(*match.span("inner"), "quoted", match["inner"])
    found.take_first({form: place for form, place in forms.items() if form in text}, "place")
    return found.compressed()


def _take_numbers(found: _Text, names: Names, lexicon: Lexicon) -> None:
    for match in _NUMBER.finditer(found.text):
        if not (match["open"] or match["close"] or match["end"]):
            continue
        tail = f"〔{match['year']}〕{numeral(match['serial'])}号"
        before = re.search("[\u4e00-\u9fffA-Za-z·]{1,20}$", found.text[: match.start()])
        codes = [before[0][n:] for n in range(len(before[0]))] if before else []
        known = names.documents([code + tail for code in codes])
        code = next((code for code in codes if code + tail in known), _code(codes[0], lexicon) if codes else "")
        if code and found.is_free(match.start() - len(code), match.end()):
            found.take(match.start() - len(code), match.end(), "document", (code + tail,))


def _code(text: str, lexicon: Lexicon) -> str:
    """What of the words before an unknown number is its code: not the words of the question."""
    while True:
        word = next((text[:n] for n in range(len(text) - 1, 0, -1) if text[:n] in lexicon), "")
        if not word:
            return text
        text = text[len(word) :]


def _agencies(found: _Text, names: Names, lexicon: Lexicon) -> dict[str, str]:
    """The names of agencies in the text, each with the name that the graph has."""
    pieces = [piece for piece in found.substrings(2, _LONGEST_NAME) if piece not in lexicon]
    # 城管局 where the texts only write 市城管局.
    fuller = {up + piece: piece for piece in pieces if len(piece) >= 3 and piece.endswith(_ORGAN) for up in _UP}
    known = names.agencies([*pieces, *fuller])
    spoken = {piece: full for full, piece in fuller.items() if full in known and piece not in known}
    return spoken | {name: name for name in known if name in found.text}


def _spoken(found: _Text, names: Names, lexicon: Lexicon, places: tuple[str, ...]) -> dict[str, str]:
    """Bodies without the last word of their names, right before what they do: 人社牵头, 财政和发改共同牵头."""
    spoken: dict[str, str] = {}
    ends = {match.start() for match in _DOES.finditer(found.text)}
    while ends:
        pieces = {}
        for end in ends:
            for start in range(max(0, end - 4), end - 1):
                piece, before = found.text[start:end], found.text[:start]
                begins = not before or before.endswith((*_BEGINS, *places)) or not found.is_free(start - 1, start)
                if begins and found.is_free(start, end) and piece not in lexicon:
                    pieces[start, piece] = spoken_forms(piece)
        known = names.agencies([form for forms in pieces.values() for form in forms])
        named = [at for at, forms in pieces.items() if known & set(forms)]
        spoken |= {piece: piece for _, piece in named}
        ends = {start - 1 for start, _ in named if found.text[:start].endswith(_JOINS)}
    return spoken


def _take_parts(found: _Text, names: Names, lexicon: Lexicon) -> None:
    """Take the longest pieces, of four characters or more, that stand in titles of tasks."""
    for left, right in found.free():
        start = left
        while start + _SHORTEST_TITLE <= right:
            end = start + _SHORTEST_TITLE
            if names.in_titles(found.text[start:end]):
                while end < right and names.in_titles(found.text[start : end + 1]):
                    end += 1
                if found.text[start:end] not in lexicon:
                    found.take(start, end, "part", found.text[start:end])
                start = end
            else:
                start += 1


def _take_remembered(found: _Text, names: Names, lexicon: Lexicon, *, weak: frozenset[str]) -> None:
    """Take documents named by pieces of their titles, their place and year: 浙江人形机器人实施方案.

    Names of agencies and places, `weak`, do not make a title by themselves: 国务院的文件 names no one document.
    """
    ends = ends_of_titles(lexicon)
    for left, right in found.free():
        at = left
        for match in ends.finditer(found.text, left, right):
            if match.end() - at < _SHORTEST_TITLE or not _has_own_words(found.text[at : match.end()], lexicon, weak):
                continue
            near = documents_near(found.text[at : match.end()], names.heads, lexicon)
            for start in range(at, match.end() - _SHORTEST_TITLE + 1):
                if start and found.text[start - 1 : start + 1].isdigit():
                    continue
                documents = documents_meant(found.text[start : match.end()], near, lexicon, weak)
                if documents:
                    found.take(start, end_of_title(found.text, match.end()), "document", documents)
                if documents is not None:
                    at = match.end()
                    break


def _has_own_words(text: str, lexicon: Lexicon, weak: frozenset[str]) -> bool:
    """Whether there is more than our words and names of bodies: 哪些文件 needs no look at all titles."""
    return any(token.kind == "text" and token.text not in weak for token in lexicon.tokens(text, []))
