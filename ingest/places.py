"""Places: which province, city or county a word means, seen from a document's own place on its day."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

__all__ = ["NATION", "Occurrence", "Place", "place_of", "places", "places_in", "valid_on"]

# The longest ending first: 自治区 is a province's, 区 a county's. 林区 and 特区 are counties, not parts of a city.
LONGEST = 15  # characters of a place's name: 双江拉祜族佤族布朗族傣族自治县

WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("自治区", ("自治区",)),
    ("自治州", ("州", "自治州")),
    ("自治县", ("县", "自治县")),
    ("自治旗", ("旗", "自治旗")),
    ("地区", ("地区",)),
    ("林区", ("林区",)),
    ("特区", ("特区",)),
    ("兵团", ("兵团",)),
    ("省", ("省",)),
    ("市", ("市",)),
    ("盟", ("盟",)),
    ("县", ("县",)),
    ("区", ("区",)),
    ("旗", ("旗",)),
)


def valid_on(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether `day` lies in [since, until); dates may be as short as a year, an unknown day is always inside.

    >>> valid_on("2018-10-05", "2018-10", None), valid_on("2018-09-30", "2018-10", None)
    (True, False)
    """
    return day is None or ((since is None or day >= since) and (until is None or day < until))


@dataclass(frozen=True, slots=True)
class Place:
    """A place under one name and one parent; `tier` is 国, 省, 直 (a municipality), 市 or 县."""

    own_name: str
    short: str
    tier: str
    parent: Place | None
    since: str | None
    until: str | None

    @property
    def level(self) -> str:
        """The level people name: 国家, 省, 市 or 县."""
        return {"国": "国家", "直": "省"}.get(self.tier, self.tier)

    @property
    def district(self) -> bool:
        """Whether it is a city's district, whose bodies carry the city's name (上海市徐汇区财政局)."""
        return self.tier == "县" and self.own_name.endswith("区") and self.words == ("区",)

    @property
    def name(self) -> str:
        """The name that its bodies carry: 黄骅市, 上海市徐汇区."""
        if self.district and self.parent and self.parent.tier in {"直", "市"}:
            return self.parent.own_name + self.own_name
        return self.own_name

    @property
    def near(self) -> str:
        """The name without the nationalities: 凉山州, 孟村县; for others their own name."""
        if self.own_name.endswith(("自治州", "自治县", "自治旗")):
            return self.short + self.own_name[-1]
        return self.own_name

    @property
    def names(self) -> tuple[str, ...]:
        """Every full form, the one its bodies carry first: 凉山彝族自治州, 凉山州, 凉山自治州."""
        ending = next((e for e in ("自治州", "自治县", "自治旗") if self.own_name.endswith(e)), "")
        return tuple(dict.fromkeys((self.name, self.own_name, self.near, self.short + ending if ending else self.near)))

    @property
    def words(self) -> tuple[str, ...]:
        """What its own documents call it: 省, 市, 州."""
        return next((words for ending, words in WORDS if self.own_name.endswith(ending)), ())

    @property
    def called_so(self) -> bool:
        """Whether its short name is also what its own documents call it: 兵团."""
        return self.short in self.words

    @property
    def committees(self) -> tuple[str, ...]:
        """Its committee of the Party with the place's name, official first: 辽宁省委, 广西壮族自治区委员会."""
        if self.words == ("自治区",):
            return (self.own_name + "委员会", self.own_name + "党委", self.short + "党委")
        if self.words == ("地区",):
            return (self.short + "地委",)
        if self.words == ("兵团",):
            return (self.own_name + "委员会", self.own_name + "党委")
        if self.own_name.endswith("自治州"):
            return tuple(dict.fromkeys((self.near + "委", *(n + end for n in self.names for end in ("委", "党委")))))
        return tuple(n + "委" for n in self.names)

    @property
    def word_committees(self) -> tuple[str, ...]:
        """The committee as the place's own documents call it: 省委, 自治区党委, 地委."""
        if self.words in {("自治区",), ("兵团",)}:
            return (self.words[0] + "党委",)
        if self.words == ("州", "自治州"):
            return ("州委", "州党委", "自治州党委")
        return ("地委",) if self.words == ("地区",) else tuple(f"{word}委" for word in self.words[:1])

    @property
    def chain(self) -> tuple[Place, ...]:
        """The place itself, then what lies above it."""
        above = self.parent.chain if self.parent else ()
        return (self, *above)

    def related(self, other: Place) -> bool:
        """Whether one of the two lies in the other."""
        return other.own_name in {p.own_name for p in self.chain} or self.own_name in {p.own_name for p in other.chain}

    def distance_to(self, home: Place | None) -> int:
        """How far it is from the place of a text: 0 there, or the nation; 1 above or below; 2 beside; 3 elsewhere."""
        if home is None or home is NATION or self.name == home.name:
            return 0
        return 1 if self.related(home) else 2 if self.beside(home) else 3

    def beside(self, other: Place) -> bool:
        """Whether the two are districts or counties of one city."""
        city = self.parent
        return city is not None and other.parent is not None and city.tier != "省" and city.name == other.parent.name


