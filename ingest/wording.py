"""Wording: what the words of a name tell by themselves — a group, a kind of body, whether it is written in full."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

__all__ = ["Ending", "Wording", "wording"]


@dataclass(frozen=True, slots=True)
class Ending:
    """What the last word of a name tells: the kind, whether the name is complete, whether it needs its place."""

    kind: str
    complete: bool
    prefix: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of rules/identity.toml, made ready for look-up."""

    groups: tuple[tuple[str, str, tuple[str, ...]], ...]
    endings: Mapping[str, Ending]
    inner: tuple[str, ...]
    contracted: tuple[str, ...]
    doubtful: tuple[str, ...]
    generic: frozenset[str]
    last: Mapping[str, str]
    first: Mapping[str, str]
    national: tuple[str, ...]
    levels: tuple[str, ...]
    no_level: tuple[str, ...]

    def group_of(self, name: str, *, placed: bool) -> str | None:
        """Return the rule by which a name means a group and no single body, or None.

        Args:
            name: the name as written.
            placed: whether the document's own place is known: 区政府 is a group only in a text from above a 区.

        Returns:
            The rule's name.
        """
        for rule, at, words in self.groups:
            if at == "whole":
                hit = placed and name in words
            elif at == "anywhere":
                hit = any(word in name for word in words)
            else:
                hit = name.startswith(words) if at == "start" else name.endswith(words)
            if hit:
                return rule
        return None

    def ending_of(self, name: str) -> Ending | None:
        """Return what the longest known last word of a name tells."""
        return next((self.endings[name[i:]] for i in range(len(name)) if name[i:] in self.endings), None)

    def is_contracted(self, name: str) -> bool:
        """Whether a word of the name shows that it is not written in full (工信, 城管)."""
        return any(word in name for word in self.contracted)

    def written_out(self, name: str) -> str:
        """Return the name with its first and last words in full: 中科院… → 中国科学院…, …管委会 → …管理委员会."""
        for short, full in self.last.items():
            name = name.removesuffix(short) + full if name.endswith(short) else name
        for short, full in self.first.items():
            name = full + name.removeprefix(short) if name.startswith(short) else name
        return name


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the words that come with the program, read once."""
    rules = tomllib.loads(resources.files("ingest").joinpath("rules/identity.toml").read_text("utf-8"))
    return Wording(
        groups=tuple((rule["name"], rule["at"], tuple(rule["words"])) for rule in rules["collective"]),
        endings={
            word: Ending(entry["kind"], entry["complete"], entry.get("prefix", False))
            for entry in rules["ending"]
            for word in entry["words"]
        },
        inner=tuple(rules["inner"]["words"]),
        contracted=tuple(rules["contracted"]["words"]),
        doubtful=tuple(rules["doubtful"]["words"]),
        generic=frozenset(rules["generic"]["words"]),
        last=rules["last"]["words"],
        first=rules["first"]["words"],
        national=tuple(rules["national"]["words"]),
        levels=tuple(rules["levels"]["words"]),
        no_level=tuple(rules["no_level"]["words"]),
    )
