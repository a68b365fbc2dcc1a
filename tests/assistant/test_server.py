"""The server for assistants, driven by the SDK's own client over the stdio of the real command."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest

from graph import open_store
from ingest.load import load
from queries.catalog import QUERIES
from queries.task import tasks_titled

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
        assert "Args:" not in tool.description, "the schema explains them"
        assert " store:" not in tool.description
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
    ("tasks_of_agency", {}, "needs agency; it takes agency, role, document, as_of"),
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
        assert "--param" not in answer.content[0].text, "an assistant types no command"


def test_a_question_that_is_not_understood_is_refused_with_a_reason(library):
    _, (answer,) = told(library, ("ask", {"question": "今天天气怎么样"}))
    assert answer.structured_content["kind"] == "none"
    assert answer.structured_content["reason"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [(r"科技\ud83d", "科技\ufffd"), (r"科技\\ud83d", r"科技\ud83d"), (r"\u79d1\u6280\ud83d\ude00", "科技😀")],
)
def test_half_a_character_is_answered_too(text, asked, library):
    """No client of the SDK can send it, so the lines are written here."""
    call = (
        f'{{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{{"name":"search","arguments":{{"text":"{text}"}}}}}}'
    )
    hello = {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    begun = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    server = command(f"sqlite:{library}")
    with subprocess.Popen(
        [server.command, *server.args], env=server.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as running:
        stop = threading.Timer(30, running.kill)
        stop.start()
        try:
            running.stdin.write("\n".join([json.dumps(begun), json.dumps(ready), call, ""]))
            running.stdin.flush()
            answers = [json.loads(running.stdout.readline()) for _ in range(2)]
            running.stdin.close()
            assert running.wait(30) == 0
        finally:
            stop.cancel()
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[1]["result"]["structuredContent"]["parameters"] == {"text": asked}


def test_a_store_that_is_not_there_is_said_at_the_start(tmp_path):
    server = command(f"sqlite:{tmp_path}/none.db")
    done = subprocess.run(
        [server.command, *server.args], env=server.env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no store at" in done.stderr


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


# What each required parameter of a query can be in the plan of Liaoning; `task` and `node` are taken from it.
GIVEN = {
    "agency": "省科技厅",
    "other": "省财政厅",
    "document": "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）",
    "name": "省科技厅",
    "text": "科技",
    "topic": "科技",
    "at_least": 2,
    "indicator": "高新技术企业",
}


def test_nothing_is_written_by_any_tool_that_answers(library):
    with open_store(f"sqlite:{library}") as store:
        (first,) = tasks_titled(store, "强化政策落实")
    given = GIVEN | {"task": first.task, "node": first.task}
    before = hashlib.sha256(library.read_bytes()).hexdigest()
    library.chmod(0o444)
    calls = [(query.name, {name: given[name] for name in query.required}) for query in QUERIES.values()]
    _, answers = told(library, *calls, ("ask", {"question": "库里有哪些文件"}))
    assert [
        (call, answer.content[0].text) for call, answer in zip(calls, answers, strict=False) if answer.is_error
    ] == []
    assert hashlib.sha256(library.read_bytes()).hexdigest() == before
