"""Which titles and numbers are citations, and what the text does with them."""

import pytest

from ingest.pipeline import extract


def cited(
    sentence: str, head: str = "某省行动计划\n一、重点任务\n（一）加强统筹。"
) -> list[tuple[str | None, str | None, str]]:
    return [(c.title, c.doc_number, c.relation) for c in extract(head + sentence, "x.txt").citations]


NUMBERS = [
    ("根据《国务院关于加强科技创新的意见》（国发〔2016〕16号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》(国发[2016]16号)，制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国发（2016）16号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国发﹝２０１６﹞１６号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国发【2016】第16号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国发〔 2016 〕 16 号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》国发〔2016〕16号，制定方案。", "国发〔2016〕16号"),
    ("根据国发〔2016〕16号《国务院关于加强科技创新的意见》，制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国发〔2016〕16号，以下简称《意见》），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》，制定方案。", None),
]


@pytest.mark.parametrize(("sentence", "number"), NUMBERS)
def test_the_number_next_to_a_title_belongs_to_it(sentence: str, number: str | None) -> None:
    assert cited(sentence) == [("国务院关于加强科技创新的意见", number, "basis")]


BARE = [
    ("严格执行国发〔2016〕16号文件规定。", [(None, "国发〔2016〕16号", "implements")]),
    ("按照财政部公告2020年第5号执行。", [(None, "财政部公告2020年第5号", "basis")]),
    ("符合《财政部公告2020年第5号》的企业。", [(None, "财政部公告2020年第5号", "cites")]),
    ("依据中华人民共和国国务院令第711号办理。", [(None, "中华人民共和国国务院令第711号", "basis")]),
    (
        "根据国发〔2016〕16号和国办发〔2017〕39号精神。",
        [(None, "国发〔2016〕16号", "basis"), (None, "国办发〔2017〕39号", "basis")],
    ),
    (
        "根据《科技进步条例》和国发〔2016〕16号文件，制定方案。",
        [("科技进步条例", None, "basis"), (None, "国发〔2016〕16号", "basis")],
    ),
    ("2016年16号台风登陆。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), BARE)
def test_numbers_without_a_title(sentence: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert cited(sentence) == expected


RELATIONS = [
    ("根据《科技进步条例》精神，制定本计划。", "basis"),
    ("按照《科技进步条例》要求，落实各项措施。", "basis"),
    ("对违法行为依照《科技进步条例》的规定予以处罚。", "basis"),
    ("参照《科技进步条例》执行。", "basis"),
    ("根据科技部等9部委《科技进步条例》，制定本计划。", "basis"),
    ("为贯彻落实《科技进步条例》，制定本计划。", "implements"),
    ("全面落实国家《科技进步条例》。", "implements"),
    ("严格执行《科技进步条例》。", "implements"),
    ("深入实施《科技进步条例》。", "implements"),
    ("对《科技进步条例》贯彻落实情况进行总结。", "implements"),
    ("《科技进步条例》同时废止。", "repeals"),
    ("《科技进步条例》（辽政发〔2010〕3号）自本办法施行之日起停止执行。", "repeals"),
    ("现对《科技进步条例》作如下修改：", "amends"),
    ("不再执行《科技进步条例》中关于投资比例的规定。", "amends"),
    ("今后不再执行《科技进步条例》。", "repeals"),
    ("推进《科技进步条例》落地实施。", "implements"),
    ("抓紧修改完善《科技进步条例》。", "cites"),
    ("符合《科技进步条例》的企业可以申报。", "cites"),
    ("且根据《科技进步条例》，达到三级的，不合格。", "cites"),
    ("积极对接《科技进步条例》。", "cites"),
]


@pytest.mark.parametrize(("sentence", "relation"), RELATIONS)
def test_the_governing_word_decides_the_relation(sentence: str, relation: str) -> None:
    assert [r for _, _, r in cited(sentence)] == [relation]


def test_a_list_shares_its_governing_word() -> None:
    found = cited(
        "根据《数据安全法》、《促进数字经济发展条例》（某令第3号）和省工信厅《数字经济发展规划》，制定本计划。"
    )
    assert [(t, r) for t, _, r in found] == [
        ("数据安全法", "basis"),
        ("促进数字经济发展条例", "basis"),
        ("数字经济发展规划", "basis"),
    ]


def test_a_later_clause_has_a_word_of_its_own() -> None:
    found = cited("根据《数据安全法》，落实《数字经济发展规划》。")
    assert [(t, r) for t, _, r in found] == [("数据安全法", "basis"), ("数字经济发展规划", "implements")]


def test_nested_titles() -> None:
    expected = [
        ("国务院关于印发实施〈促进科技成果转化法〉若干规定的通知", "国发〔2016〕16号"),
        ("促进科技成果转化法", None),
    ]
    for inner in ("〈促进科技成果转化法〉", "<促进科技成果转化法>"):
        found = cited(f"落实《国务院关于印发实施{inner}若干规定的通知》（国发〔2016〕16号）。")
        assert [(t, n) for t, n, _ in found] == expected
        assert {r for _, _, r in found} == {"implements"}


def test_a_short_name_means_its_antecedent() -> None:
    found = cited(
        "根据《关于推进数字经济发展的实施意见》（辽政发〔2020〕8号，以下简称《实施意见》），制定本计划。落实《实施意见》各项任务。"
    )
    assert set(found) == {
        ("关于推进数字经济发展的实施意见", "辽政发〔2020〕8号", "basis"), ("关于推进数字经济发展的实施意见", "辽政发〔2020〕8号", "implements"),
    }  # fmt: skip


def test_a_title_keeps_its_number_when_it_is_named_again() -> None:
    found = cited("根据《数字经济发展规划》（辽政发〔2020〕8号），制定本计划。落实《数字经济发展规划》。")
    assert [n for _, n, _ in found] == ["辽政发〔2020〕8号"] * 2


OTHERS = ["《人民日报》", "《商品房预售许可证》", "《守法经营价格承诺书》", "《诉讼要素表》", "《劳动合同》"]


@pytest.mark.parametrize("title", OTHERS)
def test_papers_permits_and_contracts_are_no_citations(title: str) -> None:
    assert cited(f"企业要签署{title}，并及时备案。") == []


def test_the_document_itself_is_no_citation() -> None:
    text = (
        "某市人民政府关于印发《某市数字经济发展方案》的通知\n某政发〔2020〕3号\n各区县人民政府：\n现将《某市数字经济发展方案》印发给你们。\n"
        "某市人民政府\n2020年3月1日\n某市数字经济发展方案\n一、重点任务\n（一）加强统筹。落实《某市数字经济发展方案》。\n"
    )
    assert extract(text, "x.txt").citations == ()


def test_a_title_across_a_line_end_is_one_title() -> None:
    record = extract("某省行动计划\n一、重点任务\n（一）统筹。落实《数字经济\n发展规划》。\n", "x.txt")
    assert [c.title for c in record.citations] == ["数字经济发展规划"]


def test_a_citation_lies_in_its_task() -> None:
    record = extract(
        "某省计划\n一、重点任务\n1.统筹。落实《数字经济发展规划》。（责任单位：省工信厅）\n2.监督。（责任单位：省审计厅）\n",
        "x.txt",
    )
    assert [c.task for c in record.citations] == [record.tasks[0].id]


def test_a_word_of_genre_means_the_last_document_that_ends_so() -> None:
    found = cited(
        "根据《关于推进数字经济发展的实施意见》，制定本计划。《意见》明确的任务要逐项落实。《方案》另行制定。"
    )
    assert [(t, r) for t, _, r in found] == [
        ("关于推进数字经济发展的实施意见", "basis"),
        ("关于推进数字经济发展的实施意见", "cites"),
    ]


def test_short_names_of_laws_are_titles() -> None:
    assert cited("依据《民法典》《公司法》处理。") == [("民法典", None, "basis"), ("公司法", None, "basis")]
