"""What the pages show and what their filters do, on both stores; no browser."""

import json
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import open_store
from ingest.load import load
from queries.task import tasks
from views.library import REVISION_TTL

ROOT = Path(__file__).parents[2]
PLAN = "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
PAGES = ("home", "ask", "ledger", "unit", "network", "citations", "documents")


@pytest.fixture
def open_page(monkeypatch):
    """Run a page of the app on a store, as its address says."""

    def run(store, page, **parameters):
        monkeypatch.setenv("POLICYGRAPH_STORE", store)
        app = AppTest.from_file(ROOT / "app.py", default_timeout=30)
        app.switch_page(f"views/{page}.py")
        app.query_params.update(parameters)
        return checked(app.run())

    return run


def checked(app):
    assert [error.value for error in app.exception] == []
    return app


def shown(app, kind):
    return [element.value for element in app.get(kind)]


def table(app, index=0):
    return app.dataframe[index].value


def option(app, index=0):
    return json.loads(app.get("echarts_chart")[index].proto.spec)


def original_lines(app):
    """The lines of marked text on the page, as [[text, kinds, focus], …]."""
    elements = [json.loads(found.proto.json) for found in app.get("bidi_component")]
    return [line for element in elements if element["style"] == "text" for line in element["lines"]]


def titles(app):
    elements = [json.loads(found.proto.json) for found in app.get("bidi_component")]
    return ["".join(run[0] for run in element["lines"][0]) for element in elements if element["style"] == "title"]


def task_id(store, number):
    with open_store(store) as opened:
        return next(one.task for one in tasks(opened) if one.number == number)


def test_the_overview_counts_what_the_plan_holds(open_page, plan_url):
    app = open_page(plan_url, "home")
    counts = {metric.label: metric.value for metric in app.metric}
    assert counts == {"文件": "1", "任务": "31", "单位": "25", "指标": "44", "引文": "6", "未识别单位": "0"}
    leaders = table(app)
    assert leaders.iloc[0].to_dict() == {
        "单位": "辽宁省科学技术厅",
        "文中写法": "省科技厅",
        "牵头": 24,
        "配合": 4,
        "负责": 0,
        "任务合计": 28,
    }
    assert len(leaders) == 10


@pytest.mark.parametrize(
    ("label", "page", "rows"),
    [("文件", "文件", 1), ("任务", "责任清单", 31), ("单位", "单位画像", 25), ("引文", "政策引文", 6)],
)
def test_every_number_opens_its_list(open_page, plan_url, label, page, rows):
    app = open_page(plan_url, "home")
    checked(app.button(key=f"count_{label}").click().run())
    assert shown(app, "title") == [page]
    assert len(table(app)) == rows


def test_numbers_without_a_page_open_their_list_below(open_page, plan_url):
    app = open_page(plan_url, "home")
    checked(app.button(key="count_指标").click().run())
    assert app.query_params["list"] == "targets"
    assert len(table(app)) == 44
    assert set(table(app)["任务"]) > {"总体目标", "8. 发展专业化众创空间"}
    checked(app.button(key="count_未识别单位").click().run())
    assert "未识别单位（0）" in shown(app, "subheader")


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("知识产权", ["单位（1）", "任务（6）", "正文（1）"]),
        ("高新技术企业", ["任务（2）", "正文（1）", "指标（2）"]),
        ("指导思想", ["章节（1）"]),
        ("国发〔2016〕16号", ["任务（1）", "文件（1）"]),
        ("没有这样的词", []),
    ],
)
def test_search_groups_what_it_finds(open_page, plan_url, words, groups):
    app = open_page(plan_url, "home", kw=words)
    assert shown(app, "subheader") == groups
    assert bool(app.info) == (not groups)


@pytest.mark.parametrize(
    ("parameters", "count", "numbers"),
    [
        ({}, 31, None),
        ({"dept": "省科技厅"}, 28, None),
        ({"dept": "科技厅", "role": "lead"}, 24, None),
        ({"dept": "辽宁省科学技术厅", "role": "support"}, 4, ["6", "7", "27", "28"]),
        ({"dept": "省财政厅", "role": "support"}, 5, ["1", "4", "5", "10", "27"]),
        ({"dept": "省旅游发展委"}, 1, ["19"]),
        ({"role": "lead"}, 31, None),
        ({"role": "responsible"}, 0, []),
        ({"role": "无此角色"}, 31, None),
        ({"kw": "冰雪"}, 1, ["19"]),
        ({"doc": PLAN, "kw": "众创空间"}, 1, ["8"]),
        ({"doc": "三年行动计划（2018-2020年）"}, 31, None),
    ],
)
def test_the_ledger_follows_its_address(open_page, plan_url, parameters, count, numbers):
    app = open_page(plan_url, "ledger", **parameters)
    assert f"共 {count} 项任务" in shown(app, "caption")
    if numbers:
        assert list(table(app)["序号"]) == numbers
    if not count:
        assert [info.value for info in app.info] == ["没有符合条件的任务。请放宽筛选条件。"]


