"""A made library of any size: documents as a store takes them, the same in every run, to measure stores with.

Its shape is that of real libraries: few agencies have most tasks and few documents most citations (Zipf-Mandelbrot),
the number of a document's tasks is log-normal, a task has one lead and a few supports, a city's plan cites its
province's and the nation's. Places are real, all else is made. At 10,000 documents it has a million edges.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.vocabulary import (
    BODIES,
    INDICATORS,
    KINDS,
    LAWS,
    OBJECTS,
    ORGANS,
    TOPICS,
    VERBS,
    Body,
    Place,
    places,
)
from graph.identifiers import document_id, unresolved_agency_id
from graph.model import (
    Agency,
    Citation,
    Document,
    DocumentFacts,
    Relation,
    Responsibility,
    Role,
    Section,
    Succession,
    Target,
    Task,
)

__all__ = ["FULL", "library"]

FULL = 10_000  # documents, for a million edges
FIRST_DAY, DAYS = date(2010, 1, 1), 5_500
LEVEL_SHARES = (8, 42, 50)
RULE = "made"

RELATIONS: tuple[Relation, ...] = ("basis", "implements", "cites", "amends", "repeals")
RELATION_SHARES = (28, 30, 36, 3, 3)
LABELS: dict[Role, str] = {"lead": "牵头单位：", "support": "配合单位：", "responsible": "责任单位："}
SUPPORTS, SUPPORT_SHARES = (0, 1, 2, 3, 4, 6, 9), (22, 26, 22, 14, 8, 5, 3)

Cited = tuple[str, str | None]  # a title and a number


class Ranks:
    """Ranks from 0 on; rank k has a share of 1 / (k + offset)."""

    def __init__(self, size: int, offset: float) -> None:
        self._sums = list(accumulate(1 / (k + offset) for k in range(size)))

    def draw(self, chance: random.Random, size: int) -> int:
        """Draw one of the first `size` ranks."""
        return bisect_left(self._sums, chance.random() * self._sums[size - 1], 0, size - 1)


def library(documents: int = FULL, *, seed: int = 7) -> Iterator[DocumentFacts]:
    """Make a library.

    Args:
        documents: how many.
        seed: another library of the same shape for another seed.

    Yields:
        The facts of one document after another, by day of issue; each cites only those before it, and laws that the
        library does not hold.
    """
    chance = random.Random(seed)
    levels = {level: [place for place in places() if place.level == level] for level in ORGANS}
    of_places, of_bodies, of_documents = Ranks(400, 8), Ranks(len(BODIES), 3), Ranks(documents, 12)
    earlier: list[tuple[str, Cited]] = []  # place, title and number
    for n in range(documents):
        level = chance.choices(tuple(levels), LEVEL_SHARES)[0]
        place = levels[level][of_places.draw(chance, len(levels[level]))]
        day = FIRST_DAY + timedelta(days=n * DAYS // documents)
        draft = _Draft(chance, n + 1, place, day, of_bodies)
        reach = {place.name, *place.above}
        for _ in range(min(int(chance.lognormvariate(1.75, 0.6)), 40)):
            tries = (earlier[of_documents.draw(chance, n)] for _ in range(12 if n else 0))
            found = next((cited for where, cited in tries if where in reach), None)
            if found is None or chance.random() < 0.15:
                found = (LAWS[int(len(LAWS) * chance.random() ** 3)], None)
            draft.cite_later(found)
        facts = draft.facts()
        earlier.append((place.name, (draft.title, draft.number)))
        yield facts


class _Draft:
    """One document while it is written: its text, and the facts in it with their places in the text."""

    def __init__(self, chance: random.Random, serial: int, place: Place, day: date, ranks: Ranks) -> None:
        self._chance, self._place, self._ranks = chance, place, ranks
        self._day, self._year, self._serial = day.isoformat(), day.year, serial
        issuer = self._body(place)
        self._issuer = issuer.agency.id
        self._kind = chance.choice(KINDS)
        plan = f"{place.before}{chance.choice(TOPICS)}{self._kind}（{day.year}—{day.year + 3}年）"
        self.title = f"{issuer.agency.name}关于印发{plan}的通知"
        code = (place.before or "国")[0] + issuer.mention.removeprefix(place.before[-1:])[:-1]
        self.number = f"{code}发〔{day.year}〕{serial}号"
        self._id = document_id(doc_number=self.number, title=self.title, issuers=(), source="")
        self._parts: list[str] = []
        self._length = 0
        self._cites: dict[Cited, None] = {}
        self._agencies: dict[str, Agency] = {}
        self._successions: dict[tuple[str, str], Succession] = {}
        self._sections: list[Section] = []
        self._tasks: list[Task] = []
        self._roles: dict[tuple[str, str, Role], Responsibility] = {}
        self._citations: list[Citation] = []
        self._targets: list[Target] = []
        self._know(issuer)

    def cite_later(self, cited: Cited) -> None:
        """Remember what to cite."""
        self._cites[cited] = None

    def facts(self) -> DocumentFacts:
        """Write it, and return all it states."""
        self._write(f"{self.title}\n{self.number}\n")
        waiting = list(self._cites)
        for cited in waiting[len(waiting) // 2 :]:
            self._cite(cited, None)
            self._write("。\n")
        for _ in range(self._chance.randint(0, 5)):
            self._set_target(None)
            self._write("。\n")
        waiting = waiting[: len(waiting) // 2]
        for position in range(1, max(2, min(int(self._chance.lognormvariate(3.03, 0.6)), 250))):
            if position % 6 == 1:
                self._open_section()
            self._assign(position, waiting.pop() if waiting else None)
        return DocumentFacts(
            document=Document(
                id=self._id,
                title=self.title,
                doc_number=self.number,
                issued=self._day,
                jurisdiction=self._place.name,
                kind=self._kind,
                period_from=self._year,
                period_to=self._year + 3,
                source=f"{self._serial}.txt",
                sha256=f"{self._serial:064x}",
                reader=RULE,
                text="".join(self._parts),
            ),
            sections=tuple(self._sections),
            tasks=tuple(self._tasks),
            agencies=tuple(self._agencies.values()),
            issuers=(self._issuer,),
            responsibilities=tuple(self._roles.values()),
            citations=tuple(self._citations),
            targets=tuple(self._targets),
            successions=tuple(self._successions.values()),
        )

    def _write(self, piece: str) -> tuple[int, int]:
        start = self._length
        self._parts.append(piece)
        self._length += len(piece)
        return start, self._length

    def _work(self) -> str:
        return f"{self._chance.choice(VERBS)}{self._chance.choice(TOPICS)}{self._chance.choice(OBJECTS)}"

    def _body(self, place: Place) -> Body:
        return Body.of(place, self._ranks.draw(self._chance, len(BODIES)), self._day)

    def _know(self, body: Body) -> None:
        self._agencies.update((one.id, one) for one in body.agencies)
        self._successions.update(((one.old, one.new), one) for one in body.successions)

    def _open_section(self) -> None:
        number = len(self._sections) + 1
        above = self._sections[-1] if number % 3 == 0 else None
        title = self._chance.choice(TOPICS)
        start, end = self._write(f"{number}、{title}")
        level = above.level + 1 if above else 1
        parent = above.id if above else None
        self._sections.append(Section(f"{self._id}#{number}", parent, str(number), title, level, start, end, RULE))
        self._write("\n")

    def _assign(self, position: int, cited: Cited | None) -> None:
        task = f"{self._sections[-1].id}/{position}"
        first, start = len(self._parts), self._length
        title = self._work()
        self._write(f"{position}．{title}。{self._work()}，{self._work()}，{self._work()}")
        deadline = None
        if self._chance.random() < 0.3:
            deadline = f"{self._year + self._chance.randint(1, 3)}-12-31"
            self._write(f"，{deadline[:4]}年底前完成")
        if self._chance.random() < 0.25:
            self._write("，")
            self._set_target(task)
        if cited:
            self._cite(cited, task)
        self._write("。")
        self._name_parties(task)
        self._tasks.append(
            Task(
                id=task,
                section=self._sections[-1].id,
                position=position,
                number=str(position),
                title=title,
                text="".join(self._parts[first:]),
                start=start,
                end=self._length,
                rule=RULE,
                deadline=deadline,
                deadline_text=deadline and f"{deadline[:4]}年底前",
            )
        )
        self._write("\n")

    def _name_parties(self, task: str) -> None:
        chance = self._chance
        supports = chance.choices(SUPPORTS, SUPPORT_SHARES)[0]
        led = chance.random() < 0.85
        roles: list[Role] = ["lead", *["support"] * supports] if led else ["responsible"] * (supports // 2 + 1)
        named: set[str] = set()
        before: Role | None = None
        for role in roles:
            if chance.random() < 0.03:
                mention = chance.choice(("各有关单位", "相关企业", "各市人民政府", "项目办"))
                agency = unresolved_agency_id(mention, self._place.name)
                body = Body(Agency(agency, mention, "unresolved", self._place.name, None, None, None, ()), mention)
            else:
                body = self._body(self._place)
            if body.agency.id in named:
                continue
            named.add(body.agency.id)
            self._know(body)
            self._write("、" if role == before else f"{'；' if before else '（'}{LABELS[role]}")
            start, end = self._write(body.mention)
            fact = Responsibility(body.agency.id, task, role, body.mention, RULE, start, end)
            self._roles.setdefault((task, fact.agency, role), fact)
            before = role
        self._write("）")

    def _cite(self, cited: Cited, task: str | None) -> None:
        title, number = cited
        relation = self._chance.choices(RELATIONS, RELATION_SHARES)[0]
        if relation in ("amends", "repeals") and not title.startswith(self._place.name):
            relation = "cites"  # nobody repeals what another place has issued, nor a law
        self._write("，落实" if task else "根据")
        start, end = self._write(f"《{title}》" + (f"（{number}）" if number else ""))
        self._citations.append(Citation(title, number, relation, task, RULE, start, end))

    def _set_target(self, task: str | None) -> None:
        indicator, unit = self._chance.choice(INDICATORS)
        value = float(round(self._chance.lognormvariate(4, 1.5)) + 1)
        year = self._year + self._chance.randint(1, 3)
        start, end = self._write(f"到{year}年，{indicator}达到{value:g}{unit}")
        self._targets.append(
            Target(
                id=f"{task}#t1" if task else f"{self._id}#t{len(self._targets) + 1}",
                task=task,
                indicator=indicator,
                value=value,
                value_to=None,
                unit=unit,
                comparator=">=",
                year=year,
                year_inherited=False,
                baseline=None,
                text=self._parts[-1],
                start=start,
                end=end,
                rule=RULE,
            )
        )
