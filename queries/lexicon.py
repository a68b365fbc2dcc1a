"""The words of a question: typed tokens from the word lists and phrases of `questions.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.identifiers import fold

__all__ = ["SMALL", "Lexicon", "Token", "normalise", "token_after", "token_before"]

# Tokens that carry nothing of their own.
SMALL = frozenset({"filler", "mark"})

# Private-use characters stand for names found before: one character a name.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NO_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ue000-\uf8ff]")  # what nobody types
FIRST_NAME = 0xE000


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question: its kind, the words as typed, and what they are worth."""

    kind: str
    text: str
    value: Any = None


def token_after(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the next token that carries something."""
    return next((token for token in tokens[at + 1 :] if token.kind not in SMALL), None)


def token_before(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the last token before that carries something."""
    return next((token for token in reversed(tokens[:at]) if token.kind not in SMALL), None)


def normalise(question: str) -> str:
    """Return a question without white space, in one form of digits, brackets and marks.

    Args:
        question: as a person typed it.

    Returns:
        The bare question, without the marks at its end.

    >>> normalise(" 省科技厅 牵头哪些任务 ？")
    '省科技厅牵头哪些任务'
    """
    text = _NO_TEXT.sub("", fold(question)).translate(str.maketrans(",;:!?", "，；：！？"))
    return text.strip("？！。.，；：、~～…")


class Lexicon:
    """The word lists and phrases, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._words: dict[str, tuple[str, Any]] = {}
        for entry in data["word"]:
            value = tuple(entry["value"]) if "value" in entry else None
            for word in entry["words"]:
                self._words.setdefault(word, (entry["kind"], value))
        self._longest = max(map(len, self._words))
        self._phrases = [
            (entry["kind"], _compile(entry["pattern"], data["fragments"]), tuple(entry.get("value", ())) or None)
            for entry in data["phrase"]
        ]
        self._before = _compile(f"(?:{'|'.join(data['courtesy']['before'])})+", {})
        self._behind = _compile(f"(?:{'|'.join(data['courtesy']['behind'])})+$", {})
        self.genres = tuple(
            word for word, (kind, _) in self._words.items() if kind in ("genre", "doc") and len(word) > 1
        )

    def __contains__(self, text: str) -> bool:
        return text in self._words

    def without_courtesy(self, text: str) -> str:
        """Return a bare question without what is only said to be polite, before it and behind it."""
        before = self._before.match(text)
        return self._behind.sub("", text[before.end() :] if before else text)

    def tokens(self, text: str, names: list[Token]) -> list[Token]:
        """Cut a question into tokens: names, phrases, longest words; what is left over becomes tokens of kind `text`.

        Args:
            text: the bare question, with one private character for each name found.
            names: the tokens those characters stand for.

        Returns:
            All of the question, nothing left out.
        """
        tokens: list[Token] = []
        at = left = 0
        while at < len(text):
            token, end = self._next(text, at, names)
            if token is None:
                at += 1
                continue
            tokens += _left_over(text[left:at])
            tokens.append(token)
            at = left = end
        return [*tokens, *_left_over(text[left:])]

    def _next(self, text: str, at: int, names: list[Token]) -> tuple[Token | None, int]:
        if text[at] >= chr(FIRST_NAME) and _PRIVATE.match(text[at]):
            return names[ord(text[at]) - FIRST_NAME], at + 1
        for kind, pattern, value in self._phrases:
            if match := pattern.match(text, at):
                return Token(kind, match[0], value or match.groupdict()), match.end()
        for length in range(min(self._longest, len(text) - at), 0, -1):
            if found := self._words.get(text[at : at + length]):
                return Token(found[0], text[at : at + length], found[1]), at + length
        return None, at


def _left_over(text: str) -> Iterable[Token]:
    return [Token("text", text)] if text else []


def _compile(pattern: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{([a-z]+)\}", lambda m: fragments[m[1]], pattern))
