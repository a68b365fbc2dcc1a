"""From a Chinese question to one intent: its words are taken apart, and one intent must allow all that it says.

Nothing is guessed. Every word of a question is a name, a word of `questions.toml`, or free words that have a place
in it; each condition is a feature, and an intent with a feature that it does not know is not meant.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import RuleError
from queries.lexicon import Lexicon, normalise
from queries.names import Names
from queries.reading import Reading, read
from queries.recognition import recognise
from queries.sample import SampleNames

__all__ = ["Grammar", "Intent", "Understanding", "grammar"]

_LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that can be asked: what for, and the features that a question must and may have."""

    name: str
    asks: str
    needs: frozenset[str]
    any: frozenset[str]
    may: frozenset[str]
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def fits(self, reading: Reading) -> bool:
        """Whether a question asks this, and nothing that this does not know."""
        features = reading.features
        return (
            reading.asked == self.asks
            and reading.stray is None
            and self.needs <= features
            and (not self.any or bool(self.any & features))
            and features <= self.needs | self.any | self.may
        )


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a question was read: its intent, or None where no intent fits; `bare` is the question without its marks."""

    bare: str
    reading: Reading | None
    intent: Intent | None


class Grammar:
    """The words and intents of `questions.toml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.lexicon = Lexicon(data)
        self.sample = SampleNames(data["sample"])
        self.intents = tuple(_intent(entry) for entry in data["intent"])

    def understand(self, question: str, names: Names) -> Understanding:
        """Read a question.

        Args:
            question: as typed.
            names: where names are looked up.

        Returns:
            What was understood. Titles of tasks are first taken whole; only where words are left over, by a part.
        """
        bare = self.lexicon.without_courtesy(normalise(question))
        if not bare or len(bare) > _LONGEST_QUESTION:
            return Understanding(bare, None, None)
        first = self._understand(bare, names, by_part=False)
        reading = first.reading
        if first.intent and reading and reading.known:
            return first
        second = self._understand(bare, names, by_part=True)
        return second if second.intent else first

    def check(self) -> None:
        """Try every intent on its examples and counterexamples.

        Raises:
            RuleError: an example is read as something else, or a counterexample as this.
        """
        for intent in self.intents:
            for question in intent.examples:
                taken = self.understand(question, self.sample).intent
                if taken is not intent:
                    other = taken.name if taken else "nothing"
                    raise RuleError(f"questions.toml: {question!r} is read as {other}, not as {intent.name}")
            for question in intent.counterexamples:
                got = self.understand(question, self.sample)
                if got.intent is intent and got.reading and got.reading.known:
                    raise RuleError(f"questions.toml: {intent.name} takes {question!r}, which it must not")

    def _understand(self, bare: str, names: Names, *, by_part: bool) -> Understanding:
        text, found = recognise(bare, names, self.lexicon, by_part=by_part)
        reading = read(self.lexicon.tokens(text, found), names)
        intent = next((intent for intent in self.intents if intent.fits(reading)), None)
        return Understanding(bare, reading, intent)


@cache
def grammar() -> Grammar:
    """Return the grammar of `questions.toml`."""
    return Grammar(tomllib.loads(files("queries").joinpath("questions.toml").read_text("utf-8")))


def _intent(entry: Mapping[str, Any]) -> Intent:
    return Intent(
        name=entry["name"],
        asks=entry["asks"],
        needs=frozenset(entry.get("needs", ())),
        any=frozenset(entry.get("any", ())),
        may=frozenset(entry.get("may", ())),
        source=entry["source"],
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry["counterexamples"]),
    )