NATION = Place("国家", "", "国", None, None, None)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in a name, `text[start:end]`; `form` is full (辽宁省), short (辽宁), word (省) or committee (省委)."""

    place: Place
    start: int
    end: int
    form: str


@lru_cache(maxsize=1)
def places() -> Mapping[str, tuple[Place, ...]]:
    """Every place by each of its forms: 辽宁省 and 辽宁, 凉山彝族自治州, 凉山州 and 凉山."""
    known: dict[str, list[Place]] = {}
    lines = resources.files("ingest").joinpath("rules/places.tsv").read_text("utf-8").splitlines()
    for tier, name, short, parent, since, until in csv.reader((x for x in lines if x[0] != "#"), delimiter="\t"):
        above = [p for p in known.get(parent, []) if p.own_name == parent]
        place = Place(
            own_name=name,
            short=short or name,
            tier=tier,
            parent=above[-1] if above else None,
            since=since or None,
            until=until or None,
        )
        for form in dict.fromkeys((*place.names, place.short)):
            known.setdefault(form, []).append(place)
    return {form: tuple(found) for form, found in known.items()}


@lru_cache(maxsize=4096)
def place_of(jurisdiction: str | None, day: str | None) -> Place | None:
    """Return the place that a jurisdiction names.

    Args:
        jurisdiction: 国家, 辽宁省, 沈阳市, 上海市徐汇区, 黄骅市, with or without the levels above it.
        day: YYYY-MM-DD, or None where unknown.

    Returns:
        The place; one made from the ending where the table does not have it (和安县); None where that tells nothing.
    """
    if not jurisdiction:
        return None
    if jurisdiction == "国家":
        return NATION
    above = [o for o in places_in(jurisdiction, None, day) if o.start == 0 and o.form == "full"]
    whole = {o.place.name: o.place for o in above if o.end == len(jurisdiction)}
    if whole:
        return next(iter(whole.values())) if len(whole) == 1 else None
    # A county that is newer than the table: its ending gives the level, the text before it may give the parent.
    if jurisdiction[-1] not in "县区市旗" or jurisdiction.endswith(("地区", "新区", "开发区", "自治区")):
        return None
    parent = above[-1].place if above else None
    own = jurisdiction[above[-1].end :] if above else jurisdiction
    return Place(own, own[:-1] if len(own) > 2 else own, "县", parent, None, None)


def places_in(text: str, home: Place | None, day: str | None) -> Iterator[Occurrence]:
    """Find the places and level words in a name, at every position, shorter before longer.

    Args:
        text: a body's name as written.
        home: the document's own place, which level words and doubtful names are read from.
        day: the document's day.

    Yields:
        Occurrences; 辽宁省沈阳市 gives 辽宁省, 沈阳市 and the two as one.
    """
    chain = home.chain[::-1] if home else ()
    words = {w: (p, "word") for p in chain for w in p.words}
    words |= {w: (p, "committee") for p in chain for w in p.word_committees}
    table = places()
    for start in range(len(text)):
        yield from _places_at(text, start, start, None, home, day, table)
        for word, (place, form) in words.items():
            if text.startswith(word, start):
                yield Occurrence(place, start, start + len(word), form)


def _places_at(
    text: str,
    origin: int,
    start: int,
    above: Place | None,
    home: Place | None,
    day: str | None,
    table: Mapping[str, tuple[Place, ...]],
) -> Iterator[Occurrence]:
    for end in range(start + 2, min(len(text), start + LONGEST) + 1):
        for place in _on(day, table.get(text[start:end], ())):
            if above is not None and above.own_name not in {p.own_name for p in place.chain[1:]}:
                continue
            form = "full" if text[start:end] in place.names else "short"
            if form == "short" and place.tier == "县" and (home is None or not place.related(home)):
                continue  # 和平, 朝阳, 新华: words before they are counties
            if above is None and place.district and text[start:end] != place.name and _elsewhere(place, home):
                continue  # 新区, 万山区 in a city that has no such district: not the one of another city
            yield Occurrence(place, origin, end, form)
            for committee in place.committees:
                if text.startswith(committee, start):
                    yield Occurrence(place, origin, start + len(committee), "committee")
            if form == "full":
                yield from _places_at(text, origin, end, place, home, day, table)


def _elsewhere(place: Place, home: Place | None) -> bool:
    """Whether a text of `home` would not call the place by its own name alone."""
    return place.distance_to(home) > 2


def _on(day: str | None, found: tuple[Place, ...]) -> list[Place]:
    """The places of the day, or all where none is; one under two parents in turn counts once."""
    there = [p for p in found if valid_on(day, p.since, p.until)] or found
    return list({p.name: p for p in there}.values())
