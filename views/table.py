"""Tables of facts: plain text in every cell, and a click on a row says which one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

__all__ = ["ROW_HEIGHT", "show_table"]

ROW_HEIGHT = 34
_MOST_ROWS_SHOWN = 14


def show_table(
    rows: Sequence[Mapping[str, object]],
    *,
    key: str,
    widths: Mapping[str, int] | None = None,
    height: int | None = None,
) -> int | None:
    """Show rows as a table and return which one was just clicked.

    A click is told once, in the run that it causes: the cell stays marked, but what the page does next is not undone
    by a mark that still stands in another table.

    Args:
        rows: one mapping a row, all with the same columns; text from documents made `visible`.
        key: the table's key on the page; make it differ where the rows are others, or a click would outlive them.
        widths: pixels by column; the others share what is left.
        height: pixels; None for as high as the rows, up to a limit.

    Returns:
        The index of the row that was clicked, or None.
    """
    frame = pd.DataFrame(rows)
    columns = {
        name: st.column_config.NumberColumn(width=(widths or {}).get(name))
        if pd.api.types.is_numeric_dtype(frame[name])
        else st.column_config.TextColumn(width=(widths or {}).get(name))
        for name in frame.columns
    }
    event = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        column_config=columns,
        height=height or ROW_HEIGHT * (min(len(rows), _MOST_ROWS_SHOWN) + 1) + 2,
        on_select=partial(_note_click, f"{key}_clicked"),
        selection_mode="single-cell",
        row_height=ROW_HEIGHT,
        placeholder="",
        lazy=False,
    )
    chosen = event.selection.cells
    clicked = st.session_state.pop(f"{key}_clicked", False)
    return chosen[0][0] if clicked and chosen and chosen[0][0] < len(rows) else None


def _note_click(name: str) -> None:
    st.session_state[name] = True
