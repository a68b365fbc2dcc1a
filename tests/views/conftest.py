"""A library with the Liaoning plan and one hostile document, the pages as people get them, and a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from graph import open_store
from graph.model import Agency, Citation, Document, DocumentFacts, Responsibility, Section, Target, Task
from ingest.load import load

ROOT = Path(__file__).parents[2]
PLAN = "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Whatever a page takes for Markdown, HTML, LaTeX, a link, a formula or a direction of writing shows itself here.
TRICKS = (
    '<img src="https://beacon.invalid/a.png" onerror="window.pwned=1">',
    "![图](https://beacon.invalid/b.png)",
    "[链接](javascript:window.pwned=1)",
    "投资$500万元、$x^2$",
    ":red[红字]:smile:",
    "**粗体**`代码`",
    "<script>window.pwned=1</script>",
    "=HYPERLINK(1)",
    "{b}{@[0]}",
    "反\u202e向",
)
HOSTILE = " ".join(TRICKS)


def hostile(name: str) -> str:
    """A name of its own that carries every trick."""
    return f"{name}{HOSTILE}"


def hostile_facts() -> DocumentFacts:
    """A document in which every name and text is hostile; it shares its tasks between three bodies."""
    text = f"{hostile('题')}\n一、{hostile('节')}\n1.{hostile('任务')}。（责任单位：{hostile('厅')}、{hostile('局')}）"
    bodies = [
        Agency(f"agency:{n}", hostile(n), "agency", hostile("省"), None, None, None, ()) for n in ("厅", "局", "部")
    ]
    found = {word: text.index(hostile(word)) for word in ("题", "节", "任务", "厅", "局")}
    task = Task(
        "doc:h#1",
        "doc:h#s",
        1,
        "1",
        hostile("任务"),
        text[found["任务"] :],
        found["任务"],
        len(text),
        "手工",
        None,
        hostile("期"),
    )
    spans = {n: (found[n], found[n] + len(hostile(n))) for n in ("厅", "局", "题")}
    return DocumentFacts(
        document=Document(
            "doc:h",
            hostile("题"),
            hostile("号"),
            "2020-01-01",
            hostile("地"),
            hostile("类"),
            source=hostile("源"),
            sha256="0" * 64,
            reader="手工",
            text=text,
        ),
        sections=(Section("doc:h#s", None, "一", hostile("节"), 1, found["节"], len(text), "手工"),),
        tasks=(task,),
        agencies=tuple(bodies),
        issuers=("agency:部",),
        responsibilities=(
            Responsibility("agency:厅", task.id, "lead", hostile("厅"), "手工", *spans["厅"]),
            Responsibility("agency:局", task.id, "support", hostile("局"), "手工", *spans["局"]),
        ),
        citations=(Citation(hostile("引"), None, "implements", task.id, "手工", *spans["题"]),),
        targets=(
            Target(
                "doc:h#t1", task.id, hostile("标"), 5.0, None, hostile("元"), ">=", 2020, False, None, "5", 0, 1, "手工"
            ),
        ),
    )


@pytest.fixture(scope="session")
def plan_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the Liaoning plan alone; only read it."""
    url = f"sqlite:{tmp_path_factory.mktemp('plan')}/plan.db"
    with open_store(url) as store:
        assert [done.outcome for done in load(store, [ROOT / "data" / "liaoning_2018_zhuanhua.txt"])] == ["loaded"]
    return url


@pytest.fixture(scope="session")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the hostile document alone; only read it."""
    url = f"sqlite:{tmp_path_factory.mktemp('hostile')}/hostile.db"
    with open_store(url) as store:
        store.merge(hostile_facts())
    return url


@dataclass
class Server:
    """`policygraph serve`, started in a folder of its own as a person would."""

    process: subprocess.Popen[str]
    address: str
    errors: Path


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def launch(store: str, folder: Path, port: int) -> Server:
    errors = folder / "errors.txt"
    command = [str(Path(sys.executable).with_name("policygraph")), "serve", "--store", store, "--port", str(port)]
    with errors.open("w") as stream:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=stream, text=True)
    assert process.stdout is not None
    return Server(process, process.stdout.readline().strip(), errors)


def end(server: Server) -> None:
    server.process.terminate()
    server.process.communicate(timeout=30)


@pytest.fixture
def start_server() -> Iterator[Callable[..., Server]]:
    """Start a server for one test, in a folder: `start_server(store, folder, port)`."""
    running: list[Server] = []

    def start(store: str, folder: Path, port: int | None = None) -> Server:
        running.append(launch(store, folder, port or free_port()))
        return running[-1]

    yield start
    for server in running:
        end(server)


@pytest.fixture(scope="session")
def serve_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Serve a store once for all tests, and return the address; the server must not have met an error."""
    running: dict[str, Server] = {}

    def serve(store: str) -> str:
        if store not in running:
            running[store] = launch(store, tmp_path_factory.mktemp("serving"), free_port())
        return running[store].address

    yield serve
    for server in running.values():
        end(server)
        assert server.errors.read_text() == ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium; install the package chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield launched
        launched.close()


@dataclass
class Watched:
    """A tab, and everything it did that no page of ours may do."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page has run and is drawn."""
        expect(self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible(
            timeout=30_000
        )
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0)
        expect(self.page.locator("[data-testid=stException]")).to_have_count(0)

    def picture(self, name: str) -> None:
        """Keep a screenshot where the environment asks for them."""
        folder = os.environ.get("POLICYGRAPH_SCREENSHOTS")
        if folder:
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _is_known(message: ConsoleMessage) -> bool:
    """Tell the two complaints that Streamlit itself causes: its start page has one inline script, which our policy
    refuses, and a deep address makes it ask for two files beside it first."""
    beside = urlsplit(message.location["url"]).path.endswith(("/_stcore/health", "/_stcore/host-config"))
    return "Executing inline script" in message.text or (beside and "404" in message.text)


@pytest.fixture(params=[1280, 1440])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all tabs, so that the browser keeps Streamlit's own files."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def tab(profile: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A tab that fails the test for a request off this machine, an error on the console, or a dialog."""
    wide = request.getfixturevalue("width") if "width" in request.fixturenames else 1280
    watched = Watched(profile.new_page())
    watched.page.set_viewport_size({"width": wide, "height": 900})

    def on_request(made: Request) -> None:
        parts = urlsplit(made.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            watched.faults.append(f"request to {made.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not _is_known(message):
            watched.faults.append(f"console: {message.text} {message.location}")

    page = watched.page
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: watched.faults.append(f"page error: {error}"))
    page.on("dialog", lambda dialog: watched.faults.append(f"dialog: {dialog.message}"))
    yield watched
    page.close()
    assert watched.faults == []
