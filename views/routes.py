"""The pages, their addresses, and how one opens another: `?dept=…&role=…&doc=…&kw=…&task=…` mean the same on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

__all__ = ["PAGES", "Route", "address", "keep_in_address", "open_page", "set_address"]


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its address, its title, and its file beside app.py."""

    url_path: str
    title: str
    icon: str

    @property
    def file(self) -> str:
        """The page's file, from the folder of app.py."""
        return f"views/{self.url_path}.py"


PAGES = (
    Route("home", "总览", ":material/home:"),
    Route("ask", "问答", ":material/forum:"),
    Route("ledger", "责任清单", ":material/checklist:"),
    Route("unit", "单位画像", ":material/account_balance:"),
    Route("network", "协同网络", ":material/hub:"),
    Route("citations", "政策引文", ":material/format_quote:"),
    Route("documents", "文件", ":material/description:"),
)
_FILES = {route.url_path: route.file for route in PAGES}


def open_page(url_path: str, **parameters: str | None) -> NoReturn:
    """Leave this page for another.

    Args:
        url_path: the other page's address, one of `PAGES`.
        parameters: what it is to show; None is left out.
    """
    st.switch_page(_FILES[url_path], query_params={key: value for key, value in parameters.items() if value})


def address(parameter: str) -> str | None:
    """Return a parameter of the page's address, None where it is missing or empty."""
    return st.query_params.get(parameter) or None


def set_address(parameter: str, value: str | None) -> None:
    """Write a parameter into the page's address, or take it out."""
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)


def keep_in_address(widget: str, parameter: str, *drops: str) -> None:
    """Write what a person chose in a widget into the address: the `on_change` of every filter.

    The address is the only place where a choice is kept; before each run the page sets its widgets from it.

    Args:
        widget: the widget's key.
        parameter: the parameter it stands for.
        drops: parameters that the new choice makes meaningless.
    """
    set_address(parameter, st.session_state[widget])
    for name in drops:
        set_address(name, None)
