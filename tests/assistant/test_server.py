"""The server for assistants, driven by the SDK's own client over the stdio of the real command."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest

from graph import open_store
from ingest.load import load
from queries.catalog import QUERIES

mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("library") / "plan.db"
    with open_store(f"sqlite:{path}") as store:
        list(load(store, sorted((ROOT / "data").glob("*.txt"))))
    return path


def command(url: str):
    from mcp.client.stdio import StdioServerParameters

    return StdioServerParameters(
        command=sys.executable, args=["-m", "policygraph", "mcp", "--store", url], env={"PYTHONPATH": str(ROOT)}
    )


@asynccontextmanager
async def client(url: str, errors):
    from mcp.client.stdio import stdio_client

    async with mcp.Client(stdio_client(command(url), errlog=errors)) as client:
        yield client


def told(library: Path, *calls: tuple[str, dict]):
    """What the server answers to calls of tools, and which tools it has."""

    async def ask():
        with (library.parent / "errors").open("w+") as errors:
            async with client(f"sqlite:{library}", errors) as server:
                tools = (await server.list_tools()).tools
                return tools, [await server.call_tool(*call) for call in calls]

    return anyio.run(ask)


def test_every_query_is_a_tool_that_reads(library):
    tools, _ = told(library)
    assert {tool.name for tool in tools} == {"ask", *QUERIES}
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert len(tool.description.splitlines()[0]) > 10
        assert "store" not in tool.input_schema["properties"]
        assert all("description" in one for name, one in tool.input_schema["properties"].items()), tool.name
    ledger = next(tool for tool in tools if tool.name == "tasks_of_agency")
    assert ledger.input_schema["required"] == ["agency"]
    assert ledger.description.startswith("List the tasks of an agency, by role.")
    ties = next(tool for tool in tools if tool.name == "ties")
    assert ties.input_schema["properties"]["limit"]["type"] == "integer"


def test_answers_are_those_of_the_queries(library):
    _, (leads, asked, ties, counts) = told(
        library,
        ("tasks_of_agency", {"agency": "省科技厅", "role": "lead"}),
        ("ask", {"question": "第19项任务由谁负责？"}),
        ("ties", {"limit": 2}),
        ("documents", {"held": "true"}),
    )
    assert not any(answer.is_error for answer in (leads, asked, ties, counts))
    assert leads.structured_content["total"] == 24
    assert "省科技厅" in leads.structured_content["items"][0]["evidence"]["sentence"]
    assert asked.structured_content["items"][0]["name"] == "辽宁省旅游发展委员会"
    assert len(ties.structured_content["items"]) == 2
    assert counts.structured_content["total"] == 1


# What an assistant may get wrong, and what the sentence that comes back names.
WRONG = [
    ("tasks_of_agency", {"agency": "没有厅"}, "没有厅"),
    ("tasks_of_agency", {}, "needs agency"),
    ("tasks_of_agency", {"agency": "省科技厅", "role": "boss"}, "unknown role 'boss'"),
    ("ties", {"limit": "many"}, "must be a whole number"),
    ("ties", {"nothing": 1}, "no parameter 'nothing'"),
    ("tasks_of_agency", {"agency": "'; DROP TABLE task; --"}, "DROP TABLE"),
    ("ask", {}, "needs question"),
]


def test_what_is_wrong_comes_back_as_a_sentence(library):
    _, answers = told(library, *((tool, arguments) for tool, arguments, _ in WRONG))
    for (tool, arguments, message), answer in zip(WRONG, answers, strict=True):
        assert answer.is_error, (tool, arguments)
        assert message in answer.content[0].text


def test_a_question_that_is_not_understood_is_refused_with_a_reason(library):
    _, (answer,) = told(library, ("ask", {"question": "今天天气怎么样"}))
    assert answer.structured_content["kind"] == "none"
    assert answer.structured_content["reason"]


def test_an_old_client_is_answered_too(library):
    """Clients of the first protocol begin with `initialize`."""

    async def ask():
        from mcp import ClientSession
        from mcp.client.stdio import stdio_client

        with (library.parent / "errors").open("w+") as errors:
            async with (
                stdio_client(command(f"sqlite:{library}"), errlog=errors) as streams,
                ClientSession(*streams) as session,
            ):
                server = await session.initialize()
                return server, await session.call_tool("counts", {})

    server, answer = anyio.run(ask)
    assert server.server_info.name == "policygraph"
    assert answer.structured_content["items"][0]["tasks"] == 31


def test_a_missing_library_is_named(tmp_path):
    program = (
        "import sys, policygraph; sys.modules['mcp'] = None; sys.argv = ['policygraph', 'mcp']; policygraph.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'policygraph[mcp]'" in done.stderr


def test_an_unknown_tool_is_an_error_of_the_protocol(library):
    with pytest.raises(ExceptionGroup) as raised:
        told(library, ("remove", {"document": "doc:国发〔2016〕16号"}))
    assert raised.group_contains(mcp.MCPError, match="no tool is named 'remove'")


def test_nothing_is_written(library):
    before = hashlib.sha256(library.read_bytes()).hexdigest()
    library.chmod(0o444)
    told(library, *((name, {}) for name in QUERIES), ("ask", {"question": "库里有哪些文件"}))
    assert hashlib.sha256(library.read_bytes()).hexdigest() == before
