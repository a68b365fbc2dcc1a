"""What several commands share: the store, the formats, and files that are written."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import PolicyGraphError

if TYPE_CHECKING:
    from graph import GraphStore

__all__ = ["Format", "MeaningFormat", "Param", "Store", "make_folder", "opened", "parameters_of", "place", "write"]


class Format(enum.StrEnum):
    """How answers are printed."""

    table = "table"
    json = "json"
    csv = "csv"


class MeaningFormat(enum.StrEnum):
    """How the meaning of a name is printed."""

    table = "table"
    json = "json"


Store = Annotated[
    str | None,
    typer.Option(help="sqlite:PATH or neo4j://HOST:PORT. Default: POLICYGRAPH_STORE, else sqlite:policygraph.db."),
]

Param = Annotated[
    list[str] | None, typer.Option(metavar="K=V", help="A parameter of the query; give it as often as needed.")
]


def place(output: str) -> Path:
    """Return where to write; an empty name and - are no places."""
    if output.strip() in ("", "-"):
        raise typer.BadParameter(f"{output!r} is no place to write to; name a file or a folder")
    return Path(output)


def parameters_of(pairs: list[str] | None) -> dict[str, str]:
    """Return what was given as --param K=V."""
    parameters: dict[str, str] = {}
    for pair in pairs or []:
        key, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} is not of the form K=V", param_hint="--param")
        parameters[key] = value
    return parameters


@contextmanager
def opened(url: str | None) -> Iterator[GraphStore]:
    """Open a store for the length of a command."""
    from graph import open_store

    with open_store(url) as graph:
        yield graph


def make_folder(folder: Path) -> None:
    """Make a folder where there is none; an error is one sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PolicyGraphError(f"cannot make the folder {folder}: {error.strerror}") from error


def write(file: Path, text: str) -> None:
    """Write a file; an error is one sentence."""
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise PolicyGraphError(f"cannot write {file}: {error.strerror}") from error