@pytest.mark.parametrize("parameters", [{"dept": "省科计厅"}, {"doc": "没有这份文件"}])
def test_the_ledger_says_whom_it_does_not_know(open_page, plan_url, parameters):
    app = open_page(plan_url, "ledger", **parameters)
    assert len(app.warning) == 1
    assert next(iter(parameters.values())) in app.text[0].value
    if "dept" in parameters:
        assert "省科技厅" in app.text[0].value


def test_a_filter_writes_the_address_and_closes_the_card(open_page, plan_url):
    app = open_page(plan_url, "ledger", task=task_id(plan_url, "19"))
    assert titles(app) == ["19. 推进冰雪旅游产业发展"]
    checked(app.selectbox(key="dept_box").set_value("辽宁省财政厅").run())
    assert app.query_params == {"dept": "辽宁省财政厅"}
    checked(app.get("button_group")[0].set_value("support").run())
    assert app.query_params == {"dept": "辽宁省财政厅", "role": "support"}
    checked(app.text_input(key="kw_box").set_value("政策").run())
    assert app.query_params == {"dept": "辽宁省财政厅", "role": "support", "kw": "政策"}
    checked(app.get("button_group")[0].set_value("all").run())
    checked(app.selectbox(key="dept_box").set_value(None).run())
    assert app.query_params == {"kw": "政策"}


def test_a_task_shows_its_sentence_and_who_is_in_it(open_page, plan_url):
    app = open_page(plan_url, "ledger", task=task_id(plan_url, "5"))
    words = shown(app, "text")
    assert "牵头：省科技厅" in words
    assert any(line.startswith("配合：省发展改革委、省财政厅") and line.endswith("各市政府") for line in words)
    runs = [run for line in original_lines(app) for run in line]
    sentence = "".join(text for text, kinds, _ in runs if "sentence" in kinds.split())
    assert sentence.startswith("〔责任单位：省科技厅、省发展改革委")
    assert sentence.endswith("各市政府〕")
    assert [text for text, kinds, _ in runs if "lead" in kinds.split()] == ["省科技厅"]
    assert "省产业（创业）投资引导基金管理中心" in [text for text, kinds, _ in runs if "support" in kinds.split()]
    assert "".join(text for text, _, _ in runs).startswith("5.引导社会资本投入。")


def test_a_task_shows_its_targets_and_citations(open_page, plan_url):
    app = open_page(plan_url, "ledger", task=task_id(plan_url, "1"))
    frames = [frame.value for frame in app.dataframe]
    citations = next(frame for frame in frames if "关系" in frame)
    assert list(citations["关系"]) == ["落实", "落实", "落实"]
    assert "国发〔2016〕16号" in list(citations["文号"])
    targets = next(frame for frame in frames if "指标" in frame)
    assert "30 期" in targets["数值"].iloc[0]


def test_the_card_of_no_task_says_so(open_page, plan_url):
    app = open_page(plan_url, "ledger", task="doc:没有#9")
    assert len(app.warning) == 1
    checked(app.button(key="close_task").click().run())
    assert "task" not in app.query_params


@pytest.mark.parametrize(
    ("role", "numbers", "tasks_drawn"),
    [(None, ["24", "4", "0", "23"], 28), ("lead", ["24", "4", "0", "23"], 24), ("support", ["24", "4", "0", "23"], 4)],
)
def test_an_agency_is_drawn_between_its_tasks_and_partners(open_page, plan_url, role, numbers, tasks_drawn):
    app = open_page(plan_url, "unit", dept="省科技厅", **({"role": role} if role else {}))
    assert [metric.value for metric in app.metric] == numbers
    series = option(app)["series"][0]
    drawn = [node for node in series["data"] if node["symbol"] == "rect"]
    assert len(drawn) == tasks_drawn
    own = [link for link in series["links"] if link["source"] == "agency:辽宁省科学技术厅"]
    assert len(own) == tasks_drawn
    reds = sum(link["lineStyle"]["color"] == "#d43c33" for link in own)
    assert reds == {None: 24, "lead": 24, "support": 0}[role]
    assert f"任务（{tasks_drawn}）" in shown(app, "subheader")
    assert any("辽宁省科技厅" in text and "科技厅" in text for text in shown(app, "text"))


