"""Bodies: the tables of who exists, on which tier, in which years, and every form in which people write the name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

from graph.errors import RuleError
from ingest.extension import extension
from ingest.places import Place

__all__ = ["Body", "BodyTable", "Reforms", "body_table", "read_bodies", "read_reforms"]

FILES = (
    "bodies_nation.toml",
    "bodies_departments.toml",
    "bodies_offices.toml",
    "bodies_branches.toml",
    "bodies_local.toml",
)
KEYS = frozenset(
    {"name", "also", "kind", "tiers", "root", "short", "ends", "source", "since", "until", "where", "under", "seat"}
)

Reforms = Mapping[str, Mapping[str, str]]

# Where the place stands in a name, and in which form; the head of rules/bodies_offices.toml explains the slots.
SLOT = re.compile(r"\{(\w*)\}")
# (办公室|办|) in a template: one of them.
CHOICE = re.compile(r"\(([^()]*)\)")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

SHORT_ENDS = {"委员会": "委", "办公室": "办"}


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One body in each place of its tiers: the 科学技术厅 of every province.

    `name` and `forms` are templates with a slot for the place, the official form first; `since` and `until`
    map each tier to its own day. With `seat`, the body of the provincial capital is the province's as well.
    """

    name: str
    forms: tuple[str, ...]
    kind: str
    tiers: str
    where: frozenset[str]
    under: frozenset[str]
    since: Mapping[str, str]
    until: Mapping[str, str]
    seat: bool
    source: str

    @property
    def closeness(self) -> int:
        """How closely the entry says where it is: 2 by place, 1 by what lies in a place, 0 everywhere."""
        return 2 if self.where else 1 if self.under else 0

    def exists_in(self, place: Place) -> bool:
        """Whether such a body belongs to the place, in whatever years."""
        if place.tier not in self.tiers or (self.where and place.own_name not in self.where):
            return False
        if "{above}" in self.name and (place.parent is None or place.parent.tier != "市"):
            return False
        return not self.under or any(p.own_name in self.under for p in place.chain)

    def name_in(self, place: Place) -> str:
        """The full official name of the body of that place."""
        return SLOT.sub(lambda slot: _fillings(place, slot[1])[0][0], self.name)

    def spellings_in(self, place: Place) -> Iterator[tuple[int, str]]:
        """Yield (rank, form): with the place's name first, then with 省 or 市, then bare, then with the short name."""
        for form in self.forms:
            if "{above}" in form:
                form = form.replace("{above}", place.parent.own_name if place.parent else "")
            slot = SLOT.search(form)
            if slot is None:
                yield 2, form
                continue
            for rank, words in enumerate(_fillings(place, slot[1])):
                for word in words:
                    yield rank, form[: slot.start()] + word + form[slot.end() :]


def _fillings(place: Place, slot: str) -> tuple[tuple[str, ...], ...]:
    """What people put into a slot, by rank: full names, level words, nothing, the short name."""
    if slot in {"full", "name"}:
        return (place.names,)
    if slot == "short":
        return ((place.short,),)
    if slot == "near":
        return ((place.near,),)
    if slot == "above":
        return ((place.parent.own_name if place.parent else "",),)
    if slot == "committee":
        return place.committees, place.word_committees
    if slot == "formal":
        return place.names, place.words
    if slot == "own":
        return place.names, place.words, ("",)
    # 辽宁科技厅 is usual, 黄骅财政局 is not.
    short = () if place.tier == "县" or place.short == place.own_name else (place.short,)
    return place.names, place.words, ("",), short


@dataclass(frozen=True, slots=True)
class BodyTable:
    """All bodies: by form with the place cut out, and by template of the official name.

    In the keys of `by_form` □ stands for a place and ■ for a committee of the Party (省委). Beside each body is the
    last slot of the form, the one for its own place; None: the form has none; "bare": it has one that stays empty.
    """

    bodies: tuple[Body, ...]
    by_form: Mapping[str, tuple[tuple[Body, str | None], ...]]
    by_name: Mapping[str, tuple[Body, ...]]


@lru_cache(maxsize=1)
def body_table() -> BodyTable:
    """Return the bodies of the tables that come with the program and of the user's own one, read once.

    Returns:
        The table.

    Raises:
        RuleError: the user's own table is wrong.
    """
    rules = resources.files("ingest").joinpath("rules")
    reforms = read_reforms(rules.joinpath("reforms.toml").read_text("utf-8"))
    bodies = [b for file in FILES for b in read_bodies(rules.joinpath(file).read_text("utf-8"), file, reforms)]
    if (own := extension().rules.get("bodies")) is not None:
        bodies += read_bodies(_text_of(own), str(own), reforms)
    by_form: dict[str, list[tuple[Body, str | None]]] = {}
    by_name: dict[str, list[Body]] = {}
    for body in bodies:
        by_name.setdefault(body.name, []).append(body)
        for form in body.forms:
            slot = next(iter(reversed(SLOT.findall(form))), None)
            by_form.setdefault(SLOT.sub("■" if slot == "committee" else "□", form), []).append((body, slot))
            if slot in {"", "own"}:
                by_form.setdefault(SLOT.sub("", form), []).append((body, "bare"))
    return BodyTable(
        bodies=tuple(bodies),
        by_form={form: tuple(dict.fromkeys(found)) for form, found in by_form.items()},
        by_name={name: tuple(sorted(found, key=lambda b: -b.closeness)) for name, found in by_name.items()},
    )


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise RuleError(f"{file} cannot be read: {error}") from error


