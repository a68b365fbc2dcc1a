"""Title, number, signature, place, years and validity, over the ways in which documents begin and end."""

import pytest

from ingest.pipeline import extract

BODY = "一、总体要求\n坚持创新驱动。\n二、重点任务\n（一）建设平台。加快建设。\n"


def head(text: str):  # type: ignore[no-untyped-def]
    return extract(text, "plan.txt").document


NOTICE = (
    """某省人民政府办公厅
关于印发《某省数字经济发展
三年行动计划（2021—2023年）》的通知
某政办发［２０２１］３５ 号

各市、州人民政府，省政府各部门：
　　《某省数字经济发展三年行动计划（2021—2023年）》已经省政府同意，现印发给你们，请认真贯彻执行。

　　　　　　　　　　　　辽宁省人民政府办公厅
　　　　　　　　　　　　二〇二一年五月十八日

某省数字经济发展三年行动计划（2021—2023年）
"""
    + BODY
)


def test_a_notice_with_its_plan() -> None:
    d = head(NOTICE)
    assert d.title == "某省人民政府办公厅关于印发《某省数字经济发展三年行动计划（2021—2023年）》的通知"
    assert (d.doc_number, d.issuers, d.issued) == ("某政办发〔2021〕35号", ("辽宁省人民政府办公厅",), "2021-05-18")
    assert (d.jurisdiction, d.kind, d.period) == ("辽宁省", "通知", (2021, 2023))
    assert d.id == "doc:某政办发〔2021〕35号"


def test_a_plan_alone() -> None:
    d = head("某市促进就业工作方案\n为促进就业，制定本方案。\n" + BODY)
    assert (d.title, d.doc_number, d.issuers, d.issued, d.kind, d.period) == (
        "某市促进就业工作方案",
        None,
        (),
        None,
        "方案",
        None,
    )
    assert d.id == "doc:某市促进就业工作方案"


def test_several_signatures() -> None:
    text = (
        "关于印发工作方案的通知\n各市县发展改革委、财政局：\n现印发给你们。\n国家发展改革委\n财政部\n中国人民银行\n2020年3月2日\n工作方案\n"
        + BODY
    )
    d = head(text)
    assert (d.issuers, d.jurisdiction) == (("国家发展改革委", "财政部", "中国人民银行"), "国家")


def test_signatures_side_by_side() -> None:
    d = head(
        "关于印发工作方案的通知\n各有关单位：\n现印发给你们。\n　　教育部办公厅　　财政部办公厅\n　　2020年3月2日\n工作方案\n"
        + BODY
    )
    assert d.issuers == ("教育部办公厅", "财政部办公厅")


def test_signature_at_the_end() -> None:
    d = head(
        "国务院关于促进创新的指导意见\n国发〔2018〕42号\n各省、自治区、直辖市人民政府：\n为促进创新，提出意见。\n"
        + BODY
        + "国务院\n2018年12月21日\n（此件公开发布）\n"
    )
    assert (d.issuers, d.issued, d.jurisdiction, d.kind) == (("国务院",), "2018-12-21", "国家", "意见")


def test_a_signature_broken_over_two_lines_and_its_seal() -> None:
    d = head(
        "关于印发方案的通知\n各有关单位：\n现印发给你们。\n浙江省制造业高质量发展（数字经济发展）\n领导小组办公室（代章）\n2024年9月2日\n工作方案\n"
        + BODY
    )
    assert d.issuers == ("浙江省制造业高质量发展（数字经济发展）领导小组办公室",)


def test_fields_of_a_web_page() -> None:
    text = (
        "[发文机构] 北京市人民政府办公厅\n[成文日期] 2020-02-03\n[发文字号] 京政办发〔2020〕5号\n[发布日期] 2020-02-05\n某市若干措施\n各区人民政府：\n为做好工作，制定措施。\n"
        + BODY
    )
    d = head(text)
    assert (d.title, d.doc_number, d.issuers, d.issued) == (
        "某市若干措施",
        "京政办发〔2020〕5号",
        ("北京市人民政府办公厅",),
        "2020-02-03",
    )


def test_the_day_of_publication_is_not_the_documents() -> None:
    d = head("关于印发《某省方案》的通知\n某省经信厅 2024-09-05\n各市经信局：\n现印发给你们。\n" + BODY)
    assert d.issued is None


def test_a_cited_number_is_not_the_documents() -> None:
    d = head("某市实施方案\n根据《国务院关于加强创新的意见》（国发〔2016〕16号），制定本方案。\n" + BODY)
    assert d.doc_number is None


