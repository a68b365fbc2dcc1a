"""Running the pages: Streamlit on this machine only, with the configuration that people get."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from graph.errors import PolicyGraphError

__all__ = ["ADDRESS", "ALLOWED_HOSTS", "DEFAULT_PORT", "serve", "server_command"]

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8501
PORTS_TRIED = 100
START_TIMEOUT = 60.0  # seconds

_HERE = Path(__file__).parent
_OPTIONS = {
    "browser.gatherUsageStats": "false",
    "client.disableDataExport": "true",  # the built-in CSV would hand document text to a spreadsheet as formulas
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.headless": "true",
    "server.maxMessageSize": "50",
    "server.maxUploadSize": "20",
    "server.showEmailPrompt": "false",
    "theme.base": str(_HERE / "theme.toml"),
}
ALLOWED_HOSTS = (ADDRESS, "localhost")


def serve(store: str | None, port: int | None) -> int:
    """Serve the pages on 127.0.0.1 until Ctrl-C, and print their address on stdout once they answer.

    Args:
        store: the store's address; None: POLICYGRAPH_STORE, else the default store.
        port: the port to listen on, 8501 if None; where it is taken, the next free one is used and named on stderr.

    Returns:
        The exit code: 0 after Ctrl-C, else what the server ended with.

    Raises:
        PolicyGraphError: the port is none, no port is free, or the server does not start.
    """
    wanted = DEFAULT_PORT if port is None else port
    chosen = _free_port(wanted)
    if chosen != wanted:
        print(f"port {wanted} is taken, using {chosen}", file=sys.stderr, flush=True)
    environment = os.environ | ({"POLICYGRAPH_STORE": store} if store else {})
    before = signal.signal(signal.SIGTERM, _stop)
    # A session of its own: Ctrl-C on the terminal reaches us alone, and we end the server without its farewell.
    child = subprocess.Popen(
        server_command(chosen),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_until_it_answers(child, chosen)
        print(f"http://{ADDRESS}:{chosen}", flush=True)
        return child.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(child)
        signal.signal(signal.SIGTERM, before)


def server_command(port: int) -> list[str]:
    """Return the command that runs the server, with everything it is configured by."""
    # -P: a folder named like one of our packages where the command is run must not be taken for it.
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(_HERE / "gateway.py"), f"--server.port={port}"]
    command += [f"--{name}={value}" for name, value in _OPTIONS.items()]
    return command + [f"--server.allowedHosts={host}" for host in ALLOWED_HOSTS]


def _free_port(wanted: int) -> int:
    if not 1 <= wanted <= 65535:
        raise PolicyGraphError(f"{wanted} is no port; choose one from 1 to 65535")
    last = min(wanted + PORTS_TRIED, 65536) - 1
    for port in range(wanted, last + 1):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((ADDRESS, port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise PolicyGraphError(f"cannot listen on {ADDRESS}:{port}: {error.strerror}") from error
            else:
                return port
    raise PolicyGraphError(f"all ports from {wanted} to {last} are taken; choose another with --port")


def _wait_until_it_answers(child: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise PolicyGraphError(
                f"the server ended at once with exit code {child.returncode}; its messages stand above"
            )
        connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except (OSError, http.client.HTTPException):
            pass  # not up yet
        finally:
            connection.close()
        time.sleep(0.1)
    raise PolicyGraphError(f"the server did not answer on port {port} within {START_TIMEOUT:.0f} seconds")


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
