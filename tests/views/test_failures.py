"""What people see where the store cannot answer: a sentence in Chinese and the next step, never a traceback."""

import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def open_home(monkeypatch):
    def run(store):
        monkeypatch.setenv("POLICYGRAPH_STORE", store)
        app = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
        assert [error.value for error in app.exception] == []
        return app

    return run


def foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()


def picture(path):
    path.write_bytes(b"\x89PNG\r\n" + bytes(5000))


@pytest.mark.parametrize(
    ("make", "sentence", "step"),
    [
        (None, "图库还不能读取", "policygraph ingest"),
        (foreign, "不是本程序建立的", None),
        (picture, "不是本程序建立的", None),
    ],
    ids=["missing", "another database", "picture"],
)
def test_a_file_that_cannot_be_read(open_home, tmp_path, make, sentence, step):
    path = tmp_path / "图库.db"
    if make:
        make(path)
    app = open_home(f"sqlite:{path}")
    assert len(app.error) == 1
    assert sentence in app.error[0].value
    assert str(path) in app.text[0].value
    assert [step in code.value for code in app.code] == ([True] if step else [])


def truncated(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(("change", "sentence"), [(truncated, "已损坏"), (newer, "由更新的版本写成")])
def test_a_store_that_was_changed(open_home, tmp_path, plan_url, change, sentence):
    path = tmp_path / "plan.db"
    path.write_bytes(Path(plan_url.removeprefix("sqlite:")).read_bytes())
    change(path)
    app = open_home(f"sqlite:{path}")
    assert sentence in app.error[0].value
    assert str(path) in app.text[0].value


def test_an_address_of_no_kind(open_home):
    app = open_home("postgres://x")
    assert "检查图库地址" in app.error[0].value


def test_a_neo4j_that_does_not_answer(open_home, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-passwort")
    app = open_home("bolt://127.0.0.1:1")
    assert "连接不上 Neo4j" in app.error[0].value
    assert [code.value for code in app.code] == ["policygraph neo4j start"]
    assert "geheim" not in app.text[0].value


def test_a_neo4j_that_refuses_the_password(open_home, monkeypatch, neo4j_url):
    monkeypatch.setenv("NEO4J_PASSWORD", "falsch-falsch")
    app = open_home(neo4j_url.replace("127.0.0.1", "localhost"))
    assert "不接受用户名或密码" in app.error[0].value
    assert "falsch" not in app.text[0].value


def test_a_store_that_comes_later_is_found(open_home, tmp_path, plan_url):
    late = tmp_path / "late.db"
    assert open_home(f"sqlite:{late}").error
    late.write_bytes(Path(plan_url.removeprefix("sqlite:")).read_bytes())
    app = open_home(f"sqlite:{late}")
    assert not app.error
    assert app.metric[1].value == "31"
