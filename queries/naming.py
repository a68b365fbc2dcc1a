"""How an agency of a question is called in the answer: which bodies a name means, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.identifiers import fold
from queries.agency import Agency, agencies_by_name, agencies_named, agency_names
from queries.names import spoken_forms
from queries.parties import Party
from queries.responsibility import tasks_of_agency
from queries.succession import REFORM_WORDS, formerly_named, successions_of_agency

__all__ = ["bodies_meant", "kin", "shown"]


def bodies_meant(store: GraphStore, party: Party) -> list[Agency]:
    """Return the bodies that an agency of a question may be, those of its place where one is named.

    Args:
        store: the graph.
        party: the agency as named.

    Returns:
        At least one body.

    Raises:
        NodeNotFound: nobody bears the name, or nobody in that place.
    """
    forms = (party.name,) if agencies_by_name(store, party.name) else spoken_forms(party.name)
    bodies = list({body.id: body for form in forms for body in agencies_by_name(store, form)}.values())
    if not bodies:
        agencies_named(store, party.name)  # says who has a name like it
    local = [body for body in bodies if not party.place or (body.jurisdiction or "").startswith(party.place)]
    if not local:
        said = f"{party.place}{party.name.removeprefix((party.place or '')[-1:])}"
        raise NodeNotFound(f"图中没有名为“{said}”的单位", tuple(body.name for body in bodies)[:5])
    return local


def shown(store: GraphStore, party: Party, bodies: Sequence[Agency]) -> str:
    """Return how an agency is shown in an understanding: its full name, or the name as asked with all that it means.

    What became of a body that is no more is always said: tasks of before and after a reform are never one count.

    Args:
        store: the graph.
        party: the agency as named.
        bodies: what it means.

    Returns:
        Words for the reader.
    """
    ids = {body.id for body in bodies}
    former = [one for one in formerly_named(store, party.name) if one.agency in ids]
    if former and not any(fold(party.name) in agency_names(store, body.id) for body in bodies):
        past = "；".join(f"{one.body}，{one.date}起职责归{one.agency_name}" for one in former)
        return f"{party.name}（{past}）"
    names = [body.name + _became(store, body.id) for body in bodies]
    return names[0] if len(names) == 1 else f"{party.name}（{'、'.join(names)}）"


def kin(store: GraphStore, parties: Iterable[Party]) -> tuple[str, ...]:
    """Return the bodies before and after the ones asked for that do have tasks: whom to ask for instead.

    Args:
        store: the graph.
        parties: the agencies as named.

    Returns:
        Full names.
    """
    found: dict[str, None] = {}
    for party in parties:
        own = {body.id for body in bodies_meant(store, party)}
        for step in successions_of_agency(store, party.name):
            for agency, full in ((step.old, step.old_name), (step.new, step.new_name)):
                if agency not in own and tasks_of_agency(store, agency):
                    found[full] = None
    return tuple(found)


def _became(store: GraphStore, agency: str) -> str:
    steps = [step for step in successions_of_agency(store, agency) if step.old == agency]
    if not steps:
        return ""
    return f"（{steps[0].date}{REFORM_WORDS[steps[0].kind]}{'、'.join(step.new_name for step in steps)}）"
