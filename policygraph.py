"""The `policygraph` command: puts the commands together, and turns every error into one sentence."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Annotated, Any, NoReturn

import typer

from commands import asking, exporting, reading, serving
from graph.errors import PolicyGraphError
from reports.terminal import say

__all__ = ["app", "main"]

app = typer.Typer(
    name="policygraph",
    help="Read Chinese policy documents into a knowledge graph, and ask it who leads what, who helps, by when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (reading, asking, exporting, serving):
    app.add_typer(commands.app)


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Options of every command; `main` looks for --debug itself, since it handles the errors."""


def _interrupted(error: BaseException | None) -> bool:
    """Tell whether an error came up while Ctrl-C was on its way out: a driver stumbles over its own clearing up."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _interrupted(error.__context__))


def main() -> NoReturn:
    """Run the command; every error is one sentence on stderr and exit code 1, wrong usage is 2, Ctrl-C is 130."""
    debug = "--debug" in sys.argv
    # A person may put --debug behind the command as well as before it.
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None: the caller closed it
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code: Any = 0
    try:
        try:
            app(args=arguments, prog_name="policygraph", standalone_mode=True)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here a closed pipe or a full disk can still be told
    except SystemExit as done:
        code = done.code
    except PolicyGraphError as error:
        if debug:
            traceback.print_exc()
        say(f"policygraph: {error}")
        code = 1
    except KeyboardInterrupt:
        say("policygraph: stopped")
        code = 130
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still in the buffer goes nowhere
        if not isinstance(error, BrokenPipeError):  # the reader of our output has gone: | head
            if debug:
                traceback.print_exc()
            where = f"{error.filename}: " if error.filename else ""
            say(f"policygraph: {where}{error.strerror}")
        code = 1
    except Exception as error:
        if debug:
            traceback.print_exc()
        if _interrupted(error):
            sys.exit(130)
        say(f"policygraph: internal error, please report it: {type(error).__name__}: {error} (--debug shows where)")
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
