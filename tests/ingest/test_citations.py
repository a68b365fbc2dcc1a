"""Which titles and numbers are citations, and what the text does with them."""

import pytest

from ingest.facts import facts_of
from ingest.pipeline import extract
from ingest.record import Work


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
    ("根据《国务院关于加强科技创新的意见》（国发„2016‟16号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》国发〔2016〕16号，制定方案。", "国发〔2016〕16号"),
    ("根据国发〔2016〕16号《国务院关于加强科技创新的意见》，制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国发〔2016〕16号，以下简称《意见》），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（以下简称《意见》，国发〔2016〕16号），制定方案。", "国发〔2016〕16号"),
    ("根据《国务院关于加强科技创新的意见》（国务院国发〔2016〕16号），制定方案。", "国发〔2016〕16号"),
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
    ("依据市政府令第12号办理。", [(None, "市政府令第12号", "basis")]),
    ("依据国务院第711号令办理。", [(None, "国务院令第711号", "basis")]),
    ("依据国家发展改革委2019年第29号令办理。", [(None, "国家发展改革委令2019年第29号", "basis")]),
    ("依据某省人大常委会公告第35号办理。", [(None, "某省人大常委会公告第35号", "basis")]),
    ("按照浙经信技术〔2020〕3号文件执行。", [(None, "浙经信技术〔2020〕3号", "basis")]),
    ("按照自然资发〔2019〕8号文件执行。", [(None, "自然资发〔2019〕8号", "basis")]),
    ("落实市府办〔2022〕3号文件。", [(None, "市府办〔2022〕3号", "implements")]),
    (
        "按照某省人民政府办公厅关于做好防汛工作的通知（某政办发〔2021〕9号）要求，备足物资。",
        [(None, "某政办发〔2021〕9号", "basis")],
    ),
    ("2016年16号台风登陆。", []),
    ("中小学放假令学生高兴，第3号教室关闭。", []),
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
    ("《科技进步条例》中关于投资比例的规定停止执行。", "amends"),
    ("《科技进步条例》（某发〔2010〕3号）第三条停止执行。", "amends"),
    ("推进《科技进步条例》落地实施。", "implements"),
    ("抓紧修改完善《科技进步条例》。", "cites"),
    ("符合《科技进步条例》的企业可以申报。", "cites"),
    ("且根据《科技进步条例》，达到三级的，不合格。", "cites"),
    ("积极对接《科技进步条例》。", "cites"),
    ("按照省关于《科技进步条例》的规定执行。", "basis"),
    ("贯彻执行国家有关规定和《科技进步条例》。", "implements"),
    ("以《科技进步条例》为依据，开展执法。", "basis"),
    ("做好《科技进步条例》宣传贯彻实施。", "implements"),
    ("推动《科技进步条例》（某发〔2020〕1号）文件落地见效。", "implements"),
    ("《科技进步条例》部分条款修改如下：", "amends"),
    ("决定修改《科技进步条例》。", "amends"),
    ("现将《科技进步条例》（某发〔2020〕1号）转发给你们。", "cites"),
    ("宣传《科技进步条例》。", "cites"),
    ("以《科技进步条例》为重点开展宣讲。", "cites"),
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


LISTS = [
    "根据《数据条例》（某发〔2020〕1号）《网络条例》（某发〔2020〕2号），制定本计划。",
    "根据《数据条例》某发〔2020〕1号、《网络条例》某发〔2020〕2号，制定本计划。",
    "根据《数据条例》（以下简称《条例》）和《网络条例》，制定本计划。",
    "根据《数据条例》等法律法规和国务院《网络条例》，制定本计划。",
    "按照《数据条例》精神以及《网络条例》要求，制定本计划。",
    "依照《数据条例》第三条、第五条第二款和《网络条例》第七条的规定处罚。",
]


@pytest.mark.parametrize("sentence", LISTS)
def test_what_stands_behind_a_title_does_not_break_its_list(sentence: str) -> None:
    assert [(t, r) for t, _, r in cited(sentence)] == [("数据条例", "basis"), ("网络条例", "basis")]


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


def test_a_short_name_is_a_mention_of_its_own_and_stands_for_its_antecedent() -> None:
    text = "根据《关于推进数字经济发展的实施意见》（辽政发〔2020〕8号，以下简称《实施意见》），制定本计划。落实《实施意见》各项任务。"
    assert cited(text) == [
        ("关于推进数字经济发展的实施意见", "辽政发〔2020〕8号", "basis"),
        ("实施意见", None, "implements"),
    ]
    record = extract("某省行动计划\n一、重点任务\n（一）加强统筹。" + text, "x.txt")
    assert record.citations[1].stands_for == Work("关于推进数字经济发展的实施意见", "辽政发〔2020〕8号")
    # In the graph both lead to the one document.
    named = facts_of(record, sha256="0", reader="r").citations
    assert {(c.title, c.doc_number) for c in named} == {("关于推进数字经济发展的实施意见", "辽政发〔2020〕8号")}
    assert [c.relation for c in named] == ["basis", "implements"]


