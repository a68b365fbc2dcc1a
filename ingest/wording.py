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
    """What the last word of a name tells: the kind, and whether the name is complete, alone or with a place.

    `place` is own, free or needed; the head of the endings in rules/identity.toml explains it.
    """

    kind: str
    complete: bool
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """A rule by which a name means a group: `words` at a position of the name, or the name made of nothing else."""

    rule: str
    at: str
    words: tuple[str, ...]
    fillers: tuple[str, ...]

    def takes(self, name: str, *, placed: bool) -> bool:
        """Whether the rule takes the name; `placed` as in `Wording.group_of`."""
        if self.at == "whole":
            return placed and name in self.words
        if self.at == "made_of":
            return self._makes_up(name)
        if self.at == "anywhere":
            return any(word in name for word in self.words)
        return name.startswith(self.words) if self.at == "start" else name.endswith(self.words)

    def _makes_up(self, name: str) -> bool:
        """Whether the name is a row of the words and fillers, with two of the words at least."""
        count = 0
        while name:
            word = next((word for word in (*self.words, *self.fillers) if name.startswith(word)), None)
            if word is None:
                return False
            count += word in self.words
            name = name.removeprefix(word)
        return count > 1


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of rules/identity.toml, made ready for look-up."""

    groups: tuple[Group, ...]
    endings: Mapping[str, Ending]
    inner: tuple[str, ...]
    outposts: tuple[str, ...]
    contracted: tuple[str, ...]
    doubtful: tuple[str, ...]
    generic: frozenset[str]
    generic_named: frozenset[str]
    fragments: tuple[str, ...]
    lowest: tuple[str, ...]
    bought: tuple[str, ...]
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
        return next((group.rule for group in self.groups if group.takes(name, placed=placed)), None)

    def ending_of(self, name: str) -> Ending | None:
        """Return what the longest known last word of a name tells."""
        return next((self.endings[name[i:]] for i in range(len(name)) if name[i:] in self.endings), None)

    def is_contracted(self, name: str) -> bool:
        """Whether a word of the name shows that it is not written in full (工信, 城管)."""
        return any(word in name for word in self.contracted)

    def with_government(self, rest: str) -> str:
        """Return what follows a place's name with 人民 before 政府: 政府督查局, but not in 政府采购中心."""
        return "人民" + rest if rest.startswith("政府") and not rest.startswith(self.bought) else rest

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
        groups=tuple(
            Group(entry["name"], entry["at"], tuple(entry["words"]), tuple(entry.get("fillers", ())))
            for entry in rules["collective"]
        ),
        endings={
            word: Ending(entry["kind"], entry["complete"], entry.get("place", "needed"))
            for entry in rules["ending"]
            for word in entry["words"]
        },
        inner=tuple(rules["inner"]["words"]),
        outposts=tuple(rules["outposts"]["words"]),
        contracted=tuple(rules["contracted"]["words"]),
        doubtful=tuple(rules["doubtful"]["words"]),
        generic=frozenset(rules["generic"]["words"]),
        generic_named=frozenset(rules["generic_named"]["words"]),
        fragments=tuple(rules["fragments"]["words"]),
        lowest=tuple(rules["lowest"]["words"]),
        bought=tuple(rules["bought"]["words"]),
        last=rules["last"]["words"],
        first=rules["first"]["words"],
        national=tuple(rules["national"]["words"]),
        levels=tuple(rules["levels"]["words"]),
        no_level=tuple(rules["no_level"]["words"]),
    )
