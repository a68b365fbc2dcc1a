"""Paragraphs, rows, one spelling; offsets of the document kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import read_layout
from ingest.typography import normalized

FOLDED = [
    ("(责任单位:省科技厅,市财政局)", "（责任单位：省科技厅，市财政局）"),
    ("国发[２０１６]１６号", "国发〔2016〕16号"),
    ("国发【2016】16号", "国发〔2016〕16号"),
    ("达到1,000家,其中", "达到1,000家，其中"),
    ("增长５％", "增长5%"),
    ("《关于<方案>的通知》", "《关于〈方案〉的通知》"),
    ("①②Ⅳ…", "①②Ⅳ…"),
]


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_fold(written: str, folded: str) -> None:
    assert normalized(written) == folded


def lines(text: str) -> list[str]:
    layout = read_layout(text)
    return [layout.text[a:b] for a, b in layout.paragraphs]


def test_indents_and_spaces_inside_names_go() -> None:
    assert lines("　　一、总体 要求\r\n\r\n　　（责任单位：省 科 技 厅）\n") == [
        "一、总体要求",
        "（责任单位：省科技厅）",
    ]


def test_latin_words_stay_apart() -> None:
    assert lines("推进 Smart City 建设") == ["推进Smart City建设"]


def test_a_row_keeps_its_cells() -> None:
    assert lines("1\t建设 平台\t\t市科技局\t\n") == ["1\t建设平台\t\t市科技局\t"]
    assert lines("一、产业类\t\t\n") == ["一、产业类"]


def test_a_text_without_line_breaks_is_split_at_its_spaces() -> None:
    body = "推动平台建设，完善配套政策，加大资金投入，强化人才支撑，优化营商环境，" * 6
    text = f"某市行动方案 为做好工作，制定本方案。 一、重点任务 1.建设平台。{body}（责任单位：市科技局） 2.培养人才。引进人才。 二、保障措施 加强领导。"
    assert [line[:6] for line in lines(text)] == [
        "某市行动方案",
        "为做好工作，",
        "一、重点任务",
        "1.建设平台",
        "2.培养人才",
        "二、保障措施",
        "加强领导。",
    ]


def test_a_space_inside_a_title_does_not_split_it() -> None:
    body = "加强政策宣传，提升服务水平。" * 25
    text = f"关于印发《扶持企业 若干措施》的通知 一、总体要求 {body} 二、主要任务 {body} 三、保障措施 {body}"
    assert lines(text)[0] == "关于印发《扶持企业若干措施》的通知"


WRAPPED = """　　（一）健全服务设施。到2022年，建成街道
综合养老服务中心三十个，社区养老服务站二
百个，护理型床位占比大幅提高。（市民政局
牵头，市自然资源局、市住房城乡建设局、各
区县人民政府配合）
　　（二）加强人才队伍建设。开展养老护理员
培训，新增持证护理员。（市民政局、市人力资
源社会保障局按职责分工负责）
　　（三）推动智慧养老。推广应用智能产品，
建设智慧养老平台。（市民政局负责）
"""


def test_hard_wrapped_lines_are_joined() -> None:
    found = lines(WRAPPED)
    assert [line[:4] for line in found] == ["（一）健", "（二）加", "（三）推"]
    assert found[0].endswith("（市民政局牵头，市自然资源局、市住房城乡建设局、各区县人民政府配合）")


def test_lines_of_a_list_are_not_joined() -> None:
    text = "\n".join(
        ["市发展和改革委员会", "市工业和信息化局", "市人力资源社会保障局", "市自然资源和规划局", "市住房和城乡建设局"]
        * 3
    )
    assert len(lines(text)) == 15


def test_an_open_title_runs_over_the_line_end() -> None:
    assert lines("关于印发《某市方案（2024—\n2027年）》的通知\n正文。") == [
        "关于印发《某市方案（2024—2027年）》的通知",
        "正文。",
    ]


def test_a_number_on_its_own_line_is_joined_with_its_heading() -> None:
    assert lines("第一章\n总则\n一、\n重点任务") == ["第一章总则", "一、重点任务"]


@given(st.text(alphabet=st.sampled_from("一、（）《》省厅12. \n\r\t　\u200b**#,:;[]"), max_size=200))
def test_offsets_lead_back_to_the_document(text: str) -> None:
    layout = read_layout(text)
    assert len(layout.offsets) == len(layout.text)
    folded = re.sub(r"\*{2,}|^#{1,6}(?=\s)", lambda m: " " * len(m[0]), normalized(text), flags=re.MULTILINE)
    for place, c in enumerate(layout.text):
        if c not in "\n \t":
            assert folded[layout.offsets[place]] == c
    for start, end in layout.paragraphs:
        a, b = layout.span(start, end)
        assert 0 <= a < b <= len(text)
        assert "".join(folded[a:b].split()).replace("\u200b", "") == "".join(layout.text[start:end].split())


CUT = [
    "    为做好全市养老服务工作，加快补齐短板，",
    "健全服务网络，现提出如下意见。",
    "    一、重点任务",
    "    （一）建设平台。整合各部门的数据，建成全",
    "市统一的服务平台，年底前接入机构二十家，实",
    "现信息共享。（责任单位：市民政局、市大数据",
    "局）",
    "    （二）培养人才。支持职业院校开设相关专业",
    "，每年培训护理员一千名，提高持证上岗的比例",
    "，完善薪酬待遇。（责任单位：市教育局、市人",
    "力资源社会保障局）",
    "    各区县要落实属地责任，加强经费保障。各部",
    "门要密切配合，及时解决工作中遇到的各种问题。",
    "云泽市人民政府办公室",
    "2021年5月18日",
]
WHOLE = [
    "为做好全市养老服务工作，加快补齐短板，健全服务网络，现提出如下意见。",
    "一、重点任务",
    "（一）建设平台。整合各部门的数据，建成全市统一的服务平台，年底前接入机构二十家，实现信息共享。（责任单位：市民政局、市大数据局）",
    "（二）培养人才。支持职业院校开设相关专业，每年培训护理员一千名，提高持证上岗的比例，完善薪酬待遇。（责任单位：市教育局、市人力资源社会保障局）",
    "各区县要落实属地责任，加强经费保障。各部门要密切配合，及时解决工作中遇到的各种问题。",
    "云泽市人民政府办公室",
    "2021年5月18日",
]


@pytest.mark.parametrize(
    "page",
    ["\n".join(CUT), "\n\n".join(CUT), "\r\n".join(CUT), "\n".join(f"      {line}" for line in CUT)],
    ids=["plain", "blank lines", "Windows", "margin"],
)
def test_lines_cut_at_the_edge_are_joined_whatever_the_spacing(page: str) -> None:
    """The signature stands apart, although the line before it is full."""
    assert lines(page) == WHOLE


def test_no_paragraph_begins_with_what_closes() -> None:
    assert lines("建设平台（责任单位：市科技局\n）\n增长5\n%以上。\n培养人才\n，引进团队。\n") == [
        "建设平台（责任单位：市科技局）",
        "增长5%以上。",
        "培养人才，引进团队。",
    ]


def test_page_numbers_part_no_paragraph() -> None:
    text = WRAPPED.replace("站二\n百个", "站二\n— 2 —\n百个").replace("，各\n区县", "，各\n第 3 页 共 9 页\n区县")
    assert lines(text) == lines(WRAPPED)


def test_a_number_that_fills_its_line_alone_stays() -> None:
    assert lines("序号\n任务\n1\n建设平台\n") == ["序号", "任务", "1", "建设平台"]


def test_short_labelled_lines_are_no_wrapped_text() -> None:
    text = (
        "一、新建农贸市场5个\n牵头领导：张某某\n牵头单位：区商务局\n配合单位：区市场监管局、各街道\n完成时限：2023年11月底前\n"
        * 3
    )
    assert len(lines(text)) == 15


def test_words_spaced_for_looks_in_a_text_without_line_breaks() -> None:
    body = "推进标准化，完成事项梳理，优化办事流程，压减申请材料。" * 6
    text = f"某市方案 第一章　总　　则 第一条　为深化改革，制定本方案。 第二章 主要任务 第二条　{body} 第三章　附　则 第三条　自发布之日起施行。"
    found = lines(text)
    assert [line for line in found if line.startswith(("第一章", "第三章"))] == ["第一章总则", "第三章附则"]


def test_few_full_lines_between_many_short_ones_are_seen() -> None:
    page = [
        "关于支持民营企业的若干措施", "为促进民营经济的发展，根据有关规定提出以下措",  "施。", "一、优化营商环境", "第一条 精简审批。压缩企业开办时间。", "责任单位：省市场监管局",
        "第二条 规范收费。不得变相收费。", "责任单位：省财政厅、省税务局", "二、加强要素支持", "第三条 扩大信贷。今年新增普惠小微贷款二千亿元", "以上，对首贷企业给予补助。", "责任单位：人民银行分行",
        "本措施自印发之日起施行，此前的有关规定与本措", "施不一致的，以本措施为准。",
    ]  # fmt: skip
    found = lines("\n".join(page))
    assert "为促进民营经济的发展，根据有关规定提出以下措施。" in found
    assert "第三条扩大信贷。今年新增普惠小微贷款二千亿元以上，对首贷企业给予补助。" in found
    assert found[-1] == "本措施自印发之日起施行，此前的有关规定与本措施不一致的，以本措施为准。"
    assert len(found) == len(page) - 3


LISTED = [
    # Without page numbers: the headings come again.
    (
        "目　录\n第一章 背景\n第一节 基础\n第二章 任务\n",
        "第一章 背景\n第一节 基础\n条件良好。\n第二章 任务\n建设平台。\n",
    ),
    # With them.
    ("目录\n一、总体要求……………………1\n二、重点任务……………………12\n", "一、总体要求\n坚持创新。\n二、重点任务\n建设平台。\n"),
    # The word stands behind the plan's title, the headings before their text.
    (
        "某市应急预案目录\n1.总则\n1.1 目的\n2.附则\n",
        "1.总则\n1.1 目的\n为做好工作。\n2.附则\n本预案自印发之日起实施。\n",
    ),
    (
        "目录\n（一）加强领导\n（二）健全机制\n（三）严格考核\n",
        "（一）加强领导。成立小组。\n（二）健全机制。定期会商。\n（三）严格考核。\n",
    ),
]


@pytest.mark.parametrize(("table", "plan"), LISTED)
def test_a_table_of_contents_is_left_out(table: str, plan: str) -> None:
    kept = ["某市应急预案目录"] if "预案" in table else []
    assert lines(table + plan) == [*kept, *lines(plan)]


KEPT = [
    # What is called 目录 itself: its rows name the same units again and again.
    "政府购买服务目录\n序号\n项目\n责任单位\n1\n养老服务\n市民政局\n2\n培训服务\n市人社局\n3\n救助服务\n市民政局\n4\n就业服务\n市人社局\n",
    # Headings that stand there once.
    "目录\n一、总体要求\n坚持创新。\n二、重点任务\n建设平台。\n",
    "整改措施………………\n立即整改。\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_other_lists_are_none(text: str) -> None:
    assert lines(text) == text.replace("　", "").splitlines()


def test_a_title_that_opens_below_an_open_title_closes_nothing() -> None:
    text = "某省关于实施《改革\n某省人民政府关于实施\n《改革决定》的意见\n"
    assert lines(text) == text.splitlines()
    assert lines("贯彻《关于改革\n的意见》精神。\n") == ["贯彻《关于改革的意见》精神。"]
