"""A local Neo4j Community server, for people without Docker or Java and for the tests.

A home is a folder with one server. The server listens on 127.0.0.1 only and outlives the command that starts
it. Needs a POSIX system (file locks, /bin/sh).
"""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import StoreUnavailable
from graph.neo4j_distribution import VERSION, java_command, one_at_a_time, server_extra
from graph.neo4j_home import (
    DEFAULT_HOME,
    has_data,
    make_home,
    password_lost,
    read_environment,
    write_private,
    write_settings,
)

if TYPE_CHECKING:
    import psutil

__all__ = ["DEFAULT_HOME", "RunningServer", "ServerStatus", "read_environment", "start", "status", "stop"]

_SERVER_CLASS = "org.neo4j.server.CommunityEntryPoint"
_ADMIN_CLASS = "org.neo4j.server.startup.Neo4jAdminCommand"
_START_SECONDS = 180.0
_STOP_SECONDS = 60.0
_POLL_SECONDS = 0.2


@dataclass(frozen=True)
class RunningServer:
    """A server that answers; the password is in `env_file` and nowhere else."""

    address: str
    env_file: Path
    home: Path
    pid: int
    already_running: bool


@dataclass(frozen=True)
class ServerStatus:
    """What is known of a home's server; `starting` has a process that does not answer yet."""

    home: Path
    state: Literal["stopped", "starting", "running"]
    address: str | None
    pid: int | None


def start(home: Path = DEFAULT_HOME, report: Callable[[str], None] = lambda line: None) -> RunningServer:
    """Start the home's server, or find it running, and wait until it answers with the home's password.

    Args:
        home: The server's folder; made if missing. Its data, password and, where still free, port are kept.
        report: Takes one line at a time about what is going on (the first start fetches the server).

    Returns:
        The server's address and where its password is.

    Raises:
        StoreUnavailable: The extra is missing, the server cannot be fetched, or it does not come up.
        StoreAuthError: The home has data, but its password is lost or refused.
    """
    home = home.resolve()
    try:
        make_home(home)
        with one_at_a_time(home / "run" / "start.lock"):
            process = _process(home)
            already_running = process is not None
            try:
                process = process or _launch(home, report)
                _wait_until_it_answers(home, process)
            except BaseException:  # Ctrl-C as well: a half-started server is of no use to anyone
                if not already_running:
                    stop(home)
                raise
    except OSError as error:
        raise StoreUnavailable(f"The folder {home} cannot hold a Neo4j server: {error.strerror or error}.") from error
    return RunningServer(read_environment(home)["NEO4J_URI"], home / "neo4j.env", home, process.pid, already_running)


def stop(home: Path = DEFAULT_HOME) -> bool:
    """End the home's server and wait until it is gone; the data stay.

    Args:
        home: The server's folder.

    Returns:
        Whether a server ran there.

    Raises:
        StoreUnavailable: The extra is missing, or the server belongs to another user.
    """
    home = home.resolve()
    process = _process(home)
    if process is None:
        return False
    with server_extra():
        import psutil
    try:
        process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        while not _has_ended(process):
            if time.monotonic() > deadline:
                process.kill()
            time.sleep(_POLL_SECONDS)
    except psutil.NoSuchProcess:
        pass  # ended between two looks
    except psutil.AccessDenied as error:
        raise StoreUnavailable(f"The Neo4j in {home} belongs to {process.username()}.") from error
    (home / "run" / "server.pid").unlink(missing_ok=True)
    return True


def status(home: Path = DEFAULT_HOME) -> ServerStatus:
    """Tell whether the home's server runs and answers.

    Args:
        home: The server's folder.

    Returns:
        State, address and process id.

    Raises:
        StoreUnavailable: The extra is missing.
        StoreAuthError: The server runs, but the home's password is lost or refused.
    """
    home = home.resolve()
    process = _process(home)
    if process is None:
        return ServerStatus(home, "stopped", None, None)
    state: Literal["starting", "running"] = "starting" if _obstacle(home) else "running"
    return ServerStatus(home, state, read_environment(home)["NEO4J_URI"], process.pid)