def test_a_collective_is_called_one(open_page, plan_url):
    app = open_page(plan_url, "unit", dept="相关市政府")
    assert [info.value for info in app.info] == ["这是集合称谓：指多个单位，原文没有逐一列出。"]
    assert [metric.value for metric in app.metric][:2] == ["1", "8"]


def test_a_body_that_is_no_more_names_what_took_over_and_the_reverse(open_page, plan_url):
    app = open_page(plan_url, "unit", dept="省工业和信息化委")
    assert table(app).iloc[0].to_dict() == {
        "时间": "2018-10",
        "沿革": "改为辽宁省工业和信息化厅",
        "依据": "深化党和国家机构改革方案（中共中央2018年3月印发），地方2018年10月起、市县2019年初对应调整",
    }
    app = open_page(plan_url, "unit", dept="辽宁省工业和信息化厅")
    assert table(app).iloc[0]["沿革"] == "辽宁省工业和信息化委员会改为本单位"


def test_an_old_name_leads_to_the_body_of_today_and_says_so(open_page, plan_url):
    app = open_page(plan_url, "unit", dept="省工商局")
    assert titles(app) == ["辽宁省市场监督管理局"]
    assert "“省工商局”指辽宁省工商行政管理局，2018-10 起职责归本单位。任务按文中的单位分别统计。" in shown(app, "text")


@pytest.fixture
def two_provinces(tmp_path):
    """A store with the plan of Liaoning and a notice of Zhejiang, each of which says 省科技厅."""
    url = f"sqlite:{tmp_path}/two.db"
    other = tmp_path / "zhejiang.txt"
    other.write_text(
        "浙江省科学技术厅关于支持企业的通知\n\n浙科发〔2019〕7号\n\n各市科技局：\n"
        "　　一、培育企业。（责任单位：省科技厅）\n"
        "浙江省科学技术厅\n2019年3月1日\n",
        "utf-8",
    )
    with open_store(url) as store:
        assert [one.outcome for one in load(store, [ROOT / "data" / "liaoning_2018_zhuanhua.txt", other])] == [
            "loaded",
            "loaded",
        ]
    return url


def test_an_unqualified_name_offers_all_its_bearers(open_page, two_provinces):
    app = open_page(two_provinces, "unit", dept="省科技厅")
    assert app.text[0].value == "“省科技厅”在库中指 2 个单位，请选择："
    assert set(table(app)["单位"]) == {"浙江省科学技术厅", "辽宁省科学技术厅"}


def test_the_matrix_is_led_by_rows(open_page, plan_url):
    app = open_page(plan_url, "network")
    drawn = option(app)
    rows, columns = drawn["yAxis"]["data"], drawn["xAxis"]["data"]
    assert rows == columns
    assert rows[0] == "辽宁省科学技术厅"
    cells = {(rows[y], columns[x]): count for x, y, count in (cell["value"] for cell in drawn["series"][0]["data"])}
    assert cells["辽宁省科学技术厅", "相关市政府（辽宁省）"] == 7
    assert cells["相关市政府（辽宁省）", "辽宁省科学技术厅"] == 1
    assert cells["辽宁省科学技术厅", "辽宁省财政厅"] == 4
    checked(app.slider(key="matrix_size").set_value(5).run())
    assert len(option(app)["yAxis"]["data"]) == 5
    assert any("取前 5 个" in words for words in shown(app, "caption"))


def test_the_network_draws_the_strongest_ties(open_page, plan_url):
    app = open_page(plan_url, "network", view="network")
    checked(app.slider(key="tie_count").set_value(3).run())
    links = option(app)["series"][0]["links"]
    pairs = {(link["source"], link["target"]) for link in links}
    assert ("agency:辽宁省科学技术厅", "agency:辽宁省/相关市政府") in pairs
    assert len({frozenset(pair) for pair in pairs}) == 3


