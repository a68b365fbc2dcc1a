"""Mentions → agencies: which body a name means in a place on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.bodies import SLOT, Body, body_table
from ingest.places import NATION, Occurrence, Place, place_of, places_in, valid_on
from ingest.unlisted import Resolution, as_written, kind_of, nobody
from ingest.wording import wording

__all__ = ["Resolution", "resolve"]

LONGEST = 200  # characters; what is longer is no name, and looking through it would take long
BRACKETS = str.maketrans("()[]", "（）［］")


@dataclass(frozen=True, slots=True)
class Match:
    """A body of the tables that a mention may mean, the place it is of, and how the mention wrote that place."""

    body: Body
    place: Place
    written: str
    official: bool
    distance: int

    @property
    def since(self) -> str | None:
        """The first day of the body in its place."""
        return self.body.since.get(self.place.tier)

    def exists_on(self, day: str | None) -> bool:
        """Whether the body existed on the day."""
        return valid_on(day, self.since, self.body.until.get(self.place.tier))

    def may_be_meant_on(self, day: str) -> bool:
        """Whether a text of that day can mean the body though it did not exist then.

        Old names live on, and a reform known to the month came earlier in some places; but 人行 was not yet the
        branch that opened on a known later day, unless it is called by its very name.
        """
        since = self.since
        if since is None or day >= since or self.official:
            return True
        return len(since) < len(day) and int(since[:4]) - int(day[:4]) <= 1


def resolve(mention: str, *, jurisdiction: str | None, date: str | None) -> Resolution:
    """Tell which body a name means.

    Args:
        mention: the name as written: 省科技厅, 科技厅, 辽宁省科学技术厅, 各市政府.
        jurisdiction: the place of the document that has it (国家, 辽宁省, 上海市徐汇区), None where unknown.
        date: the document's day, YYYY-MM-DD, None where unknown.

    Returns:
        The body with its full official name of that day. `canonical` is None for a group (kind "collective") and
        where the name cannot be told: `rule` is then "unresolved" or "ambiguous", and nothing is guessed.
    """
    return _resolve(mention, jurisdiction, date)


@lru_cache(maxsize=1 << 16)
def _resolve(mention: str, jurisdiction: str | None, date: str | None) -> Resolution:
    name = "".join(mention.split()).translate(BRACKETS)
    if len(name) > LONGEST:
        return replace(nobody(name, None, jurisdiction, "unresolved"), mention=mention)
    home = place_of(jurisdiction, date)
    # 市政府办（金融办）: a second name of the first body, unless the whole is a name.
    head = name[:-1].rpartition("（")[0] if name.endswith("）") else name
    for text in dict.fromkeys((name, head or name)):
        found = (
            _from_tables(text, home, date)
            or _group(text, home)
            or _inner_unit(text, home, date)
            or as_written(text, home, date)
        )
        if found is not None:
            return replace(found, mention=mention)
    return replace(nobody(name, kind_of(head, home, date), jurisdiction, "unresolved"), mention=mention)


def _from_tables(name: str, home: Place | None, day: str | None) -> Resolution | None:
    pool = list(_matches(name, home, day))
    if not pool:
        return None
    alive = [m for m in pool if m.exists_on(day)]
    if not alive and day is not None:
        doubtful = name.endswith(wording().doubtful)
        alive = [] if doubtful else [m for m in pool if m.may_be_meant_on(day)]
    if not alive:
        return _open(name, pool, home, "unresolved")
    pool = alive
    pool = [m for m in pool if m.distance == min(m.distance for m in pool)]
    pool = [m for m in pool if m.body.closeness == max(m.body.closeness for m in pool)]
    if day is not None:
        # Of two bodies of one day, the one that really is called so. Without a day that might be an earlier one.
        pool = [m for m in pool if m.official] or pool
    if len({m.body.name_in(m.place) for m in pool}) > 1:
        return _open(name, pool, home, "ambiguous")
    match = pool[0]
    return _body(match.body, match.place, match.written if match.exists_on(day) else f"{match.written}, other years")


def _open(name: str, pool: list[Match], home: Place | None, rule: str) -> Resolution:
    """A name that stays open among several bodies."""
    kinds = {m.body.kind for m in pool}
    kind = kinds.pop() if len(kinds) == 1 else None
    candidates = tuple(dict.fromkeys(m.body.name_in(m.place) for m in pool))
    return replace(nobody(name, kind, home.name if home else None, rule), candidates=candidates)


def _matches(name: str, home: Place | None, day: str | None) -> Iterator[Match]:
    """Every reading of a name by the tables: with its place written, then without."""
    table = body_table()
    found = list(places_in(name, home, day))
    for at in found:
        mark = "■" if at.form == "committee" else "□"
        head, tail = name[: at.start] + mark, name[at.end :]
        keys = [(head + tail, at)]
        # 沧州市生态环境局黄骅分局: a county's body that is named by its city as well.
        keys += [
            (head + name[at.end : own.start] + "□" + name[own.end :], own)
            for own in found
            if own.start >= at.end and own.place.parent is not None and own.place.parent.own_name == at.place.own_name
        ]
        for key, own in keys:
            for body, slot in table.by_form.get(key, ()):
                if _fits(slot, own) and body.exists_in(own.place):
                    official = SLOT.sub(mark, body.name) == key
                    yield Match(body, own.place, WRITTEN[own.form], official, own.place.distance_to(home))
    bare = table.by_form.get(name, ())
    local = [body for body, slot in bare if body.tiers != "国"]
    for body, slot in bare:
        if body.tiers == "国":
            # 科技部 is the nation's everywhere; 发改委 is so only in the nation's own documents.
            if home is NATION or not local:
                yield Match(body, NATION, "national", name == body.name, 0)
        elif slot is None and body.where and "{" not in body.name:
            for place in (place_of(where, day) for where in sorted(body.where)):
                if place is not None:
                    yield Match(body, place, "own name", name == body.name, place.distance_to(home))
        elif home is not None:
            # A 厅 is always the province's; any other bare name belongs to the document's own place.
            chain = home.chain if name.endswith("厅") else (home,)
            place = next((p for p in chain if body.exists_in(p)), None) or _seat(body, home, day)
            if place is not None:
                yield Match(body, place, "own place", SLOT.sub("", body.name) == name, 0 if place == home else 1)


def _seat(body: Body, home: Place, day: str | None) -> Place | None:
    """The provincial capital whose body is the province's as well: 人民银行 in a text of 安徽省 is that of 合肥."""
    if not body.seat or home.tier != "省":
        return None
    capitals = (place_of(name, day) for name in sorted(body.where))
    return next((p for p in capitals if p is not None and p.related(home)), None)


