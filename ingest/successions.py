"""Successions: which body took over from which, in a place, and what a name of the past is called today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from graph.errors import RuleError
from ingest.bodies import DATE, Body, Reforms, alternatives, body_table, read_reforms
from ingest.places import Place, place_of

__all__ = ["Succession", "former_spellings", "names_today", "read_successions", "successors_of"]

KEYS = frozenset({"old", "new", "kind", "date", "source", "tiers", "under", "above"})
KINDS = frozenset({"merged", "renamed", "split", "abolished"})


@dataclass(frozen=True, slots=True)
class Succession:
    """One body took over from another: full official names, the day as exactly as it is known, kind and source."""

    old: str
    new: str
    date: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry of the table: templates of the old bodies, and for each new body those that it may be."""

    old: tuple[str, ...]
    new: tuple[tuple[str, ...], ...]
    kind: str
    days: Mapping[str, str]
    source: str
    tiers: str
    under: frozenset[str]
    above: bool

    def holds_in(self, place: Place) -> bool:
        """Whether the entry is about bodies of the place."""
        if self.tiers and place.tier not in self.tiers:
            return False
        return not self.under or any(p.own_name in self.under for p in place.chain)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    folder = resources.files("ingest").joinpath("rules")
    reforms = read_reforms(folder.joinpath("reforms.toml").read_text("utf-8"))
    return tuple(read_successions(folder.joinpath("successions.toml").read_text("utf-8"), reforms))


def read_successions(text: str, reforms: Reforms) -> Iterator[Rule]:
    """Read the table of successions.

    Args:
        text: TOML with [sources] and entries [[succession]].
        reforms: what `date` may refer to.

    Yields:
        One rule an entry.

    Raises:
        RuleError: an unknown or missing key, a name that no body has, a date that is neither a date nor a reform.
    """
    data = tomllib.loads(text)
    for entry in data["succession"]:
        where = f"successions.toml: {entry.get('old')}"
        if wrong := sorted(set(entry) ^ (KEYS & set(entry) | {"old", "new", "kind", "date", "source"})):
            raise RuleError(f"{where}: unknown or missing key {wrong[0]}")
        if entry["source"] not in data["sources"]:
            raise RuleError(f"{where}: source {entry['source']!r} is not listed under [sources]")
        if entry["kind"] not in KINDS:
            raise RuleError(f"{where}: kind {entry['kind']!r} is none of {', '.join(sorted(KINDS))}")
        new = tuple(_known(names, where) for names in entry["new"])
        yield Rule(
            old=_known(entry["old"], where),
            new=new,
            kind=entry["kind"],
            days=_days(entry["date"], reforms, where),
            source=data["sources"][entry["source"]],
            tiers=entry.get("tiers", ""),
            under=frozenset(entry.get("under", ())),
            above=entry.get("above", False),
        )


def _known(templates: Iterable[str], where: str) -> tuple[str, ...]:
    """The templates with their choices written out, as far as a body has each: (厅|局) need not both exist."""
    names: list[str] = []
    for template in templates:
        found = [name for name in alternatives(template) if name in body_table().by_name]
        if not found:
            raise RuleError(f"{where}: no body is called {template!r}")
        names += found
    return tuple(names)


def _days(date: Any, reforms: Reforms, where: str) -> Mapping[str, str]:
    days = date if isinstance(date, dict) else reforms.get(date, dict.fromkeys("国省直市县", date))
    if wrong := [d for tier, d in days.items() if tier != "source" and not DATE.fullmatch(d)]:
        raise RuleError(f"{where}: date = {wrong[0]!r} is neither a date nor a reform")
    return days


@lru_cache(maxsize=1 << 14)
def successors_of(name: str, jurisdiction: str | None) -> tuple[Succession, ...]:
    """Tell which bodies took over from one.

    Args:
        name: its full official name, as `identity.resolve` gives it.
        jurisdiction: the place it is of, from the same resolution.

    Returns:
        The direct successors, in the order of the table; empty where the body still exists, or where the tables do
        not tell which body of the place took over.
    """
    place = place_of(jurisdiction, None)
    if place is None:
        return ()
    found = []
    for rule in _rules_about(name, place):
        home = place.parent if rule.above and place.parent else place
        for candidates in rule.new:
            heir = _only_body(candidates, home)
            if heir is not None and heir.name_in(home) != name:
                found.append(Succession(name, heir.name_in(home), rule.days[place.tier], rule.kind, rule.source))
    return tuple(found)


def _rules_about(name: str, place: Place) -> Iterator[Rule]:
    for rule in _rules():
        if rule.holds_in(place) and any(body.name_in(place) == name for body in _bodies(rule.old, place)):
            yield rule


def _bodies(names: Iterable[str], place: Place) -> Iterator[Body]:
    return (body for name in names for body in body_table().by_name[name] if body.exists_in(place))


def _only_body(names: Iterable[str], place: Place) -> Body | None:
    """The one of several possible bodies that the place has; None where the tables do not tell."""
    there = list(_bodies(names, place))
    closest = [b for b in there if b.closeness == max(b.closeness for b in there)]
    return closest[0] if len({b.name for b in closest}) == 1 else None


def _steps_to(name: str, home: Place) -> Iterator[tuple[Succession, Body, Place]]:
    """Every step that ends in a body of `home`, with the old body and its place."""
    for rule in _rules():
        if not any(body.name_in(home) == name for names in rule.new for body in _bodies(names, home)):
            continue
        for old in (body for old_name in rule.old for body in body_table().by_name[old_name]):
            for place in _places_of(old, home, above=rule.above):
                if rule.holds_in(place) and old.exists_in(place):
                    steps = successors_of(old.name_in(place), place.name)
                    yield from ((step, old, place) for step in steps if step.new == name)


@lru_cache(maxsize=1 << 12)
def former_spellings(name: str, jurisdiction: str | None) -> tuple[tuple[str, Succession], ...]:
    """List the old names under which people may look for a body.

    Args:
        name: the body's full official name.
        jurisdiction: the place it is of.

    Returns:
        Every spelling of every body whose duties came to it, near or far back, with the step by which that ended. Not
        every old body has been in every place (农业厅 or 农业委员会): this tells what an old name leads to, not that a
        body of that name was there.
    """
    home = place_of(jurisdiction, None)
    found: dict[tuple[str, str], Succession] = {}
    seen, waiting = {name}, [(name, home)] if home else []
    while waiting:
        heir, where = waiting.pop()
        for step, old, place in _steps_to(heir, where):
            for _, spelling in old.spellings_in(place):
                found.setdefault((spelling, step.old), step)
            if step.old not in seen:
                seen.add(step.old)
                waiting.append((step.old, place))
    return tuple((spelling, step) for (spelling, _), step in found.items())


def _places_of(body: Body, home: Place, *, above: bool) -> Iterator[Place]:
    if not above:
        yield home
        return
    for city in sorted(body.where):
        place = place_of(city, None)
        if place is not None and place.parent == home:
            yield place


def names_today(name: str, jurisdiction: str | None) -> tuple[str, ...]:
    """Follow the successions of a body to the bodies of today.

    Args:
        name: its full official name.
        jurisdiction: the place it is of.

    Returns:
        The names at the ends of all chains, the name itself where it has no successor.
    """
    seen, today, waiting = set[str](), list[str](), [name]
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        heirs = successors_of(one, jurisdiction)
        waiting += [s.new for s in heirs]
        if not heirs:
            today.append(one)
    return tuple(today)
