"""Files that are replaced only when they are whole: written beside their place, then renamed into it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import PolicyGraphError

__all__ = ["whole_files"]


@contextmanager
def whole_files(*wanted: Path) -> Iterator[list[Path]]:
    """Give a place to write each file; when the block ends well, all of them take their names, else none is left.

    Args:
        wanted: where the files shall stand.

    Yields:
        For each of them a path in the same folder.

    Raises:
        PolicyGraphError: a file cannot be written there, or the disk is full.
    """
    places = [Path(os.path.realpath(path)) for path in wanted]  # through a link, to what it stands for
    beside = [place.with_name(f".policygraph-{os.getpid()}-{n}.part") for n, place in enumerate(places)]
    try:
        for path, place in zip(wanted, places, strict=True):
            _check(path, place)
        yield beside
        for part, place in zip(beside, places, strict=True):
            part.replace(place)
    except OSError as error:
        raise PolicyGraphError(f"cannot write {', '.join(map(str, wanted))}: {error.strerror or error}") from error
    finally:
        for part in beside:
            part.unlink(missing_ok=True)


def _check(path: Path, place: Path) -> None:
    try:
        kind = place.stat().st_mode
    except FileNotFoundError:
        if not place.parent.is_dir():
            raise PolicyGraphError(
                f"cannot write {path}: there is no folder {place.parent}; make it, or choose another"
            ) from None
        return
    if not stat.S_ISREG(kind):
        raise PolicyGraphError(f"{path} is {'a folder' if stat.S_ISDIR(kind) else 'no file'}; name a file to write")