def _launch(home: Path, report: Callable[[str], None]) -> psutil.Process:
    with server_extra():
        import psutil
    java = java_command(report)
    settings = write_settings(home)
    # C.UTF-8: without a UTF-8 locale Java cannot open a home whose path is written in Chinese.
    environment = os.environ | {
        "LC_ALL": "C.UTF-8",
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
    }
    if not has_data(home):
        _set_first_password(home, java, environment, settings["NEO4J_PASSWORD"])
    report(f"Starting Neo4j {VERSION} in {home} …")
    # Launched by a shell that ends at once, it is nobody's child: it outlives us and leaves no zombie.
    log, pid_file = home / "logs" / "console.log", home / "run" / "server.pid"
    script = f'"$@" </dev/null >{shlex.quote(str(log))} 2>&1 & echo $! >{shlex.quote(str(pid_file))}'
    command = [*java, _SERVER_CLASS, f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    shell = ["/bin/sh", "-c", script, "sh", *command]
    subprocess.run(shell, env=environment, start_new_session=True, check=True)
    try:
        return psutil.Process(int(pid_file.read_text(encoding="utf-8")))
    except psutil.NoSuchProcess as error:
        raise _ended(home) from error


def _set_first_password(home: Path, java: list[str], environment: dict[str, str], password: str) -> None:
    """Set the password of the user neo4j, handed over in a file so that no list of processes shows it."""
    file = home / "run" / "first-password"
    write_private(file, password)
    command = [*java, f"-Dbasedir={home}", _ADMIN_CLASS, "dbms", "set-initial-password", f"@{file}"]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    finally:
        file.unlink()
    if done.returncode != 0:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1].replace(password, "…")
        raise StoreUnavailable(f"Neo4j's first password could not be set in {home}: {reason}.")


def _process(home: Path) -> psutil.Process | None:
    """Find the server by its pid file and make sure of it by its command line: pids are used again."""
    try:
        pid = int((home / "run" / "server.pid").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except PermissionError as error:
        raise StoreUnavailable(f"The folder {home} belongs to another user.") from error
    with server_extra():
        import psutil
    try:
        process = psutil.Process(pid)
        command = process.cmdline()
    except (psutil.Error, ValueError, OverflowError):
        return None
    return process if {_SERVER_CLASS, f"--home-dir={home}"} <= set(command) else None


def _has_ended(process: psutil.Process) -> bool:
    # A zombie has ended too; nobody may be there to bury it, as in a container without an init.
    return not process.is_running() or process.status() == "zombie"


def _wait_until_it_answers(home: Path, process: psutil.Process) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while obstacle := _obstacle(home):
        if _has_ended(process):
            raise _ended(home)
        if time.monotonic() > deadline:
            raise StoreUnavailable(f"Neo4j in {home} does not answer after {_START_SECONDS:.0f} s: {obstacle}")
        time.sleep(_POLL_SECONDS)


def _obstacle(home: Path) -> str | None:
    """Say why the server does not answer a query yet; None when it does."""
    kept = read_environment(home)
    if not kept:
        raise password_lost(home)
    auth = (kept["NEO4J_USERNAME"], kept["NEO4J_PASSWORD"])
    try:
        with (
            neo4j.GraphDatabase.driver(kept["NEO4J_URI"], auth=auth, connection_timeout=5) as driver,
            driver.session(database="neo4j") as session,
        ):
            session.run("RETURN 1").consume()
    except AuthError as error:
        raise password_lost(home) from error
    except (DriverError, Neo4jError) as error:
        return str(error).splitlines()[0]
    return None


def _ended(home: Path) -> StoreUnavailable:
    """Give the error for a server that did not come up, with the line of its log that best says why."""
    log = home / "logs" / "console.log"
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    telling = [line for line in lines if any(word in line for word in ("ERROR", "Error", "Exception"))]
    reason = next((line for line in reversed(telling or lines) if line), "it wrote nothing")
    return StoreUnavailable(f"Neo4j ended as it started ({log}): {reason}")
