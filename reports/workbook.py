"""A workbook for Excel whose rows go to disk as they come, and in which text is text whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

from graph.errors import PolicyGraphError
from reports.printing import inert

__all__ = ["Sheet", "Workbook"]

_MOST_ROWS, _MOST_CHARACTERS = 1_048_576, 32_767  # of a sheet and of a cell, as Excel has them
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Workbook:
    """A workbook whose rows go to disk as they come."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise PolicyGraphError("xlsx needs one more library: pip install 'policygraph[excel]'") from error
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True})
        self._sheets: list[Sheet] = []
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}  # text for good, also when somebody edits it
        self.head = self._book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        self.text = self._book.add_format(text)
        self.quoted = self._book.add_format(text | {"quote_prefix": True})  # what Excel keeps of a typed apostrophe
        self.number = self._book.add_format({"valign": "top"})
        self.day = self._book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *error: object) -> None:
        # Also after an error: only this takes the rows on disk away.
        for sheet in self._sheets:
            sheet.close()
        self._book.close()

    def sheet(self, name: str, widths: Mapping[str, int]) -> Sheet:
        """Add a sheet with a frozen head."""
        self._sheets.append(Sheet(self, self._book.add_worksheet(name), name, widths))
        return self._sheets[-1]


class Sheet:
    """A sheet that is filled from the top; each row a mapping from heading to value."""

    def __init__(self, book: Workbook, sheet: Any, name: str, widths: Mapping[str, int]) -> None:
        self._book, self._sheet, self._name, self._columns = book, sheet, name, list(widths)
        self._rows = 1
        for column, (heading, width) in enumerate(widths.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, book.head)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # 序号 is text: 19, （三）, 第三条

    def add(self, row: Mapping[str, Any]) -> None:
        """Write one row; text is text whatever it begins with."""
        if self._rows == _MOST_ROWS:
            raise PolicyGraphError(
                f"sheet {self._name} has more rows than the {_MOST_ROWS:,} that Excel can open; "
                "export csv, or one document with --document"
            )
        for column, heading in enumerate(self._columns):
            value = row.get(heading)
            if isinstance(value, int | float):
                self._sheet.write_number(self._rows, column, value, self._book.number)
            elif value and (day := _day(value)):
                self._sheet.write_datetime(self._rows, column, day, self._book.day)
            elif value:
                text = value if len(value) <= _MOST_CHARACTERS else f"{value[: _MOST_CHARACTERS - 1]}…"
                form = self._book.text if inert(text) == text else self._book.quoted
                self._sheet.write_string(self._rows, column, text, form)
        self._rows += 1

    def close(self) -> None:
        """Put filters over all rows."""
        self._sheet.autofilter(0, 0, max(self._rows - 1, 1), max(len(self._columns) - 1, 0))


def _day(text: str) -> date | None:
    """Return the day that a text is, so that Excel can sort and filter it; None for others, and before its calendar."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None
