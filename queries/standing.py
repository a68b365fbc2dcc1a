"""Where each agency stands in the network of a document, a place, a period: its measures as a query."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from graph import GraphStore
from queries.dependency import ties
from queries.document import Documents
from queries.rows import Rows

__all__ = ["Standing", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a node stands in a network.

    `degree` counts those it is joined to, `weight` what it shares with them (tasks). `betweenness` is the share of
    shortest paths between two others that lead over it. `core`: it belongs to the core, not to the periphery. `group`
    is its community, 1 the largest, or the group that was given. `bridged` counts the pairs of its partners that stand
    in two groups and are not joined themselves: what passes between them passes over it.
    """

    id: str
    name: str
    degree: int
    weight: int
    betweenness: float
    core: bool
    group: Hashable
    bridged: int


def standings(
    store: GraphStore,
    *,
    document: Documents = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20_000,
) -> Rows[Standing]:
    """Measure where each agency stands among those it shares tasks with: partners, brokers, core and groups.

    The numbers are sums over tasks: `shared_tasks` has the words that say so.

    Args:
        store: the graph.
        document: a document's number, title or id, or those of several, to look in them alone.
        place: only documents of this place: 国家, 辽宁省; or short, 辽宁.
        since: a day, YYYY-MM-DD: only documents issued on it or later.
        until: a day: only documents issued on it or earlier.
        limit: the most pairs of agencies, the strongest first.

    Returns:
        One entry an agency, those that share most tasks first.

    Raises:
        QueryError: a day is none.
    """
    from queries import network  # networkx takes longer to import than most questions to answer

    pairs = ties(store, document=document, place=place, since=since, until=until, limit=limit)
    return network.standings_in(network.tie_network(pairs))
