"""The pages in a real browser, under the headers and the configuration that people get."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from graph import open_store
from queries.agency import agencies_by_name, agency_ranking
from queries.citation import cites
from queries.dependency import partners_of_agency, ties
from queries.placement import tie_positions
from queries.task import tasks
from views.network import tie_matrix, tie_picture
from views.table import ROW_HEIGHT
from views.unit import unit_picture

PLAN = "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"

# What each page is opened with, and words that must then stand on it.
OPENED = {
    "home": ("/", "牵头任务最多的 10 个单位"),
    "search": ("/?kw=知识产权", "任务（6）"),
    "ask": ("/ask?q=省科技厅牵头哪些任务", "理解为：辽宁省科学技术厅牵头的任务（共 24 项）"),
    "ledger": ("/ledger?dept=省科技厅&role=lead", "共 24 项任务"),
    "unit": ("/unit?dept=省科技厅", "协作单位排名：共同任务数，点一行打开"),
    "matrix": ("/network", "点图中的格子、单位或连线，这里列出背后的任务。"),
    "network": ("/network?view=network", "最强的联系（对）"),
    "citations": (f"/citations?doc={PLAN}", "引用了谁（6）"),
    "documents": ("/documents", "共 1 份文件；点一行打开"),
    "document": (f"/documents?doc={PLAN}", "章节（16）"),
}


@pytest.fixture
def site(serve_store, plan_url):
    return serve_store(plan_url)


@pytest.fixture(scope="session")
def plan(plan_url):
    with open_store(plan_url) as store:
        yield store


def click_row(tab, row, table=0, column=120):
    """Click a cell of a row in a table; the first row under the header is 0."""
    box = tab.page.get_by_test_id("stDataFrame").nth(table).bounding_box()
    tab.page.mouse.click(box["x"] + column, box["y"] + ROW_HEIGHT * (row + 1.5))


def click_chart(tab, option, x, y):
    """Click where a picture has its place x, y: from 0 to 1, or a place on an axis with names."""
    chart = tab.page.get_by_test_id("stEChartsChart")
    chart.scroll_into_view_if_needed()
    box, grid = chart.bounding_box(), option["grid"]
    across, down = (
        (at + 0.5) / len(axis["data"]) if axis["type"] == "category" else at
        for at, axis in ((x, option["xAxis"]), (y, option["yAxis"]))
    )
    tab.page.mouse.click(
        box["x"] + grid["left"] + across * (box["width"] - grid["left"] - grid["right"]),
        box["y"] + grid["top"] + down * (box["height"] - grid["top"] - grid["bottom"]),
    )


def node_at(picture, wanted):
    return next(node["value"] for node in picture.option["series"][0]["data"] if node["id"] == wanted)


def parameters(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("name", OPENED)
def test_every_page_draws_and_fits(tab, site, width, name):
    address, words = OPENED[name]
    page = tab.open(site + address)
    expect(page.get_by_text(words).first).to_be_visible()
    tab.picture(f"{name}_{width}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_from_an_agency_to_a_task_to_its_sentence(tab, site, width, plan):
    page = tab.open(f"{site}/unit?dept=省科技厅")
    agency = agencies_by_name(plan, "省科技厅")[0]
    mine = tasks(plan, agency=agency.id)
    picture = unit_picture(agency, mine, partners_of_agency(plan, agency.id))
    wanted = next(task for task in mine if task.number == "14")
    click_chart(tab, picture.option, *node_at(picture, wanted.task))
    expect(page.get_by_role("heading", name="14. 创建科技成果转化示范区")).to_be_visible()
    assert parameters(page) == {"dept": "辽宁省科学技术厅", "task": wanted.task}
    sentence = page.locator("mark.sentence")
    expect(sentence.first).to_be_visible()
    assert "".join(sentence.all_inner_texts()) == "（责任单位：省科技厅，相关市政府）"
    expect(page.locator("mark.lead")).to_have_text("省科技厅")
    tab.settle()
    tab.picture(f"task_{width}")
    page.go_back()
    expect(page.get_by_role("heading", name="单位画像")).to_be_visible()


def test_from_an_agency_to_its_partner(tab, site, plan):
    page = tab.open(f"{site}/unit?dept=省科技厅")
    agency = agencies_by_name(plan, "省科技厅")[0]
    partners = partners_of_agency(plan, agency.id)
    picture = unit_picture(agency, tasks(plan, agency=agency.id), partners)
    click_chart(tab, picture.option, *node_at(picture, "agency:辽宁省财政厅"))
    expect(
        page.get_by_text("辽宁省财政厅（省财政厅）").or_(page.locator("input[value='辽宁省财政厅（省财政厅）']")).first
    ).to_be_visible()
    assert parameters(page) == {"dept": "辽宁省财政厅"}
    tab.settle()
    click_row(tab, 0)
    page.wait_for_url(lambda url: "dept" in url and "财政厅" not in parameters_of(url)["dept"])


def parameters_of(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_row_of_the_ledger_opens_its_card_and_another_row_the_next(tab, site):
    page = tab.open(f"{site}/ledger?dept=省科技厅&role=lead")
    click_row(tab, 2)
    expect(page.get_by_role("heading", name="3. 争取国家资金支持")).to_be_visible()
    assert parameters(page)["task"].endswith("3")
    tab.settle()
    click_row(tab, 7)
    expect(page.get_by_role("heading", name="10. 培育发展科技创新型企业")).to_be_visible()
    page.get_by_role("button", name="关闭，返回清单").click()
    expect(page.get_by_role("heading", name="10. 培育发展科技创新型企业")).to_be_hidden()
    assert parameters(page) == {"dept": "省科技厅", "role": "lead"}


def test_filters_write_the_address(tab, site):
    page = tab.open(f"{site}/ledger")
    page.get_by_role("combobox", name="单位").fill("省财政厅")
    page.keyboard.press("Enter")
    expect(page.get_by_text("共 5 项任务")).to_be_visible()
    page.get_by_label("关键词").fill("省级财政")
    page.keyboard.press("Enter")
    expect(page.get_by_text("共 1 项任务")).to_be_visible()
    page.get_by_role("radio", name="牵头").click()
    expect(page.get_by_text("没有符合条件的任务。请放宽筛选条件。")).to_be_visible()
    assert parameters(page) == {"dept": parameters(page)["dept"], "kw": "省级财政", "role": "lead"}


def test_a_number_of_the_overview_opens_its_list(tab, site):
    page = tab.open(site)
    page.get_by_role("button", name="查看清单").nth(1).click()
    expect(page.get_by_text("共 31 项任务")).to_be_visible()


def test_a_cell_of_the_matrix_opens_the_tasks_behind_it(tab, site, plan):
    page = tab.open(f"{site}/network")
    found = sorted(agency_ranking(plan), key=lambda one: (-one.tasks, one.id))
    picture = tie_matrix(ties(plan, limit=1000), found[:25])
    cell = dict(zip(picture.cells, picture.option["series"][0]["data"], strict=True))[
        "agency:辽宁省科学技术厅", "agency:大连市人民政府"
    ]
    click_chart(tab, picture.option, *cell["value"][:2])
    expect(page.get_by_text("共同任务 4 项，其中前者牵头、后者配合 3 项；点一行看原文")).to_be_visible()
    tab.settle()
    tab.picture("matrix_cell")
    click_row(tab, 0)
    expect(page.get_by_role("heading", name="12. 加快建设沈大国家自主创新示范区")).to_be_visible()


def test_a_node_and_a_line_of_the_network_open_the_tasks_behind_them(tab, site, plan):
    page = tab.open(f"{site}/network?view=network")
    picture = tie_picture(ties(plan, limit=60), agency_ranking(plan), tie_positions(plan, limit=60))
    leader, partner = (node_at(picture, f"agency:{name}") for name in ("辽宁省科学技术厅", "辽宁省工业和信息化委员会"))
    click_chart(tab, picture.option, *leader)
    expect(page.get_by_text("任务 28 项；点一行看原文")).to_be_visible()
    tab.settle()
    click_chart(tab, picture.option, *(0.5 * (one + other) for one, other in zip(leader, partner, strict=True)))
    expect(page.get_by_text("共同任务 4 项，其中前者牵头、后者配合 4 项；点一行看原文")).to_be_visible()
    tab.picture("network_line")


def test_a_cited_document_leads_to_who_cites_it(tab, site, plan):
    page = tab.open(f"{site}/citations?doc={PLAN}")
    click_row(tab, [one.cited for one in cites(plan, PLAN)].index("doc:国发〔2016〕16号"))
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    assert "国发〔2016〕16号" in "".join(page.locator("mark.chosen").all_inner_texts())
    page.get_by_role("button", name="查看引用关系").click()
    expect(page.get_by_text("引用了谁（6）")).to_be_visible()


def test_an_extract_leads_to_its_paragraph(tab, site):
    page = tab.open(f"{site}/documents?doc={PLAN}")
    click_row(tab, 9)
    chosen = page.locator("mark.chosen")
    expect(chosen).to_have_text("培育发展科技创新型企业")
    expect(chosen).to_be_in_viewport()
    page.get_by_role("tab", name="指标（44）").click()
    tab.settle()
    click_row(tab, 0, table=1)
    expect(chosen).to_contain_text("2.3%")


HOSTILE = {
    "ask": "/ask?q=这份文件有哪些任务",
    "home": "/",
    "search": "/?kw=任务",
    "targets": "/?list=targets",
    "ledger": "/ledger",
    "task": "/ledger?task=doc:h%231",
    "unknown": "/ledger?dept=**粗体**![图](https://beacon.invalid/c.png)<img src=x onerror=alert(1)>",
    "unit": "/unit?dept=agency:厅",
    "units": "/unit",
    "matrix": "/network",
    "network": "/network?view=network",
    "citations": "/citations",
    "citation": "/citations?doc=doc:h",
    "documents": "/documents",
    "document": "/documents?doc=doc:h&task=doc:h%231",
}
_LITERAL = " ".join(
    (
        '<img src="https://beacon.invalid/a.png" onerror="window.pwned=1">',
        "![图](https://beacon.invalid/b.png)",
        "[链接](javascript:window.pwned=1)",
        "投资$500万元、$x^2$",
        ":red[红字]:smile:",
        "**粗体**`代码`",
        "<script>window.pwned=1</script>",
        "=HYPERLINK(1)",
        "{b}{@[0]}",
        "反[U+202E]向",
    )
)


# Where words of the document stand on each page: an element, and what it says before all the tricks.
STANDING = {
    "ask": [("td[role=gridcell]", "1. 任务")],
    "search": [("td[role=gridcell]", "1. 任务")],
    "targets": [("td[role=gridcell]", "标")],
    "ledger": [("td[role=gridcell]", "任务")],
    "task": [("h2", "1. 任务"), ("p", "1.任务"), ("[data-testid=stText]", "牵头：厅"), ("td[role=gridcell]", "局")],
    "unit": [("td[role=gridcell]", "局")],
    "units": [("td[role=gridcell]", "厅")],
    "citation": [("h2", "题"), ("td[role=gridcell]", "引")],
    "documents": [("td[role=gridcell]", "题")],
    "document": [("p", "题"), ("mark.chosen", "任务"), ("td[role=gridcell]", "任务")],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_shown_as_it_is_written_and_does_nothing(tab, serve_store, hostile_url, name):
    page = tab.open(serve_store(hostile_url) + HOSTILE[name])
    tab.picture(f"hostile_{name}")
    for selector, word in STANDING.get(name, ()):
        expect(page.locator(selector).filter(has_text=word + _LITERAL).first).to_be_attached()
    for box in page.get_by_role("combobox").all():  # the options of the filters are names, too
        box.click()
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Escape")
    assert page.evaluate("window.pwned") is None
    for leak in (
        "img[src*='beacon']",
        "a[href*='beacon']",
        "a[href^='javascript']",
        ".katex",
        "strong:has-text('粗体')",
    ):
        expect(page.locator(leak)).to_have_count(0)
    assert "😄" not in page.content()
