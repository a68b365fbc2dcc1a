"""Facts made by hand for the stores' tests: small documents whose titles, numbers and agencies collide on purpose."""

from __future__ import annotations

from dataclasses import dataclass

from graph.identifiers import agency_id, document_id
from graph.model import (
    Agency,
    Citation,
    Document,
    DocumentFacts,
    FormerName,
    Responsibility,
    Section,
    Succession,
    Target,
    Task,
)

NAMES = {
    "省科技厅": ("辽宁省科学技术厅", "agency"),
    "科技厅": ("辽宁省科学技术厅", "agency"),
    "省财政厅": ("辽宁省财政厅", "agency"),
    "沈阳市政府": ("沈阳市人民政府", "government"),
    "相关市政府": ("相关市政府", "collective"),
}

# Two bodies that came together in a third, which was renamed: heirs that no document names.
HEIRS = {
    "辽宁省财政厅": ("辽宁省财金委员会", "2018-10", "merged"),
    "沈阳市人民政府": ("辽宁省财金委员会", "2019", "merged"),
    "辽宁省财金委员会": ("辽宁省财金局", "2023-11-01", "renamed"),
}


@dataclass(frozen=True)
class Made:
    """What a made document says; `version` changes its text and facts, not its identity."""

    index: int
    title: str
    number: str | None = None
    cites: tuple[tuple[str | None, str | None], ...] = ()
    agencies: tuple[str, ...] = ("省科技厅", "省财政厅")
    tasks: int = 2
    version: int = 1

    @property
    def id(self) -> str:
        return document_id(
            doc_number=self.number,
            title=self.title,
            issuers=(f"第{self.index}号机关",),
            source=f"{self.index}.txt",
        )


def facts(made: Made) -> DocumentFacts:
    text = f"第{made.version}版𠮷。" + "推进工作。（责任单位：" + "、".join(made.agencies) + "）" + made.title
    document = Document(
        id=made.id,
        title=made.title,
        doc_number=made.number,
        issued="2018-06-06",
        jurisdiction="辽宁省",
        kind="计划",
        period_from=2018,
        period_to=2020,
        source=f"{made.index}.txt",
        sha256=f"{made.index}-{made.version}",
        reader="made",
        text=text,
    )
    section = Section(f"{made.id}#一", None, "一", "重点任务", 1, 0, len(text), "made")
    inner = Section(f"{made.id}#一/（一）", section.id, "（一）", "优化环境", 2, 3, len(text), "made")
    tasks = tuple(
        Task(
            id=f"{made.id}#一/{n}",
            section=inner.id if n % 2 else None,
            position=n,
            number=str(n),
            title=f"任务{n}·{made.version}",
            text=text,
            start=0,
            end=len(text),
            rule="made",
            deadline="2020-12-31" if n == 1 else None,
            deadline_text="到2020年" if n == 1 else None,
        )
        for n in range(1, made.tasks + 1)
    )
    agencies = {}
    responsibilities = {}
    for task in tasks:
        for place, mention in enumerate(made.agencies):
            name, kind = NAMES[mention]
            agencies[name] = Agency(agency_id(name), name, kind, "辽宁省", "省", None, None, (name, name[3:]))
            role = "lead" if place == 0 else "support" if task.position % 2 else "responsible"
            at = text.index(mention)
            one = Responsibility(agency_id(name), task.id, role, mention, "made", at, at + len(mention))
            responsibilities.setdefault((task.id, one.agency, role), one)
    successions = []
    for name in list(agencies):
        while name in HEIRS:
            heir, date, kind = HEIRS[name]
            agencies.setdefault(heir, Agency(agency_id(heir), heir, "agency", None, None, date, None, (heir,)))
            successions.append(Succession(agency_id(name), agency_id(heir), date, kind, "一项改革方案"))
            name = heir
    former = [
        FormerName(agency_id(name), spelling, "辽宁省财税局", "2009", "renamed", "一项改革方案")
        for name in agencies
        if name == "辽宁省财政厅"
        for spelling in ("省财税局", "辽宁省财税局")
    ]
    citations = tuple(
        Citation(title, number, "basis" if n else "cites", tasks[0].id if n and tasks else None, "made", n, n + 2)
        for n, (title, number) in enumerate(made.cites)
    )
    targets = (
        Target(f"{made.id}#t1", None, "企业", 10.0, None, "家", "=", 2020, False, None, "10家", 1, 3, "made"),
        *(
            Target(f"{t.id}#t1", t.id, "企业数量", 2.5, 3.0, "家", ">=", None, True, 1.0, "2.5家", 2, 4, "made")
            for t in tasks[:1]
        ),
    )
    issuer = next(iter(agencies.values()), None)
    return DocumentFacts(
        document=document,
        sections=(section, inner),
        tasks=tasks,
        agencies=tuple(agencies.values()),
        issuers=(issuer.id,) if issuer else (),
        responsibilities=tuple(responsibilities.values()),
        citations=citations,
        targets=targets,
        successions=tuple(dict.fromkeys(successions)),
        former_names=tuple(former),
    )


def snapshot(store) -> dict[str, list]:
    """Everything that a store holds, as queries tell it."""
    held = [row["id"] for row in store.query("documents", held=True)]
    agencies = [row["id"] for row in store.query("search_agencies", text="", limit=1000)]
    everything = {
        "documents": store.query("documents", held=None),
        "document_names": store.query("document_names"),
        "agency_names": store.query("agency_names", agencies=agencies),
        "agency_ranking": store.query("agency_ranking", documents=None),
        "agencies": agencies,
        "successions": store.query("successions_of_agencies", agencies=agencies),
        "formerly_named": store.query("formerly_named", name="省财税局"),
        "citation_links": store.query("citation_links", limit=10_000),
        "tasks": store.query("tasks", tasks=None, documents=None, roles=None, text=None),
        "counts": store.query("counts"),
        "fingerprints": store.query("fingerprints"),
    }
    everything["agencies_of_tasks"] = store.query("agencies_of_tasks", tasks=[t["task"] for t in everything["tasks"]])
    for document in held:
        everything[f"sections {document}"] = store.query("sections_of_document", document=document)
        everything[f"targets {document}"] = store.query("targets_of_document", document=document)
        everything[f"issuers {document}"] = store.query("issuers_of_document", document=document)
        everything[f"text {document}"] = store.query("document_text", document=document)
    return everything