def test_citations_stand_in_layers_and_years(open_page, plan_url):
    app = open_page(plan_url, "citations", doc=PLAN)
    drawn = option(app)
    rows, columns = drawn["yAxis"]["data"], drawn["xAxis"]["data"]
    at = {}
    for node in drawn["series"][0]["data"]:
        x, y = node["value"]
        layer = next(name for name in reversed(rows[: int(y) + 1]) if name)
        at[node["id"]] = (layer, columns[int(x)], node["itemStyle"]["color"])
    plan = next(node for node in at if node.endswith(PLAN))
    assert at == {
        plan: ("省", "2018", "#7a4fd0"),
        "doc:国科发〔2018〕17号": ("国家", "2018", "#ffffff"),
        "doc:国发〔2016〕16号": ("国家", "2016", "#ffffff"),
        "doc:中华人民共和国促进科技成果转化法": ("国家", "年份不详", "#ffffff"),
        "doc:辽政发〔2016〕34号": ("省", "2016", "#ffffff"),
        "doc:东北地区培育和发展新兴产业三年行动计划": ("未知", "年份不详", "#ffffff"),
        "doc:国家科技成果转移转化示范区建设指引": ("未知", "年份不详", "#ffffff"),
    }
    assert shown(app, "subheader") == ["引用了谁（6）", "被谁引用（0）"]
    assert {link["label"]["formatter"] for link in drawn["series"][0]["links"]} == {"依据", "落实"}


@pytest.mark.parametrize(
    ("parameters", "count"), [({"relation": "basis"}, 2), ({"relation": "implements"}, 4), ({"relation": "repeals"}, 0)]
)
def test_citations_are_filtered_by_relation(open_page, plan_url, parameters, count):
    app = open_page(plan_url, "citations", **parameters)
    if count:
        assert len(table(app)) == count
    else:
        assert [info.value for info in app.info] == ["没有符合条件的引文。"]


def test_a_cited_document_shows_who_cites_it(open_page, plan_url):
    app = open_page(plan_url, "citations", doc="国发〔2016〕16号")
    assert "库外文件：只被引用，原文不在库中" in shown(app, "caption")
    assert shown(app, "subheader") == ["引用了谁（0）", "被谁引用（1）"]
    app = open_page(plan_url, "documents", doc="国发〔2016〕16号")
    assert "这份文件只被引用，原文不在库中。" in [info.value for info in app.info]


def test_a_document_stands_beside_what_was_read_from_it(open_page, plan_url):
    app = open_page(plan_url, "documents", doc=PLAN, task=task_id(plan_url, "8"))
    assert [tab.label for tab in app.tabs] == ["任务（31）", "指标（44）", "引文（6）", "章节（16）"]
    runs = [run for line in original_lines(app) for run in line]
    assert [text for text, _, focus in runs if focus] == ["发展专业化众创空间"]
    assert sum("lead" in kinds.split() for _, kinds, _ in runs) == 31
    assert sum("citation" in kinds.split() for _, kinds, _ in runs) >= 6
    text = (ROOT / "data" / "liaoning_2018_zhuanhua.txt").read_text("utf-8")
    assert "".join("".join(text for text, _, _ in runs).split()) == "".join(text.split())


def test_answers_follow_a_load(open_page, tmp_path):
    url = f"sqlite:{tmp_path}/growing.db"
    with open_store(url) as store:
        first = tmp_path / "first.txt"
        first.write_text("关于甲事的通知\n　　一、办好甲事。（责任单位：省科技厅）\n", "utf-8")
        assert [one.outcome for one in load(store, [first])] == ["loaded"]
        assert [metric.value for metric in open_page(url, "home").metric][:2] == ["1", "1"]
        assert [one.outcome for one in load(store, [ROOT / "data" / "liaoning_2018_zhuanhua.txt"])] == ["loaded"]
    time.sleep(REVISION_TTL + 0.1)
    assert [metric.value for metric in open_page(url, "home").metric][:2] == ["2", "32"]


