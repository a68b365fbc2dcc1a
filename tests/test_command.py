"""The command as people type it: results on stdout, one sentence on stderr for what goes wrong, exit codes 0, 1, 2."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import socket
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from graph import open_store
from graph.sqlite_store import SqliteStore
from tests.command import PLAN, PROJECT, policygraph, start
from tests.generated import TASKS, text_of, write_documents
from tests.graph.made import snapshot

SCHEMA = PROJECT.parent / "shared" / "extraction.schema.json"
TITLE = "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
NO_TASKS = "沈阳市人民政府关于王某某同志任职的通知\n\n沈政任〔2019〕3号\n\n各区人民政府：\n　　任命王某某为副局长。\n"
COMMANDS = [
    ["extract"],
    ["ingest"],
    ["remove"],
    ["ask"],
    ["query"],
    ["serve"],
    ["info"],
    ["neo4j"],
    ["neo4j", "start"],
    ["neo4j", "stop"],
    ["neo4j", "status"],
]


@pytest.fixture(scope="session")
def plan(tmp_path_factory) -> Path:
    """A folder with the plan in graph.db; only to be read."""
    folder = tmp_path_factory.mktemp("plan")
    done = policygraph("ingest", PLAN, "--store", "sqlite:graph.db", cwd=folder)
    assert (done.code, done.err) == (0, "")
    facts = "31 tasks, 103 responsibilities, 6 citations, 44 targets"
    assert done.out == f"1 of 1 files: 1 loaded → sqlite:graph.db\n{facts}\n"
    return folder


@pytest.fixture
def copy(plan, tmp_path) -> Path:
    """A folder with a copy of that store, to do with as a test likes."""
    shutil.copy(plan / "graph.db", tmp_path)
    return tmp_path


def held(folder: Path) -> dict[str, list]:
    with open_store(f"sqlite:{folder}/graph.db") as store:
        return snapshot(store)


def on(*arguments: object, cwd: Path, **options):
    """Run a command on the store graph.db of a folder."""
    return policygraph(*arguments, "--store", "sqlite:graph.db", cwd=cwd, **options)


# ── usage ──


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help(command, tmp_path):
    done = policygraph(*command, "--help", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: policygraph")
    if command[0] in ("extract", "ingest", "remove", "ask", "query", "serve"):
        assert f"Example: policygraph {command[0]} " in done.out


def test_help_of_the_whole_names_every_command(tmp_path):
    done = policygraph("--help", cwd=tmp_path)
    assert done.code == 0
    for command, *_ in COMMANDS:
        assert re.search(rf"^  {command} +\w", done.out, re.M), command


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "nonsense",
        "extract",
        "ingest",
        "ingest . --jobs 0",
        "ingest . --jobs two",
        "remove",
        "remove a b",
        "ask",
        "ask a --format yaml",
        "query",
        "query tasks --param role",
        "query tasks --nonsense",
        "serve --port 0",
        "serve --port 65536",
        "info extra",
        "neo4j",
        "neo4j nonsense",
        "extract -x.txt",
    ],
)
def test_wrong_usage(arguments, tmp_path):
    done = policygraph(*arguments.split(), cwd=tmp_path)
    assert done.code == 2
    assert "Usage: policygraph" in done.out + done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_blank_name_removes_nothing(name, copy):
    before = held(copy)
    done = on("remove", name, cwd=copy)
    assert done.code == 2
    assert "name a document" in done.err
    assert held(copy) == before


# ── extract ──


def test_extract_prints_a_valid_record_a_line(tmp_path):
    write_documents(tmp_path, 2)
    done = policygraph("extract", PLAN, "001.txt", "002.txt", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["document"]["source"] for record in records] == [PLAN.name, "001.txt", "002.txt"]
    assert [len(record["tasks"]) for record in records] == [31, TASKS, TASKS]
    assert records[0]["text"] == PLAN.read_text("utf-8")
    if not SCHEMA.exists():
        pytest.skip("the published schema is not beside the checkout")
    jsonschema = pytest.importorskip("jsonschema")
    for record in records:
        jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))


def bad_files(folder: Path) -> dict[str, str]:
    """Write one file of each kind that is no policy text; return what must be said of each."""
    (folder / "空.txt").touch()
    (folder / "garbage.txt").write_bytes(b"\xff\xfe\xfd" + bytes(range(128, 250)) * 9)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "print.txt").write_bytes(b"%PDF-1.7")
    (folder / "word.docx").write_bytes(b"PK\x03\x04" + bytes(30))
    (folder / "nul.txt").write_text("任务\0。", "utf-8")
    (folder / "page.txt").write_text("<html><p>任务</p></html>", "utf-8")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(10_000_001)
    (folder / "folder.txt").mkdir()
    return {
        "空.txt": "the file is empty",
        "garbage.txt": "the file says it is utf-16, but byte",
        "picture.txt": "neither UTF-8 nor GB18030 text (byte 0 is 0x89); save it as UTF-8",
        "print.txt": "this is a PDF file, not plain text; save it as UTF-8 text first",
        "word.docx": "this is a Word/Excel/OFD (zip) file, not plain text; save it as UTF-8 text first",
        "nul.txt": "this is binary data, not text (control character U+0000 at 2)",
        "page.txt": "this is a web page, not plain text; save its text as UTF-8 first",
        "large.txt": "it has more than the 10,000,000 bytes a text may have; split it",
        "folder.txt": "cannot be read: Is a directory",
        "missing.txt": "cannot be read: No such file or directory",
    }


def test_extract_goes_on_after_bad_files_and_names_each(tmp_path):
    sentences = bad_files(tmp_path)
    write_documents(tmp_path, 2)
    done = policygraph("extract", "001.txt", *sentences, "002.txt", cwd=tmp_path)
    assert done.code == 1
    assert [json.loads(line)["document"]["source"] for line in done.out.splitlines()] == ["001.txt", "002.txt"]
    *told, last = done.err.splitlines()
    assert last == "10 of 12 files could not be read"
    for line, (name, sentence) in zip(told, sentences.items(), strict=True):
        assert line.startswith(f"{name}: {sentence}")


def test_extract_reads_old_encodings(tmp_path):
    for encoding in ("gb18030", "utf-8-sig", "utf-16", "utf-32"):
        (tmp_path / f"{encoding}.txt").write_bytes(PLAN.read_text("utf-8").encode(encoding))
    done = policygraph("extract", *sorted(path.name for path in tmp_path.iterdir()), cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert {len(json.loads(line)["tasks"]) for line in done.out.splitlines()} == {31}


def test_extract_into_a_folder(tmp_path):
    write_documents(tmp_path / "a", 2)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "001.md").write_text(text_of(9), "utf-8")
    done = policygraph("extract", "a/001.txt", "a/002.txt", "b/001.md", "--output", "out/deep", cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        "b/001.md: out/deep/001.json was already written from a/001.txt; rename one of them",
        "1 of 3 files could not be read",
    ]
    records = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "out" / "deep").iterdir()}
    assert {name: record["document"]["doc_number"] for name, record in records.items()} == {
        "001.json": "辽政发〔2018〕1号",
        "002.json": "辽政发〔2018〕2号",
    }


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("file", "policygraph: cannot make the folder file: File exists"),
        ("file/deep", "policygraph: cannot make the folder file/deep: Not a directory"),
        ("taken", "policygraph: cannot write taken/liaoning_2018_zhuanhua.json: Is a directory"),
    ],
)
def test_extract_into_a_place_that_takes_nothing(output, sentence, tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "taken" / "liaoning_2018_zhuanhua.json").mkdir(parents=True)
    done = policygraph("extract", PLAN, "--output", output, cwd=tmp_path)
    assert (done.code, done.out, done.err) == (1, "", f"{sentence}\n")


# ── ingest ──


def test_ingest_skips_and_names_bad_files_and_loads_the_rest(copy):
    sentences = bad_files(copy)
    write_documents(copy, 2)
    (copy / "任职.txt").write_text(NO_TASKS, "utf-8")
    done = on("ingest", "001.txt", *sentences, "任职.txt", "002.txt", cwd=copy)
    assert done.code == 1
    told = [line for line in done.err.splitlines() if "no tasks found" not in line]
    # A folder is no bad file: what is in it is loaded, here nothing.
    wanted = {name: sentence for name, sentence in sentences.items() if name != "folder.txt"}
    for line, (name, sentence) in zip(told, wanted.items(), strict=True):
        assert line.startswith(f"{name}: {sentence}")
    assert "任职.txt: no tasks found; the document is loaded without them" in done.err.splitlines()
    assert done.out.splitlines()[0] == "12 of 12 files: 9 failed, 3 loaded → sqlite:graph.db"
    with open_store(f"sqlite:{copy}/graph.db") as store:
        assert store.query("counts")[0]["documents"] == 4, "the plan stays, three come"
        assert store.query("documents_by_name", name="沈政任〔2019〕3号")


def test_a_document_without_tasks_alone_is_no_error(tmp_path):
    (tmp_path / "任职.txt").write_text(NO_TASKS, "utf-8")
    done = on("ingest", "任职.txt", cwd=tmp_path)
    assert done.code == 0
    assert done.err == "任职.txt: no tasks found; the document is loaded without them\n"
    assert done.out.endswith("\n0 tasks, 0 responsibilities, 0 citations, 0 targets\n")
    assert on("query", "document", "--param", "document=沈政任〔2019〕3号", cwd=tmp_path).code == 0


def test_ingest_again_writes_nothing(copy):
    before, data, changed = held(copy), (copy / "graph.db").read_bytes(), (copy / "graph.db").stat().st_mtime_ns
    done = on("ingest", PLAN, cwd=copy)
    assert (done.code, done.err) == (0, "")
    assert done.out == "1 of 1 files: 1 unchanged → sqlite:graph.db\n"
    assert held(copy) == before
    assert (copy / "graph.db").read_bytes() == data
    assert (copy / "graph.db").stat().st_mtime_ns == changed


@pytest.mark.parametrize("path", ["empty", "empty/.hidden"])
def test_ingest_of_no_files(path, tmp_path):
    (tmp_path / "empty" / ".hidden").mkdir(parents=True)
    done = on("ingest", path, cwd=tmp_path)
    assert (done.code, done.out, done.err) == (1, "", f"policygraph: no files in {path}\n")


NAMES = [
    "a b.txt",
    "q'u\"o`.txt",
    "new\nline.txt",
    "😀.txt",
    "-x.txt",
    "--store.txt",
    "中文（1）.txt",
    "[bold]红.txt",
    "{0} %s $HOME.txt",
    "escape\x1b[31m.txt",
    os.fsdecode(b"broken\xff.txt"),
    "'; DROP TABLE task; --.txt",
    ".hidden.txt",
]


def test_names_of_files_may_hold_anything(tmp_path):
    for n, name in enumerate(NAMES, start=1):
        (tmp_path / name).write_text(text_of(n), "utf-8")
    done = policygraph("ingest", "--store", "sqlite:graph.db", "--", *NAMES, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{len(NAMES)} of {len(NAMES)} files: {len(NAMES)} loaded → ")
    documents = json.loads(on("query", "documents", "--format", "json", cwd=tmp_path).out)["items"]
    assert {document["source"] for document in documents} == {
        "broken\\xff.txt" if name.startswith("broken") else name for name in NAMES
    }
    table = on("query", "documents", cwd=tmp_path, env={"COLUMNS": "300"})
    assert table.code == 0
    assert "[bold]红.txt" in table.out
    assert "\x1b" not in table.out
    done = policygraph("extract", "--output", "out", "--", *NAMES, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert len(list((tmp_path / "out").iterdir())) == len(NAMES)


def test_a_bad_file_of_an_odd_name_is_told_in_one_harmless_line(tmp_path):
    name = "new\nline \x1b[31m.txt"
    (tmp_path / name).touch()
    done = on("ingest", name, cwd=tmp_path)
    assert done.code == 1
    assert done.err == "new\\nline \\x1b[31m.txt: the file is empty\n"


def test_text_that_looks_like_a_language_is_only_text(tmp_path):
    """SQL, Cypher, format strings, markup, formulas: stored and shown as they stand."""
    hostile = "[bold]红[/bold]'); DROP TABLE task; -- ` MATCH (n) DETACH DELETE n {0} {evil} %s $x =HYPERLINK(1)"
    text = text_of(1).replace("1.做好第1项工作。", f"1.做好{hostile}工作。")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert on("ingest", "a.txt", cwd=tmp_path).code == 0
    assert on("query", "search", "--param", f"text={hostile}", cwd=tmp_path).code == 0
    found = json.loads(on("query", "search", "--param", f"text={hostile}", "--format", "json", cwd=tmp_path).out)
    assert [hit["kind"] for hit in found["items"]] == ["task"]
    assert hostile in found["items"][0]["context"]
    table = on("query", "tasks", cwd=tmp_path, env={"COLUMNS": "300"})
    assert "│ 1    │ 做好[bold]红[/bold]')" in table.out
    for name in (hostile, "{0}", "%s", "'", '"', "[/bold]", "\\", "\x1b[31m", "*", "$name"):
        done = on("query", "tasks_of_agency", "--param", f"agency={name}", cwd=tmp_path)
        assert (done.code, done.out) == (1, ""), name
        assert len(done.err.splitlines()) == 1
        assert "\x1b" not in done.err
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        assert store.query("counts")[0]["tasks"] == TASKS


# ── ask, query, remove, info ──


def test_ask_as_json(plan):
    done = on("ask", "省科技厅牵头哪些任务？", "--format", "json", cwd=plan)
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert list(answer) == [
        "question",
        "understood",
        "query",
        "parameters",
        "kind",
        "items",
        "total",
        "reason",
        "suggestions",
    ]
    assert (answer["kind"], answer["total"], answer["reason"]) == ("tasks", 24, None)
    assert answer["understood"] == "辽宁省科学技术厅牵头的任务"
    text = PLAN.read_text("utf-8")
    for item in answer["items"]:
        evidence = item["evidence"]
        assert text[evidence["start"] : evidence["end"]] == "省科技厅"
        assert evidence["sentence"] in text


def test_ask_as_a_table_and_as_csv(plan):
    table = on("ask", "省科技厅牵头哪些任务？", cwd=plan)
    assert (table.code, table.err) == (0, "")
    assert table.out.startswith("辽宁省科学技术厅牵头的任务（共 24 项）\n")
    assert "强化政策落实" in table.out
    assert on("ask", "省科技厅", "牵头", "哪些任务", cwd=plan).out == table.out  # typed without quotes
    sheet = on("ask", "省科技厅牵头哪些任务？", "--format", "csv", cwd=plan)
    rows = list(csv.DictReader(io.StringIO(sheet.out)))
    assert len(rows) == 24
    assert (rows[0]["number"], rows[0]["title"], rows[0]["role"]) == ("1", "强化政策落实", "lead")


@pytest.mark.parametrize("question", ["省公安厅牵头哪些任务？", "今天天气怎么样？", "", "？", "a" * 5000])
def test_what_has_no_answer_gives_a_reason_and_suggestions(question, plan):
    done = on("ask", question, "--format", "json", cwd=plan)
    assert (done.code, done.err) == (1, "")
    answer = json.loads(done.out)
    assert (answer["kind"], answer["items"], answer["total"]) == ("none", [], 0)
    assert answer["reason"]
    assert answer["suggestions"]
    plain = on("ask", question, cwd=plan)
    assert (plain.code, plain.out) == (1, "")
    assert plain.err.splitlines() == [answer["reason"], *(f"  {one}" for one in answer["suggestions"])]


def test_an_agency_nobody_knows(plan):
    answer = json.loads(on("ask", "省公安厅牵头哪些任务？", "--format", "json", cwd=plan).out)
    assert "省公安厅" in answer["reason"]
    done = on("query", "tasks_of_agency", "--param", "agency=省科技庁", cwd=plan)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("policygraph: 图中没有名为“省科技庁”的单位，相近的名称：省科技厅")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "no query is named 'nonsense'; `policygraph query --list` shows them all"),
        (["tasks", "--param", "x=1"], "tasks has no parameter 'x'; it takes document, agency, role, text"),
        (["tasks_of_agency"], "tasks_of_agency needs agency; it takes agency, role, document, as_of"),
    ],
)
def test_queries_that_do_not_fit(arguments, sentence, plan):
    done = on("query", *arguments, cwd=plan)
    assert (done.code, done.out, done.err) == (1, "", f"policygraph: {sentence}\n")


def test_query_in_three_formats(plan):
    arguments = ("query", "tasks_of_agency", "--param", "agency=省财政厅", "--param", "role=support", "--format")
    answer = json.loads(on(*arguments, "json", cwd=plan).out)
    assert answer["query"] == "tasks_of_agency"
    assert answer["parameters"] == {"agency": "省财政厅", "role": "support"}
    assert answer["total"] == len(answer["items"])
    rows = list(csv.DictReader(io.StringIO(on(*arguments, "csv", cwd=plan).out)))
    assert [row["title"] for row in rows] == [item["title"] for item in answer["items"]]
    assert rows[0]["title"] in on(*arguments, "table", cwd=plan, env={"COLUMNS": "200"}).out
    nothing = on("query", "tasks", "--param", "text=没有这样的话", cwd=plan)
    assert (nothing.code, nothing.out, nothing.err) == (0, "nothing found\n", "")


def test_query_list_explains_each_and_needs_no_store(tmp_path):
    done = policygraph("query", "--list", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "tasks_of_agency agency [role] [document] [as_of]\n    List the tasks of an agency, by role.\n" in done.out
    assert list(tmp_path.iterdir()) == []


def test_query_list_of_one_explains_its_parameters(tmp_path):
    done = policygraph("query", "tasks_of_agency", "--list", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    usage, explanation, *parameters = done.out.splitlines()
    assert (usage, explanation) == (
        "tasks_of_agency agency [role] [document] [as_of]",
        "    List the tasks of an agency, by role.",
    )
    assert [line.split()[:2] for line in parameters] == [
        ["--param", f"{name}=…"] for name in ("agency", "role", "document", "as_of")
    ]
    assert parameters[1].endswith("(lead, support, responsible; several with commas; default: any)")
    assert parameters[3].endswith("(YYYY-MM-DD; default: any)")


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("documents", "(true, false, any; default: true)"),
        ("documents_where", "(国家, 省, 市, 县, 未知; default: any)"),
        ("tasks_without_role", "(lead, support, responsible; several with commas; default: lead)"),
        ("most_cited", "(a whole number; default: 1000)"),
    ],
)
def test_query_list_says_which_values_there_are(name, ending, tmp_path):
    lines = policygraph("query", name, "--list", cwd=tmp_path).out.splitlines()
    assert any(line.endswith(ending) for line in lines)


def test_query_list_of_a_name_that_is_none(tmp_path):
    done = policygraph("query", "nope", "--list", cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("policygraph: no query is named 'nope'")


@pytest.mark.parametrize(
    "name",
    [
        f"doc:辽宁省人民政府办公厅/{TITLE}",
        TITLE,
        f"《{TITLE}》",
        TITLE.replace("（", "(").replace("）", ")").replace("2018-2020", "2018—2020"),
    ],
)
def test_remove_by_id_and_title(name, copy):
    done = on("remove", name, cwd=copy)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"removed doc:辽宁省人民政府办公厅/{TITLE}\n"
    with open_store(f"sqlite:{copy}/graph.db") as store:
        assert set(store.query("counts")[0].values()) == {0}
    again = on("remove", name, cwd=copy)
    assert (again.code, again.out) == (1, "")
    assert again.err.startswith("policygraph: 图中没有文件“")


@pytest.mark.parametrize("number", ["辽政发〔2018〕2号", "辽政发[2018] 第 2 号", "辽政发（２０１８）２号"])
def test_remove_by_number_leaves_a_stub_that_others_cite(number, tmp_path):
    write_documents(tmp_path / "docs", 3)
    assert on("ingest", "docs", cwd=tmp_path).code == 0
    assert on("remove", number, cwd=tmp_path).out == "removed doc:辽政发〔2018〕2号\n"
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        assert {row["id"]: bool(row["held"]) for row in store.query("documents", held=None)} == {
            "doc:辽政发〔2018〕0号": False,
            "doc:辽政发〔2018〕1号": True,
            "doc:辽政发〔2018〕2号": False,
            "doc:辽政发〔2018〕3号": True,
        }
    stub = on("remove", number, cwd=tmp_path)
    assert stub.code == 1
    assert stub.err.startswith("policygraph: no document with the id 'doc:辽政发〔2018〕2号' is in sqlite:graph.db")


def test_info(plan):
    done = on("info", cwd=plan)
    assert (done.code, done.err) == (0, "")
    lines = dict(line.split(" ", 1) for line in done.out.splitlines())
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", lines.pop("policygraph"))
    assert lines == {
        "store": "sqlite:graph.db",
        "documents": "1",
        "cited_only": "6",
        "sections": lines["sections"],
        "tasks": "31",
        "agencies": lines["agencies"],
        "unresolved": "0",
        "responsibilities": "103",
        "citations": "6",
        "targets": "44",
    }


def test_the_store_may_be_named_by_the_environment_and_has_a_default(copy):
    named = policygraph("info", cwd=copy, env={"POLICYGRAPH_STORE": "sqlite:graph.db"})
    assert "store sqlite:graph.db\n" in named.out
    (copy / "graph.db").rename(copy / "policygraph.db")
    assert "store sqlite:policygraph.db\n" in policygraph("info", cwd=copy).out


# ── stores that are not what they should be ──


def not_ours(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE accounts (name)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


STORES = {
    "text.db": (
        lambda path: path.write_text("a line\n"),
        "is no policygraph store, nor any SQLite file; choose another",
    ),
    "other.db": (not_ours, "is an SQLite file, but not a policygraph store; choose another file"),
    "newer.db": (newer, "was written by a newer policygraph (schema 99, this one knows 4); update policygraph"),
    "short.db": (truncated, "is damaged: "),
    "folder.db": (Path.mkdir, "is a folder; name a file, for example sqlite:folder.db/policygraph.db"),
    "none.db": (lambda path: None, "there is no store at none.db yet; load documents first: policygraph ingest PATH"),
}


@pytest.mark.parametrize("name", STORES)
def test_stores_that_cannot_be_used_are_said_and_left_alone(name, copy):
    make, sentence = STORES[name]
    path = copy / name
    if name in ("newer.db", "short.db"):
        shutil.copy(copy / "graph.db", path)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    commands = [("info",), ("ask", "省科技厅牵头哪些任务？"), ("remove", TITLE)]
    if name != "none.db":
        commands.append(("ingest", PLAN))
    for command in commands:
        done = policygraph(*command, "--store", f"sqlite:{name}", cwd=copy)
        assert done.code == 1
        assert sentence in done.err
        assert done.err.startswith("policygraph: ")
        assert len(done.err.splitlines()) == 1
        assert done.out == "" or command == ("info",)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.exists() == (name != "none.db")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("graph.db", "unknown store 'graph.db': write sqlite:PATH, or neo4j://HOST:PORT"),
        ("sqlite:", "unknown store 'sqlite:': write sqlite:PATH, or neo4j://HOST:PORT"),
        ("postgres://localhost", "unknown store 'postgres://localhost': write sqlite:PATH, or neo4j://HOST:PORT"),
        ("neo4j:localhost", "unknown store 'neo4j:localhost': write sqlite:PATH, or neo4j://HOST:PORT"),
        ("bolt://", "unknown store 'bolt://': write sqlite:PATH, or neo4j://HOST:PORT"),
        ("neo4j://[::1", "the store address neo4j://[::1 is wrong: Invalid IPv6 URL; write neo4j://HOST:PORT"),
        ("bolt://127.0.0.1:port", "the store address bolt://127.0.0.1:port leads nowhere: "),
        ("sqlite:missing/a.db", "cannot write in missing: no such folder; make it, or choose another"),
    ],
)
def test_addresses_that_lead_to_no_store(url, sentence, tmp_path):
    done = policygraph("ingest", PLAN, "--store", url, cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"policygraph: {sentence}")
    assert len(done.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_does_not_answer_is_said_within_seconds(scheme, tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    for command in (("info",), ("ingest", PLAN)):
        done = policygraph(*command, "--store", f"{scheme}://127.0.0.1:{port}", cwd=tmp_path)
        assert done.code == 1
        assert done.err == (
            f"policygraph: no Neo4j answers at {scheme}://127.0.0.1:{port}; is it running? "
            "A local one: policygraph neo4j start\n"
        )


SECRET = "geheim-密码-123"


@pytest.mark.parametrize(
    "url",
    [
        f"neo4j://neo4j:{SECRET}@127.0.0.1:7687",
        f"bolt://{SECRET}@127.0.0.1",
        f"neo4j://neo4j:{SECRET}@",
        f"neo4j://neo4j:a/{SECRET}@127.0.0.1",
        f"bolt+s://neo4j:{SECRET}@[::1",
        f"https://neo4j:{SECRET}@127.0.0.1",
        f"neo4i://neo4j:{SECRET}@127.0.0.1",
    ],
)
def test_a_password_in_the_address_is_refused_and_never_shown(url, tmp_path):
    for arguments in (("info", "--store", url), ("--debug", "info", "--store", url)):
        done = policygraph(*arguments, cwd=tmp_path)
        assert done.code == 1
        assert SECRET not in done.out + done.err
        assert "must not hold a user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD" in done.err


def test_a_lock_held_by_another_process_is_waited_for(copy):
    """The wait itself is tested on the store; here the command goes on once the lock is free."""
    with SqliteStore(copy / "graph.db") as store, store._writing():
        done = on("ask", "省科技厅牵头哪些任务？", cwd=copy)
        assert done.code == 0
    (copy / "a.txt").write_text(text_of(1), "utf-8")
    assert on("ingest", "a.txt", cwd=copy).code == 0


# ── the ends of a pipe, and what goes wrong inside ──


def test_a_pipe_that_is_closed_early(plan):
    for jail in ('"$@" | head -n 1', '"$@" | true'):
        for arguments in (("query", "--list"), ("query", "tasks", "--format", "json", "--store", "sqlite:graph.db")):
            done = policygraph(*arguments, cwd=plan, jail=f"set -o pipefail; {jail}")
            assert done.err == ""
            assert done.code in (0, 1)


def test_output_that_cannot_be_written_is_said(plan):
    done = on("query", "tasks", "--format", "json", cwd=plan, jail='"$@" >/dev/full')
    assert (done.code, done.err) == (1, "policygraph: No space left on device\n")
    done = policygraph("query", "--list", cwd=plan, jail='"$@" >/dev/full')
    assert (done.code, done.err) == (1, "policygraph: No space left on device\n")
    assert on("info", cwd=plan, jail='"$@" >&-').err == ""


def test_debug_shows_where_on_either_side_of_the_command(tmp_path):
    for arguments in (("--debug", "info"), ("info", "--debug")):
        done = policygraph(*arguments, cwd=tmp_path)
        assert done.code == 1
        assert "Traceback (most recent call last):" in done.err
        assert done.err.splitlines()[-1].startswith("policygraph: there is no store at policygraph.db yet")


def test_a_terminal_that_knows_no_chinese_gets_utf_8(plan):
    done = on("ask", "省科技厅牵头哪些任务？", cwd=plan, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert (done.code, done.err) == (0, "")
    assert "辽宁省科学技术厅牵头的任务" in done.out


def test_a_terminal_sees_a_bar_and_stdout_still_has_results_only(tmp_path):
    """The bar shows the names of files, which may hold anything."""
    write_documents(tmp_path / "docs", 3)
    (tmp_path / "docs" / "002.txt").rename(tmp_path / "docs" / "[bold]\x1b[31m2.txt")
    (tmp_path / "docs" / "empty.txt").touch()
    mine, terminal = os.openpty()
    try:
        process = start("ingest", "docs", "--store", "sqlite:graph.db", cwd=tmp_path, stderr=terminal)
        out, _ = process.communicate(timeout=60)
    finally:
        os.close(terminal)
    with open(mine, "rb", buffering=0) as screen, suppress(OSError):  # a terminal that nobody writes to is an error
        shown = b""
        while part := screen.read(4096):
            shown += part
    assert process.returncode == 1
    assert out.startswith("4 of 4 files: 1 failed, 3 loaded → ")
    assert "docs/empty.txt: the file is empty" in shown.decode()
    assert "4/4" in shown.decode()
    assert b"\x1b[31m2" not in shown
