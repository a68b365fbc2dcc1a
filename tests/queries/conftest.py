"""The Liaoning plan and three short documents of our own, loaded into both stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import open_store
from ingest.load import load

DATA = Path(__file__).parents[2] / "data"

# Cites the plan by title and the law by number, brings a second province and a body nobody knows.
ZHEJIANG = """浙江省科学技术厅关于支持科技企业的通知

浙科发〔2019〕7号

各市科技局：
　　根据《辽宁省实施科技成果转移转化三年行动计划（2018-2020年）》和国发〔2016〕16号文件，现通知如下。
　　一、总体目标
　　到2020年，高新技术企业数量达到1.5万家，人才公寓达到300套。
　　二、重点任务
　　（一）培育科技企业。到2020年高新技术企业数量达到1.5万家。（牵头单位：省科技厅；配合单位：省财政厅、奇思妙想办）
　　（二）办好赛事。每年举办大赛2场以上。（责任单位：省科技厅、各市人民政府）
本通知自2019年4月1日起施行，有效期3年。《浙江省科学技术厅关于科技企业认定的通知》（浙科发〔2012〕5号）同时废止。
浙江省科学技术厅
2019年3月1日
"""
NO_TASKS = """沈阳市人民政府关于王某某同志任职的通知

沈政任〔2019〕3号

各区人民政府：
　　任命王某某为沈阳市审计局副局长。
沈阳市人民政府
2019年5月6日
"""
# Still rests on what the one of 2019 repealed; its indicator is one of the plan's, in the same unit.
LATE = """浙江省科学技术厅关于做好高新技术企业认定工作的通知

浙科发〔2020〕9号

各市科技局：
　　根据《浙江省科学技术厅关于科技企业认定的通知》（浙科发〔2012〕5号），现通知如下。
　　一、重点任务
　　（一）做好认定。2020年6月底前完成认定。到2020年高新技术企业数量达到16000家。（责任单位：省科技厅）
浙江省科学技术厅
2020年2月3日
"""


@pytest.fixture(scope="session")
def documents(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "zhejiang.txt").write_text(ZHEJIANG, "utf-8")
    (folder / "renming.txt").write_text(NO_TASKS, "utf-8")
    (folder / "rending.txt").write_text(LATE, "utf-8")
    return [*sorted(DATA.glob("*.txt")), *(folder / f"{name}.txt" for name in ("zhejiang", "renming", "rending"))]


def fill(store, documents) -> None:
    outcomes = [done.outcome for done in load(store, documents)]
    assert outcomes == ["loaded"] * 4


@pytest.fixture(scope="session")
def library(tmp_path_factory, documents):
    """The library in SQLite; only read it."""
    with open_store(f"sqlite:{tmp_path_factory.mktemp('library')}/library.db") as store:
        fill(store, documents)
        yield store


@pytest.fixture(scope="session")
def plan(tmp_path_factory, documents):
    """The Liaoning plan alone in SQLite; only read it."""
    with open_store(f"sqlite:{tmp_path_factory.mktemp('plan')}/plan.db") as store:
        list(load(store, documents[:1]))
        yield store


@pytest.fixture
def both_libraries(library, empty_neo4j, documents):
    """The library in SQLite and, just filled, in Neo4j."""
    with open_store(empty_neo4j) as store:
        fill(store, documents)
        yield library, store