def test_a_title_keeps_its_number_when_it_is_named_again() -> None:
    found = cited("根据《数字经济发展规划》（辽政发〔2020〕8号），制定本计划。落实《数字经济发展规划》。")
    assert [n for _, n, _ in found] == ["辽政发〔2020〕8号"] * 2


NORMATIVE = ["《市场准入负面清单（2022年版）》", "《中小学生守则》", "《信访条例》", "《水法》"]


@pytest.mark.parametrize("title", NORMATIVE)
def test_lists_rules_and_short_laws_are_citations(title: str) -> None:
    assert [t for t, _, _ in cited(f"宣传{title}，扩大影响。")] == [title.strip("《》")]


OTHERS = [
    "《可行性研究报告》",
    "《战略合作协议》",
    "《行业发展学习纲要》",
    "《三年行动计划》",
    "《人民日报》",
    "《商品房预售许可证》",
    "《守法经营价格承诺书》",
    "《诉讼要素表》",
    "《劳动合同》",
]


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


POINTERS = [
    ("《关于加强创新的意见》印发后，各地要落实该意见。", ["cites", "implements"]),
    ("省厅印发《粮食考核办法（试行）》，市局依据上述办法开展考核。", ["cites", "basis"]),
    ("《关于加强创新的意见》印发后，各地要广泛征求意见，落实该意见。", ["cites"]),  # another opinion since
    ("《关于加强创新的意见》印发后，各地要落实上述通知。", ["cites"]),
    ("《关于加强创新的意见》印发后，本意见同时施行。", ["cites"]),
    ("《关于加强创新的意见》已经印发。\n各地要落实该意见。", ["cites"]),  # another paragraph
]


@pytest.mark.parametrize(("sentence", "relations"), POINTERS)
def test_a_word_that_points_back_means_the_document_named_last(sentence: str, relations: list[str]) -> None:
    found = cited(sentence)
    assert [r for _, _, r in found] == relations
    assert len({t for t, _, _ in found}) == 1


def test_several_plans_under_one_notice_are_no_citations() -> None:
    text = (
        "某市人民政府办公室文件\n各区县人民政府：\n《某市制造业发展方案》《某市制造业支持措施》已经市政府同意，现印发给你们，请认真落实。\n"
        "2020年3月1日\n某市制造业发展方案\n根据《某省制造业发展方案》，制定本方案。\n一、重点任务\n（一）加强统筹。\n"
    )
    assert [c.title for c in extract(text, "x.txt").citations] == ["某省制造业发展方案"]


def test_as_many_numbers_as_titles_belong_to_them_in_order() -> None:
    found = cited("落实《养老服务意见》《就业服务意见》（某办发〔2019〕5号、某办发〔2020〕6号）要求。")
    assert [(t, n) for t, n, _ in found] == [
        ("养老服务意见", "某办发〔2019〕5号"),
        ("就业服务意见", "某办发〔2020〕6号"),
    ]


def test_two_numbers_behind_one_title_are_two_documents() -> None:
    found = cited("按照《关于调整税率的通知》（某税〔2018〕55号、某税〔2019〕13号）执行。")
    assert [(t, n) for t, n, _ in found] == [
        ("关于调整税率的通知", "某税〔2018〕55号"),
        (None, "某税〔2019〕13号"),
    ]


def test_the_order_that_revised_a_regulation_is_no_citation() -> None:
    found = cited("依照《燃气管理条例》（国务院令第583号公布，根据国务院令第666号修订）查处。")
    assert found == [("燃气管理条例", "国务院令第583号", "basis")]


def test_an_attachment_is_no_citation() -> None:
    assert cited("考核按附件2《考核评分办法》进行。附件：1.《任务分工方案》") == []


def test_a_word_of_genre_in_a_notice_means_what_it_issues() -> None:
    text = (
        "某市人民政府办公室关于印发某市节水方案的通知\n各区县人民政府：\n为落实《某省节水方案》，现将方案印发给你们。各地要按照《方案》要求抓好落实。\n"
        "某市人民政府办公室\n2020年3月1日\n某市节水方案\n一、重点任务\n（一）加强统筹。对照《方案》查漏补缺。\n"
    )
    assert [(c.title, c.rule) for c in extract(text, "x.txt").citations] == [
        ("某省节水方案", "implements_word"),
        ("某省节水方案", "short_title"),
    ]


