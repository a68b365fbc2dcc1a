"""Names that no table has: what their own words tell, and whether they are written in full."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.bodies import SLOT, body_table
from ingest.places import NATION, Occurrence, Place, places, places_in
from ingest.wording import wording

__all__ = ["Resolution", "as_written", "committee_of", "kind_of", "nobody"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which body a mention means; `canonical` is None where it cannot be told (then `rule` says why).

    `spellings` holds every form people write the body in, the official name first; it depends on the body
    alone, never on the mention. `kind` may be known where the name is not: a 公司 is an enterprise. `candidates` are
    the full names of bodies that it may mean where it cannot be told which.
    """

    mention: str
    canonical: str | None
    kind: str | None
    jurisdiction: str | None
    level: str | None
    spellings: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    rule: str
    candidates: tuple[str, ...] = ()


def nobody(mention: str, kind: str | None, jurisdiction: str | None, rule: str) -> Resolution:
    """Return that no single body can be named; `rule` says why."""
    return Resolution(mention, None, kind, jurisdiction, None, (mention,), None, None, rule)


def kind_of(name: str, home: Place | None, day: str | None) -> str | None:
    """The kind of a body that stays unnamed, by its last word; 市委军运办 is the Party's by its first."""
    ending = wording().ending_of(name)
    if ending is not None and ending.kind != "agency":
        return ending.kind
    if committee_of(name, home, day) is not None:
        return "party"
    return ending.kind if ending else None


def committee_of(name: str, home: Place | None, day: str | None) -> Occurrence | None:
    """Return the committee of the Party that a longer name begins with, by its longest form."""
    found = [at for at in places_in(name, home, day) if at.start == 0 and at.form == "committee" and at.end < len(name)]
    return max(found, key=lambda at: at.end, default=None)


def as_written(name: str, home: Place | None, day: str | None) -> Resolution | None:
    """A name that no table has but that is complete: kept, with the place's full name before it."""
    words = wording()
    if name in places():
        return None  # 景德镇 is a city
    name = words.written_out(name)
    ending = words.ending_of(name)
    if ending is None or not ending.complete or "、" in name or words.is_contracted(name):
        return None
    if name.startswith(words.national):
        return _kept(name, ending.kind, NATION, "")
    of_party = committee_of(name, home, day)
    if of_party is not None:
        # 省委党史研究院; but 市委市政府接待办公室 is of both.
        full = "中共" + of_party.place.committees[0] + name[of_party.end :]
        return None if "政府" in name else _kept(full, kind_of(name, home, day), of_party.place, "")
    leading = _leading_places(name, home, day)
    if name.endswith(words.lowest):
        leading = [at for at in leading if at.form != "short"]  # 浮梁镇 is a town of 浮梁县
    by_short_name = bool(leading) and leading[0].form == "short" and not leading[0].place.called_so
    several = len({at.place.name for at in leading}) > 1
    if several and not by_short_name:
        return nobody(name, ending.kind, home.name if home else None, "ambiguous")
    rest = name[leading[0].end :] if leading else name
    if len(rest) < (3 if ending.kind == "agency" else 2) or rest.startswith(words.fragments):
        return None
    if rest in words.doubtful or _short_form(rest):
        return None
    if rest in (words.generic_named if by_short_name else words.generic):
        return None
    if by_short_name:
        return _kept(name, ending.kind, None if several else leading[0].place, "")
    if leading:
        rest = words.with_government(rest)
        return _kept(leading[0].place.name + rest, ending.kind, leading[0].place, rest)
    if name.startswith(words.levels) and not name.startswith(words.no_level):
        return None  # 县财政局 in a city's text: of which county?
    if ending.place != "own":
        return _kept(name, ending.kind, None, "") if ending.place == "free" else None
    # A town's government belongs to a county; a city's text does not say to which.
    if home is None or home is NATION or (name.endswith(words.lowest) and home.tier != "县"):
        return None
    return _kept(home.name + rest, ending.kind, home, rest)


def _leading_places(name: str, home: Place | None, day: str | None) -> list[Occurrence]:
    """The readings of the place that a name begins with: its full name before 市 or 省 before its short name."""
    starts = [at for at in places_in(name, home, day) if at.start == 0 and at.form != "committee"]
    if name.startswith(wording().no_level):
        starts = [at for at in starts if at.form != "word"]
    order = [(at.form == "full", at.end, -at.place.distance_to(home)) for at in starts]
    return [at for at, rank in zip(starts, order, strict=True) if rank == max(order)]


def _kept(canonical: str, kind: str | None, place: Place | None, rest: str) -> Resolution:
    """The resolution of a name kept as it is; `rest` is what follows the place, where other forms of that are usual."""
    prefixes = (*place.names, *place.words, "") if place and rest else ()
    return Resolution(
        mention="",
        canonical=canonical,
        kind=kind,
        jurisdiction=place.name if place else None,
        level=place.level if place else None,
        spellings=tuple(dict.fromkeys((canonical, *(prefix + rest for prefix in prefixes)))),
        valid_from=None,
        valid_to=None,
        rule="as written",
    )


def _short_form(rest: str) -> bool:
    """Whether a name is nowhere a whole one: 教体局 stays open where no table tells of which it is short."""
    names = {SLOT.sub("", body.name) for body, _ in body_table().by_form.get("□" + rest, ())}
    return bool(names) and rest not in names
