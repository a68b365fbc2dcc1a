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
    ("某市行动方案（2021-2023）", (2021, 2023)), ("某市第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
    ("某市2018年度工作方案", (2018, 2018)), ("某省“十四五”发展规划", (2021, 2025)), ("某市行动计划", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "period"), PERIODS)
def test_period(title: str, period: tuple[int, int] | None) -> None:
    assert head(f"{title}\n为做好工作，到2025年取得成效。\n{BODY}").period == period


def test_a_period_that_only_the_text_states() -> None:
    assert head("某市发展规划\n规划期限为2021年至2025年，展望到2035年。\n" + BODY).period == (2021, 2025)
    assert head("某市发展规划\n到2025年，取得成效。\n" + BODY).period is None


PLACES = [
    ("沈阳市人民政府", "沈阳市"), ("北京市海淀区人民政府", "海淀区"), ("四川省发展和改革委员会", "四川省"), ("国家税务总局", "国家"),
    ("上海市科学技术委员会", "上海市"), ("教育部", "国家"), ("广西壮族自治区人民政府办公厅", "广西壮族自治区"),
    ("某某经济技术开发区管理委员会", "某某经济技术开发区"), ("和安县防汛抗旱指挥部", "和安县"), ("中共海淀区委办公室", "海淀区"),
    ("财政部办公厅", "国家"), ("中国人民银行", "国家"),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "place"), PLACES)
def test_jurisdiction(issuer: str, place: str) -> None:
    assert (
        head(
            f"关于印发工作方案的通知\n各有关单位：\n现印发给你们。\n{issuer}\n2020年3月2日\n工作方案\n{BODY}"
        ).jurisdiction
        == place
    )


SUBJECTS = [
    ("国务院关于支持河南省加快开放的意见", "国家"), ("辽宁省人民政府关于支持大连市加快开放的意见", "辽宁省"),
    ("沈阳市贯彻落实《辽宁省数字经济条例》实施方案", "沈阳市"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "place"), SUBJECTS)
def test_a_place_that_a_title_speaks_of_is_not_the_documents(title: str, place: str) -> None:
    assert head(f"{title}\n为做好工作，提出以下内容。\n{BODY}").jurisdiction == place