def test_a_signature_at_the_end_closes_no_notice() -> None:
    filler = "加快建设，形成合力。" * 200
    text = (
        f"某市人民政府关于节水工作的意见\n各区县人民政府：\n为落实《某省节水意见》，提出以下意见。\n一、重点任务\n（一）加强统筹。{filler}\n"
        "（二）压实责任。对照《意见》查漏补缺。《某市空间规划》已经国务院批准，请各地执行。\n某市人民政府\n2020年3月1日\n"
    )
    assert [c.title for c in extract(text, "x.txt").citations] == ["某省节水意见", "某省节水意见", "某市空间规划"]


def test_a_word_of_genre_with_its_issuer_is_another_document() -> None:
    assert [t for t, _, _ in cited("落实《家电回收实施方案》，并贯彻省《实施方案》。")] == ["家电回收实施方案"]


def test_a_document_that_others_approved_is_a_citation() -> None:
    text = (
        "某市实施方案\n《某市空间规划》已经国务院批准，为做好实施工作，制定本方案。\n一、重点任务\n（一）加强统筹。\n"
    )
    assert [c.title for c in extract(text, "x.txt").citations] == ["某市空间规划"]


def test_an_inner_quote_that_nobody_closes() -> None:
    assert cited("根据《关于印发〈粮食考核办法的通知》（某发〔2020〕1号），制定本计划。") == [
        ("关于印发〈粮食考核办法的通知", "某发〔2020〕1号", "basis")
    ]


def test_what_a_notice_issues_is_a_document_whatever_its_last_word() -> None:
    found = cited("按照《关于印发〈医院高质量发展评价指标〉的通知》开展评价。")
    assert [t for t, _, _ in found] == ["关于印发〈医院高质量发展评价指标〉的通知", "医院高质量发展评价指标"]


LISTED = [
    ("下列文件同时废止：《甲类管理办法》（某政发〔2009〕2号）、《乙类管理办法》。", ["repeals", "repeals"]),
    ("以下3件规范性文件予以废止：\n1.《甲类管理办法》\n2.《乙类管理办法》\n落实《丙类管理办法》。", ["repeals", "repeals", "implements"]),
    ("废止下列规范性文件：一是《甲类管理办法》；二是《乙类管理办法》。执行《丙类管理办法》。", ["repeals", "repeals", "implements"]),
    ("对下列规章予以修改：\n（一）《甲类管理办法》\n（二）《乙类管理办法》", ["amends", "amends"]),
    ("《甲类管理办法》（某某区政办发〔2022〕18号）自本措施印发施行之日起废止。", ["repeals"]),
    ("下列文件继续有效：《甲类管理办法》、《乙类管理办法》。", ["cites", "cites"]),
    ("下列情形应当废止：《甲类管理办法》已被替代。", ["cites"]),
    ("底价按不低于《出让最低价标准》的70%确定。", ["cites"]),
    ("底价按《出让最低价标准》的70%确定。", ["basis"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "relations"), LISTED)
def test_what_is_said_before_the_colon_of_a_list_holds_for_all_of_it(sentence: str, relations: list[str]) -> None:
    assert [relation for _, _, relation in cited(sentence)] == relations


def test_what_a_notice_issues_is_cited_nowhere_in_it() -> None:
    text = (
        "某县人民政府办公室关于印发两个方案的通知\n各镇人民政府：\n《2024年县〈工作报告〉责任分解方案》和《2024年市〈工作报告〉涉县事项方案》已报经县政府同意，现印发给你们。\n"
        "某县人民政府办公室\n2024年2月2日\n2024年县《工作报告》责任分解方案\n1.建设平台。（责任单位：县科技局）\n2024年市《工作报告》涉县事项方案\n1.修路。（责任单位：县交通局）\n"
    )
    assert extract(text, "x.txt").citations == ()


def test_a_note_that_a_law_has_been_replaced_repeals_none() -> None:
    assert cited("根据《某省预算审查条例》【已废止，最新为《某省预算监督条例》】，制定办法。")[0] == (
        "某省预算审查条例",
        None,
        "basis",
    )


def test_the_order_that_made_the_rules_known_is_their_own() -> None:
    text = "某市公园管理办法\n（2011年3月1日某市人民政府令第12号公布）\n第一条 根据《某省绿化条例》，制定本办法。\n"
    assert [(c.title, c.doc_number) for c in extract(text, "x.txt").citations] == [("某省绿化条例", None)]
