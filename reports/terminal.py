"""What a person sees on the terminal while a command runs: messages, a bar, and Ctrl-C that leaves things whole."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["one_line", "progress", "say", "stoppable"]

# Names and titles may hold anything; on a terminal they stay one line, and give no orders.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@contextmanager
def progress(files: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal, and nothing elsewhere.

    Args:
        files: how many there are.

    Yields:
        A function to call with each file's name when it is done.
    """
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as shown:
        bar = shown.add_task("", total=files)

        def advance(name: str) -> None:
            shown.update(bar, advance=1, description=one_line(name))

        yield advance


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Take the first Ctrl-C as a wish to stop after the document in hand; the second ends at once.

    Yields:
        A function that tells whether Ctrl-C was pressed.
    """
    pressed = False

    def note(number: int, frame: object) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


def say(line: str) -> None:
    """Print one line on stderr."""
    print(one_line(line), file=sys.stderr)


def one_line(text: str) -> str:
    """Return text with controls spelled out, so that a terminal shows them and does not obey."""
    return _CONTROL.sub(lambda control: control[0].encode("unicode_escape").decode(), text)
