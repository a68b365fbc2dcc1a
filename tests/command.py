"""The real `policygraph` command, run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PLAN = PROJECT / "data" / "liaoning_2018_zhuanhua.txt"
_COMMAND = (sys.executable, "-m", "policygraph")


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def policygraph(*arguments: object, cwd: Path, env: dict[str, str | None] | None = None, jail: str = "") -> Ended:
    """Run the command to its end; a traceback on stderr fails the test.

    Args:
        arguments: of the command.
        cwd: the folder it runs in.
        env: variables to set, or with None to take out of the environment.
        jail: a shell text that runs it as "$@", for what only a shell can do.

    Returns:
        How it ended.
    """
    command = [*_COMMAND, *map(str, arguments)]
    if jail:
        command = ["bash", "-c", jail, "bash", *command]
    done = subprocess.run(command, cwd=cwd, env=_environment(env), capture_output=True, timeout=120, check=False)
    ended = Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
    if "--debug" not in arguments:
        assert "Traceback" not in ended.err, ended.err
        assert "internal error" not in ended.err, ended.err
    return ended


def start(*arguments: object, cwd: Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """Start the command in a process group of its own, as a shell does, so that a test can interrupt all of it."""
    return subprocess.Popen(
        [*_COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=_environment(None),
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def _environment(changes: dict[str, str | None] | None) -> dict[str, str]:
    wanted = os.environ | {"PYTHONPATH": str(PROJECT), "POLICYGRAPH_STORE": None} | (changes or {})
    return {key: value for key, value in wanted.items() if value is not None}