VALIDITY = [
    ("本办法自发布之日起施行。", [("effective_from", "发布之日")]),
    (
        "本措施自2023年8月1日起施行，有效期至2025年7月31日。",
        [("effective_from", "2023-08-01"), ("expires", "2025-07-31")],
    ),
    ("本办法自印发之日起施行，有效期5年。", [("effective_from", "印发之日"), ("valid_years", 5.0)]),
    ("本意见自2020年2月1日起实施，有效期6个月。", [("effective_from", "2020-02-01"), ("valid_years", 0.5)]),
    ("本通知自发布之日起暂执行至2020年6月30日止。", [("effective_from", "发布之日"), ("expires", "2020-06-30")]),
    ("本办法自二〇二一年三月一日起施行，试行期2年。", [("effective_from", "2021-03-01"), ("valid_years", 2.0)]),
    ("本措施自印发之日起执行，至2022年12月31日止。", [("effective_from", "印发之日"), ("expires", "2022-12-31")]),
    ("本通知有效期为自发布之日起3年。", [("valid_years", 3.0)]),
    ("本政策有效期限为2023年—2025年。", []),
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


FIELDS = [
    # several on a line, without colons
    "索引号 000014348/2020-00052 主题分类 综合政务\n发文机构武汉市人民政府办公厅发文字号武政办〔2020〕1号\n"
    "发布日期2020年01月23日有效性有效\n成文日期2020年01月17日\n",
    # each with its value on the next line
    "返回顶部\n• 索引号:\n000014348/2020-00052\n• 发文机构:\n武汉市人民政府办公厅\n• 发文字号:\n武政办〔2020〕1号\n"
    "• 成文日期:\n2020年1月17日\n• 内容概述:\n",
    # cells
    "发文机构\t武汉市人民政府办公厅\n发文字号\t武政办〔2020〕1号\n成文日期\t2020-01-17\n",
]


@pytest.mark.parametrize("fields", FIELDS)
def test_fields_on_lines_of_their_own_and_side_by_side(fields: str) -> None:
    d = head(fields + "市人民政府办公厅关于印发防汛工作方案的通知\n各区人民政府：\n现印发给你们。\n" + BODY)
    assert (d.title, d.doc_number, d.issuers, d.issued) == (
        "市人民政府办公厅关于印发防汛工作方案的通知",
        "武政办〔2020〕1号",
        ("武汉市人民政府办公厅",),
        "2020-01-17",
    )


def test_a_page_that_calls_its_own_office_by_a_short_name() -> None:
    d = head("发布机构：区政府\n浦东新区人民政府关于印发工作规则的通知\n各街道：\n现印发给你们。\n" + BODY)
    assert (d.issuers, d.jurisdiction) == (("浦东新区人民政府",), "浦东新区")


def test_the_issuer_above_a_title_that_names_it_again() -> None:
    top = "云南省昆明市人民政府办公厅\n昆明市人民政府办公厅关于印发治理办法的通知\n昆政办〔2008〕114号\n"
    d = head(top + "各区人民政府：\n现印发给你们。\n二○○八年九月二十二日\n" + BODY)
    assert (d.title, d.issuers) == ("昆明市人民政府办公厅关于印发治理办法的通知", ("昆明市人民政府办公厅",))


def test_a_title_in_quotes_and_with_its_number_behind() -> None:
    for top in ("《沈阳市关于印发工作要点的通知》", "沈阳市关于印发工作要点的通知沈政办发〔2016〕26号"):
        d = head(f"{top}\n沈政办发〔2016〕26号\n各区县：\n现印发给你们。\n" + BODY)
        assert (d.title, d.doc_number) == ("沈阳市关于印发工作要点的通知", "沈政办发〔2016〕26号")


def test_signatures_in_columns_of_equal_lines() -> None:
    columns = "市商务局      市发展改革委      市工业和信息化局\n市公安局      市财政局          市生态环境局\n市交通运输委  市税务局          天津银保监局\n"
    top = "天津市商务局等9部门关于印发天津市促进汽车消费若干措施的通知\n津商市场〔2022〕5号\n各区人民政府，市各有关单位：\n现将《天津市促进汽车消费若干措施》印发给你们。\n"
    assert head(f"{top}{columns}2022年6月1日\n").issuers == tuple(columns.split())


def test_years_below_a_title_belong_to_it() -> None:
    d = head("某市安全生产三年行动方案\n（2024—2026年）\n为加强安全生产，制定本方案。\n" + BODY)
    assert (d.title, d.kind, d.period) == ("某市安全生产三年行动方案（2024—2026年）", "方案", (2024, 2026))
    assert head("某市供水工作意见\n（代拟稿）\n为加强供水，提出意见。\n" + BODY).title == "某市供水工作意见"


def test_a_report_above_the_title() -> None:
    d = head(
        "日前，某市印发《沈阳市节水方案（2019-2020年）》。全文如下：\n沈阳市节水方案（2019-2020年）\n为节水，制定本方案。\n"
        + BODY
    )
    assert (d.title, d.period) == ("沈阳市节水方案（2019-2020年）", (2019, 2020))


def test_an_order() -> None:
    d = head(
        "沈阳市人民政府令\n第12号\n《沈阳市停车管理办法》已经市政府常务会议通过，现予公布，自2020年5月1日起施行。\n市长　张某\n"
        "2020年3月20日\n沈阳市停车管理办法\n第一章　总则\n第一条　为规范停车，制定本办法。\n"
    )
    assert (d.title, d.doc_number, d.issuers, d.issued) == (
        "沈阳市停车管理办法",
        "沈阳市人民政府令第12号",
        ("沈阳市人民政府",),
        "2020-03-20",
    )
    assert [(v.what, v.value) for v in d.validity] == [("effective_from", "2020-05-01")]


@pytest.mark.parametrize(
    "written", ["二00五年六月十七日", "二OO五年六月十七日", "二○○五年六月十七日", "2005 年 6 月 17 日"]
)
def test_a_date_in_every_zero(written: str) -> None:
    assert head(f"关于印发方案的通知\n各区：\n现印发给你们。\n沈阳市财政局\n{written}\n").issued == "2005-06-17"


def test_a_signature_spread_over_its_line() -> None:
    d = head("关于印发方案的通知\n各区：\n现印发给你们。\n河 南 省 人 民 政 府\n2023年1月28日\n" + BODY)
    assert d.issuers == ("河南省人民政府",)


TITLES = [
    "主题词：\n某市人民政府\n关于印发三年行动计划的通知\n",
    "某市人民政府\n关于印发三年行动计划\n的通知\n",
    "名称：某市人民政府关于印发三年行动计划的通知\n",
    "【标题】某市人民政府关于印发三年行动计划的通知\n",
    "标题：\t某市人民政府关于印发三年行动计划的通知\n",
]


@pytest.mark.parametrize("lines", TITLES)
def test_a_title_below_an_empty_field_or_in_a_field(lines: str) -> None:
    found = head(f"{lines}各区县人民政府：\n现将《三年行动计划》印发给你们。\n2018年8月28日\n三年行动计划\n一、目标\n")
    assert (found.title, found.kind, found.issuers) == (
        "某市人民政府关于印发三年行动计划的通知",
        "通知",
        ("某市人民政府",),
    )


def test_a_title_whose_last_line_begins_with_its_years() -> None:
    found = head("某市人民政府\n关于印发行动方案\n（2021—2025年）的通知\n各区县人民政府：\n现印发给你们。\n")
    assert found.title == "某市人民政府关于印发行动方案（2021—2025年）的通知"
    assert found.period == (2021, 2025)


def test_a_field_whose_value_stands_behind_a_tab() -> None:
    rest = "\n某市人民政府关于印发措施的通知\n各区县人民政府：\n现印发给你们。\n"
    assert head(f"发文字号：\t某政办规〔2025〕4号{rest}").doc_number == "某政办规〔2025〕4号"
    assert head(f"文号\t某政办规〔2025〕4号\t效力状态\t有效{rest}").doc_number == "某政办规〔2025〕4号"


# What web pages and law collections put above, beside and below a title.
PAGES = [
    (
        "收藏\n转发\n某市数字经济三年行动计划\n" + BODY,
        "某市数字经济三年行动计划",
    ),
    (
        "发布时间：2023-07-06\n某市人民政府\n中共某市委\n某市人民政府\n印发《关于发展数字经济的意见》的通知\n各区委、区政府：\n现将意见印发给你们。\n"
        + BODY,
        "中共某市委某市人民政府印发《关于发展数字经济的意见》的通知",
    ),
    (
        "某市商务局某市财政局关于印发某市消费方案的通知 各区（市）县政府（管委会…\n某市商务局 某市财政局关于印发某市消费方案的通知\n各区政府：\n现将方案印发给你们。\n"
        + BODY,
        "某市商务局某市财政局关于印发某市消费方案的通知",
    ),
    (
        "导航菜单\n某市2023年重点工作责任分解方案\n" + BODY,
        "某市2023年重点工作责任分解方案",
    ),
    (
        "首页\n>> 专题 >> 归档\n某市重点工作责任分解（2023年）\n时间：2023-07-11 信息来源：某市政府\n" + BODY,
        "某市重点工作责任分解（2023年）",
    ),
    (
        "《某省支持民间投资发展实施\n某省人民政府办公厅关于印发某省\n支持民间投资发展实施方案的通知\n某府办〔2023〕5号\n各市人民政府：\n现将方案印发给你们。\n"
        + BODY,
        "某省人民政府办公厅关于印发某省支持民间投资发展实施方案的通知",
    ),
    (
        "日前，某区人民政府印发关于推动发展若干举措的通知。\n文件指出，要保障用能。\n文件详情如下：\n某区人民政府关于印发推动发展若干举措的通知\n各乡镇人民政府：\n现将举措印发给你们。\n"
        + BODY,
        "某区人民政府关于印发推动发展若干举措的通知",
    ),
    (
        "区政府办公室关于印发2020年重点工作任务分解\n方案的通知\n各街道办事处：\n现将方案印发给你们。\n" + BODY,
        "区政府办公室关于印发2020年重点工作任务分解方案的通知",
    ),
    (
        "某区委办公室某区政府办公室印发《某区打响品牌三年行动计划》的通知\n某区打响品牌三年行动计划\n" + BODY,
        "某区委办公室某区政府办公室印发《某区打响品牌三年行动计划》的通知",
    ),
    (
        "某市国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n2021年1月27日某市第十五届\n人民代表大会第五次会议批准\n"
        + BODY,
        "某市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
    ),
    (
        "某省关于实施《改革决定》的意见\n教师\n某省关于实施《改革决定》的意见各市人民政府：为落实《改革\n某省人民政府关于实施\n《改革决定》的意见\n某政〔2001〕85号\n各市人民政府：\n现提出意见。\n"
        + BODY,
        "某省人民政府关于实施《改革决定》的意见",
    ),
]


@pytest.mark.parametrize(("page", "title"), PAGES)
def test_the_title_among_what_a_page_puts_around_it(page: str, title: str) -> None:
    assert head(page).title == title


def test_an_officer_of_a_place_signs_an_order() -> None:
    d = head(
        "某省某自治州人民政府令第3号\n《某州公园管理办法》已经讨论通过，现予公布。\n自治州代州长 张三\n二○○七年十一月九日\n某州公园管理办法\n第一条 为加强管理，制定本办法。\n"
    )
    assert d.issued == "2007-11-09"


def test_the_last_attachment_is_no_part_of_the_signature() -> None:
    d = head(
        "关于征求意见的公告\n现公开征求意见。\n附件：1.起草说明\n2.某省议事规则（草案）\n某省法制工作委员会\n2023年3月30日\n"
    )
    assert d.issuers == ("某省法制工作委员会",)


def test_old_numbers_stand_close_behind_their_labels() -> None:
    d = head("发文机关国务院\n发文字号国函〔1992〕9号\n国家科委：\n你委请示收悉。现批复如下：\n一、同意建立园区。\n")
    assert d.doc_number == "国函〔1992〕9号"


def test_rules_with_the_order_that_made_them_known() -> None:
    d = head(
        "某市公园管理办法\n（2011年3月1日某市人民政府令第12号公布，根据2015年6月2日某市人民政府令第30号修订）\n第一章 总则\n第一条 为加强管理，制定本办法。\n"
    )
    assert (d.title, d.doc_number, d.issued) == ("某市公园管理办法", "某市人民政府令第12号", "2011-03-01")


def test_a_date_alone_above_the_attachment() -> None:
    d = head(
        "某区人民政府关于分解目标任务的通知\n各乡镇人民政府：\n请认真落实。\n附件：任务分解表\n2023年1月30日\n附件\n任务分解表\n1.建设平台。（责任单位：区科技局）\n"
    )
    assert d.issued == "2023-01-30"
    assert head(f"某区方案\n{BODY}会议定于\n2023年1月30日\n召开。\n附件：任务表\n").issued is None
