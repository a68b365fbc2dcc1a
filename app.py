"""The Streamlit entry: theme, navigation, and a sentence where the store cannot answer. No logic."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.errors import PolicyGraphError
from views.failure import show_failure
from views.routes import PAGES

__all__ = ["main"]

_ICON = Path(__file__).parent / "views" / "icon.svg"


def main() -> None:
    """Set up the page and run the one that the address names."""
    # A local icon: with a Material icon as the page's own, the browser would ask a font server for it.
    st.set_page_config(page_icon=str(_ICON), layout="wide")
    pages = [
        st.Page(route.file, title=route.title, icon=route.icon, url_path=route.url_path, default=route is PAGES[0])
        for route in PAGES
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · 政策知识图谱")
    try:
        page.run()
    except PolicyGraphError as error:
        show_failure(error)


if __name__ == "__main__":
    main()