@pytest.mark.parametrize(
    ("question", "understood", "rows"),
    [
        ("省科技厅牵头哪些任务？", "理解为：辽宁省科学技术厅牵头的任务（共 24 项）", 24),
        ("第19项任务由谁负责？", "理解为：任务“19. 推进冰雪旅游产业发展”的负责单位（共 1 项）", 1),
        ("到2020年高新技术企业要达到多少家？", "理解为：到2020年高新技术企业数量的目标（共 2 项）", 2),
        ("这份计划引用了哪些文件？", f"理解为：《{PLAN}》引用的文件（共 6 项）", 6),
    ],
)
def test_a_question_is_answered_as_it_was_understood(open_page, plan_url, question, understood, rows):
    app = open_page(plan_url, "ask", q=question)
    assert shown(app, "text") == [understood]
    assert len(table(app)) == rows
    assert all(table(app)["依据"])


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("省科技厅负责哪些任务？", ["任务", "单位", "角色", "出处", "依据"]),  # whose, and where: one of two
        ("浙江省科技厅负责哪些任务？", ["任务", "角色", "出处", "依据"]),
        (f"《{PLAN}》中省科技厅牵头哪些任务？", ["任务", "角色", "依据"]),
    ],
)
def test_an_answer_says_what_the_question_left_open(open_page, two_provinces, question, columns):
    assert list(table(open_page(two_provinces, "ask", q=question)).columns) == columns


def test_a_path_is_shown_step_by_step(open_page, plan_url):
    app = open_page(plan_url, "ask", q="大连市政府和省地税局之间有什么联系")
    steps = table(app)
    assert [steps["单位"].iloc[0], steps["单位"].iloc[-1]] == ["大连市人民政府", "辽宁省地方税务局"]
    assert len(steps) == 4  # two tasks with two agencies each


def test_a_count_is_shown_as_a_number(open_page, plan_url):
    app = open_page(plan_url, "ask", q="科技厅一共牵头了几项任务")
    assert [metric.value for metric in app.metric] == ["24"]


def test_a_question_nobody_can_answer_is_refused_with_names_that_are_near(open_page, plan_url):
    app = open_page(plan_url, "ask", q="江西省科技厅牵头哪些任务")
    assert shown(app, "warning") == ["没有答案"]
    assert shown(app, "text")[0] == "图中没有名为“江西省科技厅”的单位"
    assert "省科技厅" in shown(app, "text")[1]


def test_an_example_is_asked_by_a_click(open_page, plan_url):
    app = open_page(plan_url, "ask", q="今天天气怎么样")
    next(button for button in app.button if button.label == "省财政厅配合哪些任务？").click()
    checked(app.run())
    assert shown(app, "text") == ["理解为：辽宁省财政厅配合的任务（共 5 项）"]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_that_it_is_empty(open_page, tmp_path, page):
    url = f"sqlite:{tmp_path}/empty.db"
    with open_store(url) as store:
        made = tmp_path / "made.txt"
        made.write_text("关于甲事的通知\n　　一、办好甲事。（责任单位：省科技厅）\n", "utf-8")
        loaded = [one.document for one in load(store, [made])]
        store.remove(loaded[0])
    app = open_page(url, page)
    assert len(app.info) == 1
    assert not app.dataframe


@pytest.fixture(scope="module")
def plan_on_neo4j(emptied_neo4j):
    url = emptied_neo4j()
    with open_store(url) as store:
        assert [done.outcome for done in load(store, [ROOT / "data" / "liaoning_2018_zhuanhua.txt"])] == ["loaded"]
        yield url
        store.remove(f"doc:辽宁省人民政府办公厅/{PLAN}")


def everything(app):
    """All that a page shows, as plain data."""
    return {
        "words": [shown(app, kind) for kind in ("title", "subheader", "caption", "text", "info", "warning")],
        "numbers": [metric.value for metric in app.metric],
        "tables": [frame.value.to_dict("list") for frame in app.dataframe],
        "pictures": [json.loads(chart.proto.spec) for chart in app.get("echarts_chart")],
        "originals": [json.loads(found.proto.json) for found in app.get("bidi_component")],
    }


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("home", {}),
        ("home", {"kw": "知识产权"}),
        ("home", {"list": "targets"}),
        ("ledger", {"dept": "省科技厅", "role": "support"}),
        ("ledger", {"task": "10"}),
        ("unit", {}),
        ("unit", {"dept": "省财政厅"}),
        ("network", {}),
        ("network", {"view": "network"}),
        ("citations", {}),
        ("documents", {"doc": PLAN}),
    ],
)
def test_both_stores_show_the_same(open_page, plan_url, plan_on_neo4j, page, parameters):
    if "task" in parameters:
        parameters = {"task": task_id(plan_url, parameters["task"])}
    embedded, shared = open_page(plan_url, page, **parameters), open_page(plan_on_neo4j, page, **parameters)
    assert everything(embedded) == everything(shared)