WRITTEN = {"full": "place name", "short": "short place name", "word": "level word", "committee": "party committee"}


def _fits(slot: str | None, at: Occurrence) -> bool:
    """Whether a form with this slot allows the place to be written so."""
    if slot in {"committee", "name"}:
        return at.form == ("full" if slot == "name" else "committee")
    if slot == "short":  # 青县 has no shorter name
        return at.form == "short" or at.place.short == at.place.own_name
    if slot in {"full", "near"}:
        return at.form in {"full", "short"}
    return at.form in {"full", "word"} or (slot == "" and at.form == "short")


@lru_cache(maxsize=1 << 14)
def _body(body: Body, place: Place, rule: str) -> Resolution:
    """The resolution of a body; entries of one name for one place (close, general) are one body."""
    entries = [b for b in body_table().by_name[body.name] if b.exists_in(place)]
    ranked = sorted((s for b in entries for s in b.spellings_in(place)), key=lambda s: s[0])
    return Resolution(
        mention="",
        canonical=body.name_in(place),
        kind=entries[0].kind,
        jurisdiction=place.name,
        level=place.level,
        spellings=tuple(dict.fromkeys(spelling for _, spelling in ranked)),
        valid_from=entries[0].since.get(place.tier),
        valid_to=entries[0].until.get(place.tier),
        rule=rule,
    )


def _group(name: str, home: Place | None) -> Resolution | None:
    rule = wording().group_of(name, placed=home is not None)
    return nobody(name, "collective", home.name if home else None, f"collective: {rule}") if rule else None


def _inner_unit(name: str, home: Place | None, day: str | None) -> Resolution | None:
    """A unit inside a body of the tables: the body's full name, then the unit as written."""
    words = wording()
    ending = words.ending_of(name)
    for cut in range(len(name) - 2, 2, -1):
        tail = name[cut:]
        head = _from_tables(name[:cut], home, day) if tail[0] not in "和与及、（" else None
        if head is None or head.canonical is None or head.kind not in {"agency", "institution", "enterprise"}:
            continue
        if head.kind == "enterprise" and not tail.endswith(words.outposts):
            continue  # 中国移动泰安分公司 is a branch of the province's company
        # 海关总署广东分署, 商务部驻大连特派员办事处: whatever follows a national body's name is its own.
        own = head.level == "国家" and ending is not None and ending.complete
        if words.is_contracted(tail) or not (own or tail.endswith(words.inner)):
            return None
        return replace(
            head,
            canonical=head.canonical + tail,
            kind="institution" if ending and ending.kind == "institution" else head.kind,
            spellings=tuple(spelling + tail for spelling in head.spellings),
            rule="inner unit",
        )
    return None
