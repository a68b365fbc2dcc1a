"""A user's own table of bodies: what it names is resolved on the next load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import policygraph

TEXT = """和安市人民政府办公室关于印发和安市数字生活行动方案的通知

和政办发〔2023〕9号

各县（市、区）人民政府：
　　一、重点任务
　　1.建设社区服务站。2023年底前建成30个。（牵头单位：市奇思妙想办；配合单位：市财政局）
和安市人民政府办公室
2023年3月1日
"""
TABLE = """[sources]
own = "和安市机构改革方案"

[[body]]
name = "和安市奇思妙想办公室"
also = ["市奇思妙想办", "奇思妙想办"]
source = "own"
"""


def query(folder: Path, name: str, *parameters: str) -> list[dict]:
    done = policygraph("query", name, *parameters, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return json.loads(done.out)["items"]


def test_a_name_of_the_own_table_is_resolved_on_the_next_load(tmp_path):
    (tmp_path / "方案.txt").write_text(TEXT, "utf-8")
    assert policygraph("ingest", "方案.txt", cwd=tmp_path).code == 0
    assert [one["name"] for one in query(tmp_path, "unresolved_agencies")] == ["市奇思妙想办"]
    (tmp_path / "policygraph.toml").write_text('[rules]\nbodies = "identity.toml"\n', "utf-8")
    (tmp_path / "identity.toml").write_text(TABLE, "utf-8")
    done = policygraph("ingest", "方案.txt", cwd=tmp_path)
    assert "1 loaded" in done.out
    assert query(tmp_path, "unresolved_agencies") == []
    names = [one["agency_name"] for one in query(tmp_path, "tasks_of_agency", "--param", "agency=市奇思妙想办")]
    assert names == ["和安市奇思妙想办公室"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[[body]", "identity.toml is not TOML"),
        ('[[body]]\nname = "和安市某局"\nsource = "own"\n', "source 'own' is not listed"),
        (None, "identity.toml 不存在"),
    ],
)
def test_a_wrong_table_is_named_and_nothing_is_loaded(tmp_path, table, says):
    (tmp_path / "方案.txt").write_text(TEXT, "utf-8")
    (tmp_path / "policygraph.toml").write_text('[rules]\nbodies = "identity.toml"\n', "utf-8")
    if table is not None:
        (tmp_path / "identity.toml").write_text(table, "utf-8")
    done = policygraph("ingest", "方案.txt", cwd=tmp_path)
    assert done.code == 1
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 1
