"""All questions to the graph by name: what `policygraph query` can run, with parameters and explanation."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from types import NoneType
from typing import Any, get_args, get_type_hints

from graph import GraphStore
from graph.errors import QueryError
from graph.model import ROLES
from queries import (
    agency,
    citation,
    dependency,
    document,
    library,
    lineage,
    neighbourhood,
    responsibility,
    standing,
    succession,
    target,
    task,
    validity,
)
from queries.level import LEVELS
from queries.rows import Rows

__all__ = ["QUERIES", "Query", "arguments_of", "items_of", "listed", "query_named", "run"]

_LARGEST = 1_000_000_000  # of a limit or a year
_HELD = {"true": True, "false": False, "any": None}
_ARGUMENT = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.M)
# How values are typed, by parameter; whole numbers are told by their type.
_FORMS = {
    "held": ", ".join(_HELD),
    "level": ", ".join(LEVELS),
    "role": f"{', '.join(ROLES)}; several with commas",
} | dict.fromkeys(("after", "as_of", "before", "since", "until"), "YYYY-MM-DD")

_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    agency.agencies_by_name,
    agency.agency_names,
    agency.agency_ranking,
    agency.unresolved_agencies,
    citation.citation_links,
    citation.citations_of_task,
    citation.cited_by,
    citation.cites,
    citation.most_cited,
    citation.tasks_citing,
    dependency.partners_of_agency,
    dependency.path_between_agencies,
    dependency.shared_tasks,
    dependency.ties,
    standing.standings,
    document.counts,
    document.document,
    document.documents,
    document.search,
    document.sections_of_document,
    library.documents_of_agency,
    library.documents_where,
    lineage.citation_closure,
    lineage.cited_though_repealed,
    lineage.cited_together,
    lineage.longest_citation_chain,
    neighbourhood.neighbourhood,
    responsibility.agencies_of_task,
    responsibility.responsibility_matrix,
    responsibility.tasks_of_agency,
    succession.formerly_named,
    succession.successions_of_agency,
    target.goals_without_task,
    target.overall_goals,
    target.shared_indicators,
    target.targets_by_indicator,
    target.targets_by_level,
    target.targets_of_agency,
    target.targets_of_document,
    target.targets_of_task,
    task.task,
    task.tasks,
    task.tasks_about,
    task.tasks_by_deadline,
    task.tasks_with_agencies,
    task.tasks_without_deadline,
    task.tasks_without_role,
    task.tasks_without_target,
    validity.validity,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its name, one sentence, its parameters (required ones first) and the function that answers."""

    name: str
    explanation: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    function: Callable[..., Any]

    @property
    def integers(self) -> frozenset[str]:
        """Names of the parameters that are whole numbers."""
        hints = inspect.signature(self.function).parameters
        return frozenset(name for name, p in hints.items() if str(p.annotation) in ("int", "int | None"))

    @property
    def arguments(self) -> dict[str, str]:
        """What each parameter means, how its value is typed, and what holds where it is not given."""
        told = arguments_of(self.function)
        return {name: f"{told[name]}{self._form(name)}" for name in (*self.required, *self.optional)}

    @property
    def fact(self) -> Any:
        """The class of what the answer is made of."""
        returned = get_type_hints(self.function)["return"]
        return next((kind for kind in get_args(returned) if kind is not NoneType), returned)

    def _form(self, name: str) -> str:
        told = ["a whole number"] if name in self.integers else [_FORMS[name]] if name in _FORMS else []
        if name in self.optional:
            default = inspect.signature(self.function).parameters[name].default
            told.append(f"default: {'any' if default is None else str(default).lower()}")
        return f" ({'; '.join(told)})" if told else ""


def _query(function: Callable[..., Any]) -> Query:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return Query(
        name=function.__name__,
        explanation=(inspect.getdoc(function) or "").split("\n", 1)[0],
        required=tuple(p.name for p in parameters if p.default is inspect.Parameter.empty),
        optional=tuple(p.name for p in parameters if p.default is not inspect.Parameter.empty),
        function=function,
    )


QUERIES: dict[str, Query] = {function.__name__: _query(function) for function in _FUNCTIONS}


def query_named(name: str) -> Query:
    """Return the query of a name.

    Raises:
        QueryError: there is none.
    """
    if name not in QUERIES:
        raise QueryError(f"no query is named {name!r}; `policygraph query --list` shows them all")
    return QUERIES[name]


def run(store: GraphStore, name: str, parameters: dict[str, str]) -> Any:
    """Run a query with parameters as a person types them.

    Args:
        store: the graph.
        name: a key of `QUERIES`.
        parameters: values as text; several roles with commas (`lead,support`), `held` as true or false.

    Returns:
        What the function of that name returns; no rows where that is None.

    Raises:
        QueryError: no such query, or parameters that it does not take, lacks, or cannot read.
    """
    query = query_named(name)
    known = query.required + query.optional
    for key in parameters:
        if key not in known:
            raise QueryError(f"{name} has no parameter {key!r}; it takes {', '.join(known) or 'none'}")
    missing = [key for key in query.required if key not in parameters]
    if missing:
        raise QueryError(f"{name} needs {', '.join(missing)}; it takes {', '.join(known)}")
    found = query.function(store, **{key: _read(query, key, value) for key, value in parameters.items()})
    return Rows[query.fact]() if found is None else found  # type: ignore[name-defined]


def listed(result: Any) -> list[Any]:
    """Return a result as a list.

    Args:
        result: what `run` returned.

    Returns:
        The list itself, or one of what has one answer.
    """
    return result if isinstance(result, list) else [result]


def items_of(result: Any) -> list[dict[str, Any]]:
    """Return a result as plain dicts, one an item.

    Args:
        result: what `run` returned: a dataclass, a list of them or of strings.

    Returns:
        A list of dicts with nested dicts for nested dataclasses.
    """
    return [
        asdict(entry) if is_dataclass(entry) and not isinstance(entry, type) else {"value": entry}
        for entry in listed(result)
    ]


def arguments_of(function: Callable[..., Any]) -> dict[str, str]:
    """Return what the docstring of a function says of each of its arguments."""
    told = _ARGUMENT.findall(inspect.getdoc(function) or "")
    return {name: " ".join(text.split()) for name, text in told}


def _read(query: Query, key: str, value: str) -> Any:
    if not value.strip():
        raise QueryError(f"{query.name}: {key} is empty")
    if key in query.integers:
        if not value.isdecimal() or not 1 <= int(value) <= _LARGEST:
            raise QueryError(f"{query.name}: {key} must be a whole number from 1 to {_LARGEST:,}, not {value!r}")
        return int(value)
    if key == "held":
        if value not in _HELD:
            raise QueryError(f"{query.name}: held must be true, false or any, not {value!r}")
        return _HELD[value]
    if key == "role" and "," in value:
        return value.split(",")
    return value
