"""The forms that a graph can be written in."""

from __future__ import annotations

import enum

__all__ = ["Kind"]


class Kind(enum.StrEnum):
    """A form, by the name that the command takes."""

    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    xlsx = "xlsx"
    jsonld = "json-ld"
