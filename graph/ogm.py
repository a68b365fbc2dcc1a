"""The graph on Neo4j as objects of py2neo, for programs that speak it; needs `pip install 'policygraph[py2neo]'`.

py2neo has reached its end of life (its last version is 2021.2.4 and will stay so). These classes let what was written
with it go on working, over the same nodes and edges; new programs better use `graph.open_store` and `queries`, which
need no py2neo. The classes read: a document is loaded and replaced as a whole by `policygraph ingest`, so nothing here
should be pushed.

    import os
    from py2neo import Graph
    from graph.ogm import Agency

    graph = Graph("bolt://HOST:PORT", auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]))
    agency = Agency.match(graph).where(name="辽宁省科学技术厅").first()
    for task in agency.leads:
        print(task.number, task.title, agency.leads.get(task, "mention"))
"""

from __future__ import annotations

from typing import Any

from py2neo.ogm import GraphObject, Property, RelatedFrom, RelatedTo

__all__ = ["Agency", "Document", "Name", "Section", "Target", "Task"]


def _ends(edge: str, label: str, *, outward: bool) -> property:
    """Make a property of the nodes of one label at the other end of a kind of edge, in the order of the text.

    `RelatedTo` and `RelatedFrom` look at the kind of edge alone; CONTAINS, HAS_TARGET and NAMES join several labels.
    """

    def find(self: GraphObject) -> list[Any]:
        node = self.__node__
        found = node.graph.match((node, None) if outward else (None, node), edge)
        ends = [each.end_node if outward else each.start_node for each in found]
        wanted = [globals()[label].wrap(end) for end in ends if end.has_label(label)]
        return sorted(wanted, key=lambda one: (getattr(one, "start", None) or 0, one.id))

    return property(find)


class Document(GraphObject):  # type: ignore[misc]
    """A policy document; `held` False: it is only cited.

    `sections` are those at the top, `tasks` all of its tasks, `targets` the goals that stand in no task.
    """

    __primarylabel__ = "Document"
    __primarykey__ = "id"

    id = Property()
    title = Property()
    doc_number = Property()
    issued = Property()
    jurisdiction = Property()
    kind = Property()
    period_from = Property()
    period_to = Property()
    effective_from = Property()
    expires = Property()
    source = Property()
    held = Property()
    sha256 = Property()
    reader = Property()
    text = Property()

    sections = _ends("CONTAINS", "Section", outward=True)
    targets = RelatedTo("Target", "HAS_TARGET")
    cites = RelatedTo("Document", "CITES")
    cited_by = RelatedFrom("Document", "CITES")
    issuers = RelatedFrom("Agency", "ISSUED")
    names = RelatedFrom("Name", "NAMES")
    resting_tasks = RelatedFrom("Task", "RESTS_ON")

    @property
    def tasks(self) -> list[Any]:
        """All tasks of the document, in whatever section they stand, in the order of the text."""
        return list(Task.match(self.__node__.graph).where(document=self.id).order_by("_.position"))


class Section(GraphObject):  # type: ignore[misc]
    """A heading; `document` is the id of the document it stands in."""

    __primarylabel__ = "Section"
    __primarykey__ = "id"

    id = Property()
    document = Property()
    number = Property()
    title = Property()
    level = Property()
    rule = Property()
    start = Property()
    end = Property()

    sections = _ends("CONTAINS", "Section", outward=True)
    tasks = _ends("CONTAINS", "Task", outward=True)
    section = _ends("CONTAINS", "Section", outward=False)


class Task(GraphObject):  # type: ignore[misc]
    """The smallest item with its own responsibility clause."""

    __primarylabel__ = "Task"
    __primarykey__ = "id"

    id = Property()
    document = Property()
    position = Property()
    number = Property()
    title = Property()
    text = Property()
    deadline = Property()
    deadline_text = Property()
    rule = Property()
    start = Property()
    end = Property()

    section = _ends("CONTAINS", "Section", outward=False)
    leaders = RelatedFrom("Agency", "LEADS")
    supporters = RelatedFrom("Agency", "SUPPORTS")
    responsible = RelatedFrom("Agency", "RESPONSIBLE_FOR")
    targets = RelatedTo("Target", "HAS_TARGET")
    rests_on = RelatedTo("Document", "RESTS_ON")


class Agency(GraphObject):  # type: ignore[misc]
    """A body, or a mention that could not be resolved (`kind` "unresolved")."""

    __primarylabel__ = "Agency"
    __primarykey__ = "id"

    id = Property()
    name = Property()
    kind = Property()
    jurisdiction = Property()
    level = Property()
    valid_from = Property()
    valid_to = Property()
    candidates = Property()

    leads = RelatedTo("Task", "LEADS")
    supports = RelatedTo("Task", "SUPPORTS")
    responsible_for = RelatedTo("Task", "RESPONSIBLE_FOR")
    issued = RelatedTo("Document", "ISSUED")
    succeeded_by = RelatedTo("Agency", "SUCCEEDED_BY")
    took_over_from = RelatedFrom("Agency", "SUCCEEDED_BY")
    names = RelatedFrom("Name", "NAMES")
    former_names = RelatedFrom("Name", "FORMERLY_NAMED")


class Target(GraphObject):  # type: ignore[misc]
    """A number to reach, of a task, or of a document where no task has it."""

    __primarylabel__ = "Target"
    __primarykey__ = "id"

    id = Property()
    document = Property()
    indicator = Property()
    value = Property()
    value_to = Property()
    unit = Property()
    comparator = Property()
    year = Property()
    year_inherited = Property()
    baseline = Property()
    text = Property()
    rule = Property()
    start = Property()
    end = Property()

    task = _ends("HAS_TARGET", "Task", outward=False)
    overall_of = _ends("HAS_TARGET", "Document", outward=False)


class Name(GraphObject):  # type: ignore[misc]
    """A spelling of an agency, or a number or title of a document."""

    __primarylabel__ = "Name"
    __primarykey__ = "id"

    id = Property()

    agencies = _ends("NAMES", "Agency", outward=True)
    documents = _ends("NAMES", "Document", outward=True)
    former_agencies = RelatedTo("Agency", "FORMERLY_NAMED")
