"""The filters above the tables: which agency, role, document, words; each bound to the page's address."""

from __future__ import annotations

from collections import Counter
from typing import Literal, Protocol

import streamlit as st

from graph.errors import NodeNotFound
from graph.model import ROLES, Role
from queries.agency import AgencyCount, agency_ranking
from queries.document import Document, documents
from views.library import ask
from views.routes import address, keep_in_address
from views.wording import ROLE_WORDS, visible

__all__ = [
    "agency_label",
    "choose_agency",
    "choose_document",
    "choose_role",
    "choose_words",
    "dept_of",
    "document_label",
    "explain_not_found",
]

_ALL = "all"


class _Body(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def jurisdiction(self) -> str | None: ...


def agency_label(agency: _Body) -> str:
    """Return an agency's name to show; one that only its place tells from others bears the place."""
    placed = agency.kind in ("collective", "unresolved") and agency.jurisdiction
    return visible(f"{agency.name}（{agency.jurisdiction}）" if placed else agency.name)


def document_label(document: Document) -> str:
    """Return a document's title to show, else its number, else its id."""
    return visible(document.title or document.doc_number or document.id)


def dept_of(agency: str) -> str:
    """Return what stands for an agency in an address: its full name where only it bears it, else its id.

    Args:
        agency: the agency's id.

    Returns:
        The value of `?dept=`.
    """
    ranking = ask(agency_ranking)
    bearers = Counter(one.name for one in ranking)
    return next((one.name for one in ranking if one.id == agency and bearers[one.name] == 1), agency)


def choose_agency(*, empty: str = "全部单位") -> str | None:
    """Ask for an agency; any spelling may be typed.

    Args:
        empty: what the box says while nobody is chosen.

    Returns:
        A name or id, None where nobody is chosen; a name may be nobody's.
    """
    ranking = ask(agency_ranking)
    bearers = Counter(one.name for one in ranking)
    labels = {one.name if bearers[one.name] == 1 else one.id: _with_mention(one) for one in ranking}
    return _choose("单位", "dept", labels, empty)


def choose_document(*, held: Literal[True] | None = True, empty: str = "全部文件") -> str | None:
    """Ask for a document.

    Args:
        held: True for those in the library; None also for those that are only cited.
        empty: what the box says while none is chosen.

    Returns:
        An id, number or title, None where none is chosen; it may be no document's.
    """
    labels = {one.id: document_label(one) for one in ask(documents, held=held)}
    return _choose("文件", "doc", labels, empty)


def choose_role() -> Role | None:
    """Ask for a role.

    Returns:
        lead, support, responsible, or None for any.
    """
    role = next((one for one in ROLES if one == address("role")), None)
    st.session_state["role_box"] = role or _ALL
    st.segmented_control(
        "角色",
        [_ALL, *ROLES],
        key="role_box",
        format_func=lambda one: ROLE_WORDS.get(one, "全部"),
        required=True,
        on_change=_keep_role,
    )
    return role


def choose_words(label: str, *, placeholder: str, key: str = "kw") -> str | None:
    """Ask for words to find.

    Args:
        label: the box's label.
        placeholder: what the box says while it is empty.
        key: the parameter in the address.

    Returns:
        The words, None where nothing is typed.
    """
    st.session_state[f"{key}_box"] = address(key) or ""
    st.text_input(
        label, key=f"{key}_box", placeholder=placeholder, on_change=keep_in_address, args=(f"{key}_box", key, "task")
    )
    return address(key)


def _choose(word: str, parameter: str, labels: dict[str, str], empty: str) -> str | None:
    """Offer names to choose from, or to type, and bind the choice to the address; a new choice closes the card."""
    box = f"{parameter}_box"
    st.session_state[box] = address(parameter)
    st.selectbox(
        word,
        list(labels),
        index=None,
        key=box,
        format_func=lambda name: labels.get(name, visible(name)),
        placeholder=empty,
        accept_new_options=True,
        on_change=keep_in_address,
        args=(box, parameter, "task"),
    )
    return address(parameter)


def explain_not_found(error: NodeNotFound) -> None:
    """Say that nothing bears a name that was asked for, and which names are near."""
    st.warning("没有找到。请换一种写法，或清除筛选后重新选择。")
    st.text(visible(str(error)))


def _with_mention(agency: AgencyCount) -> str:
    others = [mention for mention in agency.mentions if mention != agency.name]
    label = agency_label(agency)
    return f"{label}（{visible(others[0])}）" if others else label


def _keep_role() -> None:
    if st.session_state["role_box"] == _ALL:
        st.session_state["role_box"] = None
    keep_in_address("role_box", "role", "task")