KINDS = [
    ("国务院关于促进创新的指导意见", "意见"), ("某市若干措施", "措施"), ("稳价保供十条措施", "措施"), ("某市三年行动计划（2018-2020年）", "计划"),
    ("某省“十四五”发展规划", "规划"), ("某省促进创新条例", "条例"), ("某市考核工作实施细则", "其他"), ("关于印发《若干意见》的通知", "通知"),
    ("关于印发《支持创新若干意见》", "意见"), ("某市管理办法（试行）", "办法"), ("国务院关于同意设立试验区的批复", "批复"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_kind_is_the_word_that_the_title_ends_on(title: str, kind: str) -> None:
    assert head(f"{title}\n为做好工作，提出以下内容。\n{BODY}").kind == kind


PERIODS = [
    ("某市行动计划（2018-2020年）", (2018, 2020)), ("某市行动计划（2018—2020年）", (2018, 2020)), ("某市行动计划（2018年至2020年）", (2018, 2020)),
    ("某市2018年度工作方案", (2018, 2018)), ("某省“十四五”发展规划", (2021, 2025)), ("某市行动计划", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "period"), PERIODS)
def test_period(title: str, period: tuple[int, int] | None) -> None:
    assert head(f"{title}\n为做好工作，到2025年取得成效。\n{BODY}").period == period


PLACES = [
    ("沈阳市人民政府", "沈阳市"), ("北京市海淀区人民政府", "海淀区"), ("四川省发展和改革委员会", "四川省"), ("国家税务总局", "国家"),
    ("上海市科学技术委员会", "上海市"), ("教育部", "国家"), ("广西壮族自治区人民政府办公厅", "广西壮族自治区"),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "place"), PLACES)
def test_jurisdiction(issuer: str, place: str) -> None:
    assert (
        head(
            f"关于印发工作方案的通知\n各有关单位：\n现印发给你们。\n{issuer}\n2020年3月2日\n工作方案\n{BODY}"
        ).jurisdiction
        == place
    )


VALIDITY = [
    ("本办法自发布之日起施行。", [("effective_from", "发布之日")]),
    (
        "本措施自2023年8月1日起施行，有效期至2025年7月31日。",
        [("effective_from", "2023-08-01"), ("expires", "2025-07-31")],
    ),
    ("本办法自印发之日起施行，有效期5年。", [("effective_from", "印发之日"), ("valid_years", 5.0)]),
    ("本意见自2020年2月1日起实施，有效期6个月。", [("effective_from", "2020-02-01"), ("valid_years", 0.5)]),
    ("本通知自发布之日起暂执行至2020年6月30日止。", [("effective_from", "发布之日"), ("expires", "2020-06-30")]),
    ("以上措施在疫情防控期间有效。", [("expires", "疫情防控期间")]),
    ("延续降低失业保险费率政策，执行期限至2023年4月底。", []),
    ("企业自受理之日起5日内办结。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), VALIDITY)
def test_validity(sentence: str, expected: list[tuple[str, str | float]]) -> None:
    text = f"某市若干措施\n{BODY}{sentence}\n"
    validity = head(text).validity
    assert [(v.what, v.value) for v in validity] == expected
    assert all(text[v.start : v.end] in sentence for v in validity)


def test_an_empty_text() -> None:
    d = head("")
    assert (d.title, d.issuers, d.kind, d.id) == (None, (), None, "doc:file/plan.txt")


def test_what_a_web_page_puts_above_is_no_part_of_the_title() -> None:
    text = (
        "首页 > 政务公开 > 文件\n发布时间：2020-03-05 来源：市政府办公室 字号：大 中 小\n沈阳市人民政府文件\n"
        "沈政发〔2020〕5号沈阳市人民政府关于印发工作方案的通知\n各区县人民政府：\n现印发给你们。\n沈阳市人民政府\n2020年3月2日\n"
    )
    d = head(text + "工作方案\n" + BODY)
    assert (d.title, d.doc_number, d.issued) == (
        "沈阳市人民政府关于印发工作方案的通知",
        "沈政发〔2020〕5号",
        "2020-03-02",
    )


def test_units_side_by_side_in_a_title() -> None:
    d = head("湖南省科学技术厅 湖南省财政厅关于印发工作方案的通知\n各市州：\n现印发给你们。\n" + BODY)
    assert d.issuers == ("湖南省科学技术厅", "湖南省财政厅")
    d = head("省委办公厅 省政府办公厅印发《关于促进创新的实施方案》\n近日，省委办公厅印发了方案。\n" + BODY)
    assert (d.issuers, d.jurisdiction) == (("省委办公厅", "省政府办公厅"), None)


def test_an_autonomous_region_that_only_its_number_names() -> None:
    title = "自治区人民政府办公厅关于促进创新的意见\n"
    rest = "各市、县（区）人民政府：\n现提出意见。\n" + BODY + "2023年5月20日\n"
    assert head(title + "宁政办发〔2023〕15号\n" + rest).jurisdiction == "宁夏回族自治区"
    assert head(title + rest).jurisdiction is None


def test_six_signatures_in_two_lines() -> None:
    text = (
        "某市卫生健康委员会等6部门关于印发托育方案的通知\n某卫发〔2023〕8号\n各区卫健局：\n现将方案印发给你们。\n"
        "某市卫生健康委员会　某市发展和改革委员会　某市财政局\n某市教育局　某市民政局　某市住房和城乡建设局\n2023年3月15日\n"
    )
    assert extract(text, "a.txt").document.issuers == (
        "某市卫生健康委员会",
        "某市发展和改革委员会",
        "某市财政局",
        "某市教育局",
        "某市民政局",
        "某市住房和城乡建设局",
    )