def read_reforms(text: str) -> Reforms:
    """Read the days on which each reform reached each tier.

    Args:
        text: TOML with [reforms.NAME] tables of tier and date.

    Returns:
        The dates by reform and tier.

    Raises:
        RuleError: a reform has no source or a date that is none.
    """
    reforms: Reforms = tomllib.loads(text)["reforms"]
    for name, days in reforms.items():
        wrong = [f"{tier} = {day!r}" for tier, day in days.items() if tier != "source" and not DATE.fullmatch(day)]
        if wrong or not days.get("source"):
            raise RuleError(f"reforms.toml: {name}: {wrong[0] + ' is not a date' if wrong else 'no source is given'}")
    return reforms


def read_bodies(text: str, file: str, reforms: Reforms) -> list[Body]:
    """Read one table of bodies.

    Args:
        text: TOML with [sources] and entries [[body]] and [[department]].
        file: its name, for messages.
        reforms: what `since` and `until` may refer to, from `read_reforms`.

    Returns:
        The bodies; a department gives one for each of its endings.

    Raises:
        RuleError: an unknown key, a missing name or source, or a date that is neither a date nor a reform.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file} is not TOML: {error}") from error
    bodies = []
    for entry in data.get("body", []):
        forms = [form for template in entry.get("also", ()) for form in alternatives(template)]
        bodies.append((entry, entry.get("name"), forms, entry.get("tiers", "国")))
    for entry in data.get("department", []):
        for end, tiers in entry.get("ends", {}).items():
            root = entry.get("root")
            name = root and "{full}" + root + end
            bodies.append((entry, name, _department_forms(entry, end) if root else [], tiers))
    return [_body(*parts, data.get("sources", {}), reforms, file) for parts in bodies]


def _body(
    entry: Mapping[str, Any],
    name: str | None,
    forms: Iterable[str],
    tiers: str,
    sources: Mapping[str, str],
    reforms: Reforms,
    file: str,
) -> Body:
    unknown = sorted(set(entry) - KEYS)
    if unknown or not name:
        raise RuleError(f"{file}: entry {name or entry!r}: {f'unknown key {unknown[0]}' if unknown else 'no name'}")
    if entry.get("source") not in sources:
        raise RuleError(f"{file}: entry {name}: source {entry.get('source')!r} is not listed under [sources]")
    days: dict[str, dict[str, str]] = {"since": {}, "until": {}}
    for end, by_tier in days.items():
        written = entry.get(end)
        if written is None:
            continue
        if written not in reforms and not DATE.fullmatch(written):
            raise RuleError(f"{file}: entry {name}: {end} = {written!r} is neither a date nor a reform")
        by_tier.update({tier: reforms.get(written, {}).get(tier, written) for tier in tiers})
    follow = national_forms(name) if tiers == "国" else []
    return Body(
        name=name,
        forms=tuple(dict.fromkeys([name, *forms, *follow])),
        kind=entry.get("kind", "agency"),
        tiers=tiers,
        where=frozenset(entry.get("where", ())),
        under=frozenset(entry.get("under", ())),
        since=days["since"],
        until=days["until"],
        seat=entry.get("seat", False),
        source=sources[entry["source"]],
    )


def _department_forms(entry: Mapping[str, Any], end: str) -> list[str]:
    ends = [end, SHORT_ENDS[end]] if end in SHORT_ENDS else [end]
    forms = [root + e for root in wordings(entry["root"]) for e in ends]
    forms += [root + ends[-1] for root in entry.get("short", ())]
    forms += entry.get("also", {}).get(end, ())
    return ["{}" + form for form in forms]


def wordings(root: str) -> list[str]:
    """The ways in which the words of a function are written: without 和, 监管 for 监督管理.

    >>> wordings("人力资源和社会保障"), wordings("市场监督管理")
    (['人力资源和社会保障', '人力资源社会保障'], ['市场监督管理', '市场监管'])
    """
    found = [root, root.replace("和", "").replace("与", "")]
    return list(dict.fromkeys([*found, *(f.replace("监督管理", "监管") for f in found)]))


def national_forms(name: str) -> list[str]:
    """The forms of a national body's name that follow by rule: 国家卫生健康委, 卫生健康委.

    >>> national_forms("国家能源局")
    ['国家能源局', '能源局']
    """
    forms = wordings(name)
    forms += [f.removesuffix(end) + short for f in forms for end, short in SHORT_ENDS.items() if f.endswith(end)]
    forms += [f.removeprefix("国家") for f in forms if f.startswith("国家")]
    if name.endswith("部") and not name.startswith("中"):
        forms.append("中华人民共和国" + name)
    return forms


def alternatives(template: str) -> list[str]:
    """Write out the choices in a template.

    >>> alternatives("{}(人民政府|政府|)外办")
    ['{}人民政府外办', '{}政府外办', '{}外办']
    """
    parts = CHOICE.split(template)
    return ["".join(chosen) for chosen in product(*(p.split("|") if i % 2 else [p] for i, p in enumerate(parts)))]
