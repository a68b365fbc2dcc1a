"""Pictures stay readable: names on up to 80 nodes, names under the pointer up to 300, above that no picture."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import open_store
from graph.model import Agency, Citation, Document, DocumentFacts, Responsibility, Task

ROOT = Path(__file__).parents[2]


def star_facts(size):
    """A document of `size` tasks, all led by one body, each supported by another, that cites `size` documents."""
    lines = [f"{n}.任务{n}。（责任单位：中心局、边{n}局）" for n in range(1, size + 1)]
    text = "\n".join(lines)
    tasks, responsibilities = [], []
    at = 0
    for n, line in enumerate(lines, start=1):
        task = Task(f"doc:星#{n}", None, n, str(n), f"任务{n}", line, at, at + len(line), "手工")
        tasks.append(task)
        for role, name in (("lead", "中心局"), ("support", f"边{n}局")):
            start = text.index(name, at)
            responsibilities.append(
                Responsibility(f"agency:{name}", task.id, role, name, "手工", start, start + len(name))
            )
        at += len(line) + 1
    names = ["中心局", *(f"边{n}局" for n in range(1, size + 1))]
    return DocumentFacts(
        document=Document("doc:星", "星", None, source="star.txt", sha256="1" * 64, reader="手工", text=text),
        sections=(),
        tasks=tuple(tasks),
        agencies=tuple(Agency(f"agency:{n}", n, "agency", "某省", "省", None, None, (n,)) for n in names),
        issuers=(),
        responsibilities=tuple(responsibilities),
        citations=tuple(Citation(f"被引文件{n}", None, "cites", None, "手工", 0, 1) for n in range(size)),
        targets=(),
    )


@pytest.fixture(scope="module")
def stars(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stars")

    def url(size):
        address = f"sqlite:{folder}/{size}.db"
        if not (folder / f"{size}.db").exists():
            with open_store(address) as store:
                store.merge(star_facts(size))
        return address

    return url


def show(monkeypatch, store, page, **parameters):
    monkeypatch.setenv("POLICYGRAPH_STORE", store)
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.switch_page(f"views/{page}.py")
    app.query_params.update(parameters)
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("size", "page", "parameters", "nodes", "labelled"),
    [
        (39, "unit", {"dept": "中心局"}, 79, True),
        (40, "unit", {"dept": "中心局"}, 81, False),
        (150, "unit", {"dept": "中心局"}, None, None),
        (39, "citations", {}, 40, True),
        (150, "citations", {}, 151, False),
        (310, "citations", {}, None, None),
    ],
)
def test_names_give_way_and_then_the_picture(monkeypatch, stars, size, page, parameters, nodes, labelled):
    app = show(monkeypatch, stars(size), page, **parameters)
    said = [element.value for kind in ("caption", "info") for element in app.get(kind)]
    if nodes is None:
        assert not app.get("echarts_chart")
        assert any("超过 300" in words and "不再画图" in words for words in said)
        return
    data = json.loads(app.get("echarts_chart")[0].proto.spec)["series"][0]["data"]
    assert len(data) == nodes
    assert {node["label"]["show"] for node in data} == {labelled}
    assert any("鼠标悬停" in words for words in said) == (not labelled)


@pytest.mark.parametrize(
    ("size", "ties", "nodes", "labelled"), [(310, 60, 61, True), (310, 100, 101, False), (310, 310, None, None)]
)
def test_the_network_says_what_it_leaves_out(monkeypatch, stars, size, ties, nodes, labelled):
    app = show(monkeypatch, stars(size), "network", view="network")
    app.slider(key="tie_count").set_value(ties).run()
    assert not app.exception
    said = [element.value for kind in ("caption", "info") for element in app.get(kind)]
    if nodes is None:
        assert not app.get("echarts_chart")
        assert any(words.startswith("共 311 个单位，超过 300 个，不再画图") for words in said)
        return
    data = json.loads(app.get("echarts_chart")[0].proto.spec)["series"][0]["data"]
    assert len(data) == nodes
    assert {node["label"]["show"] for node in data} == {labelled}
    assert any(f"共 310 对联系，画出最强的 {ties} 对" in words for words in said)


def test_the_matrix_takes_the_busiest(monkeypatch, stars):
    app = show(monkeypatch, stars(150), "network")
    assert len(json.loads(app.get("echarts_chart")[0].proto.spec)["yAxis"]["data"]) == 25
    assert app.slider(key="matrix_size").max == 40
