"""Pictures on a page, and what was clicked in them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from views.pictures import Picture

__all__ = ["Clicked", "show_picture"]


@dataclass(frozen=True, slots=True)
class Clicked:
    """What was clicked: a node's id, or the pair of ids that a line or cell stands for."""

    node: str | None = None
    pair: tuple[str, str] | None = None


def show_picture(picture: Picture, *, key: str, alt: str) -> Clicked | None:
    """Draw a picture and return what was clicked in it.

    Args:
        picture: from `views.pictures`.
        key: the picture's key on the page; make it differ where the items are others, or a click would outlive them.
        alt: what it shows, for people who do not see it.

    Returns:
        What was clicked, or None.
    """
    event = st.echarts_chart(picture.option, height=picture.height, key=key, on_select="rerun", alt=alt)
    for group in event.selection.selected:
        kind, indices = group["data_type"], group["data_indices"]
        index = indices[0] if indices else -1
        if kind == "node" and 0 <= index < len(picture.nodes):
            return Clicked(node=picture.nodes[index])
        if kind == "edge" and 0 <= index < len(picture.lines):
            return Clicked(pair=picture.lines[index])
        if picture.cells and 0 <= index < len(picture.cells):
            return Clicked(pair=picture.cells[index])
    return None
