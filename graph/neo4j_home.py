"""The folder of a local Neo4j server: its layout, configuration, ports, and the file with its password.

`HOME/neo4j.env` is made at the first start, for the user's eyes only, and holds what a client needs:
NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD. A shell can source it. The address stays while its port is free.
"""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

from graph.errors import StoreAuthError, StoreUnavailable

__all__ = [
    "DEFAULT_HOME",
    "has_data",
    "make_home",
    "password_lost",
    "read_environment",
    "write_private",
    "write_settings",
]

DEFAULT_HOME = Path(".neo4j")

_FOLDERS = ("conf", "data", "import", "logs", "plugins", "run")
_ENVIRONMENT = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD")
# No preallocation: it would reserve 516 MB a home. No wait for bolt threads: it would add 10 s to every stop.
_CONFIGURATION = """\
# Written at each start of the server; changes made here are lost.
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""


def make_home(home: Path) -> None:
    """Make the folder and what belongs into it, where missing.

    Args:
        home: The server's folder.

    Raises:
        StoreUnavailable: The folder is in use for something else.
        OSError: The folder cannot be made or read.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    foreign = sorted({path.name for path in home.iterdir()} - {*_FOLDERS, "neo4j.env"})
    if foreign and not (home / "conf" / "neo4j.conf").exists():
        raise StoreUnavailable(
            f"The folder {home} holds other files ({foreign[0]}); name an empty or new one with --home."
        )
    for name in _FOLDERS:
        (home / name).mkdir(exist_ok=True)


def has_data(home: Path) -> bool:
    """Tell whether a server has run in the home, which fixes its password.

    Args:
        home: The server's folder.
    """
    return (home / "data" / "databases" / "system").exists()


def read_environment(home: Path) -> dict[str, str]:
    """Read the address, user name and password that a home's server is used with.

    Args:
        home: The server's folder.

    Returns:
        NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD; empty where the home has no complete `neo4j.env`.
    """
    try:
        lines = (home / "neo4j.env").read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    return {key: values[key] for key in _ENVIRONMENT} if set(_ENVIRONMENT) <= set(values) else {}


def write_settings(home: Path) -> dict[str, str]:
    """Write the configuration and `neo4j.env` for the next start, keeping password and, if free, port.

    Args:
        home: The server's folder.

    Returns:
        What `read_environment` now reads.

    Raises:
        StoreAuthError: The home has data, but its password is lost.
    """
    kept = read_environment(home)
    if has_data(home) and not kept:
        raise password_lost(home)
    bolt, http = _free_ports(kept.get("NEO4J_URI", ""))
    (home / "conf" / "neo4j.conf").write_text(_CONFIGURATION.format(bolt=bolt, http=http), encoding="utf-8")
    password = kept.get("NEO4J_PASSWORD") or secrets.token_hex(16)
    environment = dict(zip(_ENVIRONMENT, (f"bolt://127.0.0.1:{bolt}", "neo4j", password), strict=True))
    lines = [f"{key}={value}" for key, value in environment.items()]
    write_private(home / "neo4j.env", "\n".join([*lines, f"export {' '.join(_ENVIRONMENT)}", ""]))
    return environment


def write_private(file: Path, text: str) -> None:
    """Replace a file as a whole, from its first byte on readable by its owner only.

    Args:
        file: The file.
        text: Its new content.
    """
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(file)


def password_lost(home: Path) -> StoreAuthError:
    """Give the error for a home whose password is not known any more.

    Args:
        home: The server's folder.
    """
    return StoreAuthError(
        f"The password in {home / 'neo4j.env'} is missing or not the server's: bring the file back, "
        f"or stop the server and remove {home} with its data."
    )


def _free_ports(last_address: str) -> tuple[int, int]:
    """Find a free port for bolt, that of the last address if it is still free, and another one for HTTP."""
    digits = last_address.rpartition(":")[2]
    wanted = int(digits) if digits.isdecimal() and int(digits) < 65536 else 0
    with socket.socket() as bolt, socket.socket() as http:
        # As Java does: connections that linger from the last run do not make a port taken.
        bolt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bolt.bind(("127.0.0.1", wanted))
        except OSError:
            bolt.bind(("127.0.0.1", 0))
        http.bind(("127.0.0.1", 0))
        return bolt.getsockname()[1], http.getsockname()[1]
