"""The pages' way to the graph: one open store for all sessions, and answers that are asked once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from graph import GraphStore, open_store
from graph.store import DEFAULT_STORE
from queries.document import counts

__all__ = ["REVISION_TTL", "ask", "store_url"]

P = ParamSpec("P")
T = TypeVar("T")

# Answers are frozen dataclasses, so all sessions can share them: `cache_resource` hands out the object itself, where
# `cache_data` would copy every answer on every click.
_ANSWERS_KEPT = 500
_ANSWERS_TTL = 600.0  # seconds
REVISION_TTL = 1.0  # seconds: how long after a load the pages may still show what was before


def store_url() -> str:
    """Return the address of the store that the pages show."""
    return os.environ.get("POLICYGRAPH_STORE") or DEFAULT_STORE


def ask(question: Callable[Concatenate[GraphStore, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Put a question of `queries/` to the store; the same question is not asked twice while nothing is loaded.

    Args:
        question: a function of `queries/`, whose first argument is the store.
        args: its further arguments.
        kwargs: its further named arguments.

    Returns:
        What the function returns. It is shared by all sessions: do not change it.

    Raises:
        PolicyGraphError: the store cannot answer, or nothing in it bears a name that was asked for.
    """
    url = store_url()
    store = _store(url, _file(url))
    name = f"{question.__module__}.{question.__qualname__}"
    answer: T = _answer(url, _revision(url, _file(url), store), name, args, kwargs, question, store)
    return answer


def _file(url: str) -> tuple[int, int] | None:
    """Tell a store's file from another that was put in its place."""
    path = Path(url.removeprefix("sqlite:"))
    if not url.startswith("sqlite:") or not path.exists():
        return None
    found = path.stat()
    return found.st_dev, found.st_ino


@st.cache_resource(show_spinner=False, max_entries=4, on_release=lambda store: store.close())
def _store(url: str, file: tuple[int, int] | None) -> GraphStore:
    return open_store(url)


@st.cache_data(show_spinner=False, ttl=REVISION_TTL, max_entries=8)
def _revision(url: str, file: tuple[int, int] | None, _store: GraphStore) -> str:
    """Return what changes whenever a document is loaded or removed."""
    held = [counts(_store), _store.query("fingerprints")]
    return hashlib.sha256(repr(held).encode()).hexdigest()


@st.cache_resource(show_spinner=False, ttl=_ANSWERS_TTL, max_entries=_ANSWERS_KEPT)
def _answer(
    url: str,
    revision: str,
    name: str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    _question: Callable[..., Any],
    _store: GraphStore,
) -> Any:
    return _question(_store, *args, **kwargs)
