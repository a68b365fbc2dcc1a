"""Task tables: a row is a task, its columns say by whom and by when."""

import pytest

from ingest.cells import with_tabs
from ingest.pipeline import extract

HEAD = "附件\n\n某市重点任务分工表\n\n"


def rows(text: str) -> list[tuple[str | None, str, str, str | None]]:
    return [
        (
            t.number,
            t.title,
            " ".join(f"{r.role[0]}:{r.agency}" for r in t.responsibilities),
            t.deadline.text if t.deadline else None,
        )
        for t in extract(text, "x.txt").tasks
    ]


def test_columns_give_the_roles() -> None:
    text = f"{HEAD}序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t建设平台\t市科技局\t市财政局、市教育局\t2021年12月底\n2\t培养人才\t市人社局\t—\t\n"
    assert rows(text) == [
        ("1", "建设平台", "l:市科技局 s:市财政局 s:市教育局", "2021年12月底"),
        ("2", "培养人才", "l:市人社局", None),
    ]


def test_a_single_column_of_responsible_units() -> None:
    text = f"{HEAD}序号\t任务内容\t责任单位\n1\t建设平台\t市科技局、市财政局\n"
    assert rows(text) == [("1", "建设平台", "r:市科技局 r:市财政局", None)]


def test_a_convention_in_the_head_of_the_column() -> None:
    text = f"{HEAD}序号\t任务内容\t责任单位（列第一位的为牵头单位）\n1\t建设平台\t市科技局、市财政局\n"
    assert rows(text) == [("1", "建设平台", "l:市科技局 s:市财政局", None)]


def test_heading_rows_are_sections() -> None:
    text = f"{HEAD}序号\t改革举措\t指导部门\t推广范围\n一、知识产权方面（共2项）\n1\t三合一审判\t最高人民法院\t全国\n二、金融方面（共1项）\n2\t容错机制\t国家发展改革委、财政部\t全国\n"
    record = extract(text, "x.txt")
    assert rows(text) == [
        ("1", "三合一审判", "r:最高人民法院", None),
        ("2", "容错机制", "r:国家发展改革委 r:财政部", None),
    ]
    titles = {s.id: s.title for s in record.sections}
    assert [titles[t.section] for t in record.tasks if t.section] == ["知识产权方面（共2项）", "金融方面（共1项）"]


def test_one_cell_a_line() -> None:
    text = "2020年重点任务分工\n序号\n改革任务\n牵头单位\n责任单位\n1\n深化改革\n市市场监管局\n市税务局、市财政局\n2\n优化服务\n市政务局\n各区政府\n以上任务要抓好落实。\n"
    assert rows(text) == [
        ("1", "深化改革", "l:市市场监管局 s:市税务局 s:市财政局", None),
        ("2", "优化服务", "l:市政务局 s:各区政府", None),
    ]


def test_a_table_without_units_holds_no_tasks() -> None:
    text = f"{HEAD}序号\t指标\t2020年\t2025年\n1\t产值\t100\t200\n"
    assert rows(text) == []


def test_a_head_of_two_rows() -> None:
    text = f"{HEAD}序号\t重点任务\t责任单位\t\t完成时限\n\t\t牵头\t配合\t\n1\t建设平台\t市科技局\t市财政局\t2021年底\n"
    assert rows(text) == [("1", "建设平台", "l:市科技局 s:市财政局", "2021年底")]


BARS = (
    "某县重点任务分解表\n| 序号 | 工作任务 | 具体措施 | 牵头单位 | 配合单位 | 完成时限 |\n| --- | --- | --- | --- | --- | --- |\n"
    "| 1 | 优化审批 | 压减时限 | 县审批局 | 县住建局、县水利局 | 2022年6月底 |\n"
    "|  |  | 开展“好差评” | 县政务中心 | 各部门 | 长期坚持 |\n"
)
COMMAS = '序号,任务名称,牵头部门,配合部门,时间节点\n1,建设平台,市科技局,"市财政局,市教育局",2023年6月\n2,培养人才,市人社局,,2023年12月\n'
SPACES = "序号    工作任务    牵头单位    配合单位\n1    推进“一网通办”    市政务局    市直有关部门\n2    清理证明事项    市司法局    各区县\n"
CELL_AND_BAR = "某县任务分解表\n序号 |\n目标与任务 |\n分 管 领导 |\n牵头责任单位 |\n责任单位 |\n1 |\n新增托位400个。 |\n俞 某 |\n县教育局 |\n县各有关单位 |\n2 |\n建成公租房200套。 |\n张某 |\n县住建局 |\n县财政局、各镇 |\n"

MARKED = [
    (
        BARS,
        [
            ("1", "优化审批", "l:县审批局 s:县住建局 s:县水利局", "2022年6月底"),
            (None, "开展“好差评”", "l:县政务中心 s:各部门", "长期坚持"),
        ],
    ),
    (
        COMMAS,
        [
            ("1", "建设平台", "l:市科技局 s:市财政局 s:市教育局", "2023年6月"),
            ("2", "培养人才", "l:市人社局", "2023年12月"),
        ],
    ),
    (
        SPACES,
        [
            ("1", "推进“一网通办”", "l:市政务局 s:市直有关部门", None),
            ("2", "清理证明事项", "l:市司法局 s:各区县", None),
        ],
    ),
    (
        CELL_AND_BAR,
        [
            ("1", "新增托位400个", "l:县教育局 s:县各有关单位", None),
            ("2", "建成公租房200套", "l:县住建局 s:县财政局 s:各镇", None),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_cells_without_tabs(text: str, expected: list[tuple[str | None, str, str, str | None]]) -> None:
    assert rows(text) == expected


def test_bars_outside_task_tables_stay() -> None:
    assert with_tabs("首页|政务公开|文件\n一|二|三\n") == "首页|政务公开|文件\n一|二|三\n"


def test_what_a_web_page_says_of_a_document() -> None:
    text = "索引号：|0024/2022|公开方式：|主动公开|\n文号：|杭政办函〔2022〕20号|成文日期：|2022-04-07|\n"
    assert [line.strip() for line in with_tabs(text).splitlines()] == [
        "索引号： 0024/2022",
        "公开方式： 主动公开",
        "文号： 杭政办函〔2022〕20号",
        "成文日期： 2022-04-07",
    ]


def test_a_merged_cell_that_is_written_once() -> None:
    text = (
        "某市任务分工表\n类别\t序号\t重点任务\t具体措施\t牵头单位\t责任单位\t完成时限\n"
        "一、政务环境\t1\t精简审批\t压减材料\t市政务局\t市司法局、市住建局\t2022年6月底\n"
        "2\t推行网办\t提高网办率\t市政务局\t市直各部门\t2022年12月底\n"
        "二、市场环境\t3\t公平竞争\t清理文件\t市市场监管局\t市发展改革委\t2022年9月底\n"
        "规范招标\t全流程电子化\t市发展改革委\t市住建局\t2022年底\n"
    )
    assert rows(text) == [
        ("1", "精简审批", "l:市政务局 s:市司法局 s:市住建局", "2022年6月底"),
        ("2", "推行网办", "l:市政务局 s:市直各部门", "2022年12月底"),
        ("3", "公平竞争", "l:市市场监管局 s:市发展改革委", "2022年9月底"),
        (None, "规范招标", "l:市发展改革委 s:市住建局", "2022年底"),
    ]


def test_empty_cells_at_the_end_of_a_row_may_be_missing() -> None:
    text = f"{HEAD}序号\t任务\t牵头单位\t配合单位\t完成时限\n1\t引进企业\t市商务局\n2\t培养人才\t市人社局\t市教育局\t年底\n"
    assert rows(text) == [("1", "引进企业", "l:市商务局", None), ("2", "培养人才", "l:市人社局 s:市教育局", "年底")]


def test_a_cell_broken_over_lines() -> None:
    text = f"{HEAD}序号\t政策措施\t责任单位\n1\t加大退税力度\n将更多行业纳入范围。\t市财政局、市税务局\n2\t加快支出进度\t市财政局\n"
    assert rows(text) == [
        ("1", "加大退税力度", "r:市财政局 r:市税务局", None),
        ("2", "加快支出进度", "r:市财政局", None),
    ]


def test_a_row_with_a_chinese_number_and_no_unit_is_a_heading() -> None:
    text = f"{HEAD}序号\t政策措施\t责任单位\n一\t财政政策\t\n1\t加大退税力度\t市财政局\n二\t金融政策\n2\t延期还本付息\t市金融办\n"
    record = extract(text, "x.txt")
    assert [(s.number, s.title) for s in record.sections] == [("一", "财政政策"), ("二", "金融政策")]
    assert [t.number for t in record.tasks] == ["1", "2"]


def test_the_second_row_of_a_head_may_hold_only_what_it_adds() -> None:
    text = f"{HEAD}序号\t任务\t责任单位\t时限\n牵头单位\t配合单位\n1\t建设平台\t市科技局\t市财政局\t年底\n"
    assert rows(text) == [("1", "建设平台", "l:市科技局 s:市财政局", "年底")]


def test_a_number_inside_the_cell_of_the_task() -> None:
    text = f"{HEAD}任务内容\t责任单位\n（一）夯实基础\t市工信局\n2.建设数据中心。\t市大数据局\n2022年工作\t市统计局\n"
    assert rows(text) == [
        ("（一）", "夯实基础", "r:市工信局", None),
        ("2", "建设数据中心", "r:市大数据局", None),
        (None, "2022年工作", "r:市统计局", None),
    ]


def test_lines_of_a_row_are_laid_on_the_columns_that_they_suit() -> None:
    text = (
        "某市民生实事任务分解表\n序号\n项目名称\n主要内容\n分管领导\n牵头单位\n配合单位\n"
        "1\n增加教育供给\n新建学校12个；\n增加学位5000个。\n何某某\n市教育局\n经开区\n各街道\n"
        "2\n促进就业\n新增就业15000人。\n何某某\n市人社局\n3\n老城复兴\n完成整体提升\n芮某某\n市文旅局\n市住建局\n"
    )
    record = extract(text, "x.txt")
    assert rows(text) == [
        ("1", "增加教育供给", "l:市教育局 s:经开区 s:各街道", None),
        ("2", "促进就业", "l:市人社局", None),
        ("3", "老城复兴", "l:市文旅局 s:市住建局", None),
    ]
    assert record.sections == ()


def test_the_numbers_of_a_note_are_no_headings() -> None:
    text = f"{HEAD}序号\t任务\t责任单位\n1\t建设平台\t市科技局\n注：1.本表由市政府办公室解释。2.时限以通知为准。\n"
    assert extract(text, "x.txt").sections == ()


PART = (
    "某区教育局2024年任务分解表\n\n序号\n\n重点任务\n\n主要责任单位\n\n协同配合单位\n\n一、主要目标\n\n4\n\n扩大投资规模。\n\n区发改委\n\n"
    "区住建局、区水利局。\n\n二、稳住增长\n\n三、改善民生\n\n61\n\n新建幼儿园3所。\n\n区教育局\n\n区财政局，各镇人民政府。\n\n"
    "65\n\n引进优质资源。\n\n区教育局\n\n区招商中心。\n\n四、工作要求\n\n抓好落实。\n"
)


def test_a_part_of_a_table_leaves_numbers_out() -> None:
    assert rows(PART) == [
        ("4", "扩大投资规模", "r:区发改委 s:区住建局 s:区水利局", None),
        ("61", "新建幼儿园3所", "r:区教育局 s:区财政局 s:各镇人民政府", None),
        ("65", "引进优质资源", "r:区教育局 s:区招商中心", None),
    ]


def test_a_sum_between_the_cells_is_no_number_of_a_row() -> None:
    text = (
        "某县项目表\n序号\n项目名称\n责任单位\n投资额\n1\n修建水库一座\n县水利局\n500\n2\n改造道路三条\n县交通局\n800\n"
    )
    assert [row[:3] for row in rows(text)] == [
        ("1", "修建水库一座", "r:县水利局"),
        ("2", "改造道路三条", "r:县交通局"),
    ]


def test_one_of_two_columns_of_tasks_may_be_a_merged_cell() -> None:
    text = (
        f"{HEAD}序号\t重点任务\t具体举措\t牵头单位\t配合单位\t完成时限\n1\t培育主体\t遴选企业20家\t市工信局\t市财政局\t2026年5月\n"
        "2\t开展数据标注\t市数据局\t市工信局、市教育局\t2026年9月\n3\t搭建平台\t市工信局、市科技局按职责分工负责\t市财政局\t长期\n"
    )
    assert rows(text) == [
        ("1", "培育主体", "l:市工信局 s:市财政局", "2026年5月"),
        ("2", "开展数据标注", "l:市数据局 s:市工信局 s:市教育局", "2026年9月"),
        ("3", "搭建平台", "l:市工信局 l:市科技局 s:市财政局", "长期"),
    ]


def test_the_last_row_keeps_the_lines_of_its_units_but_no_signature() -> None:
    text = (
        f"{HEAD}序号\n任务\n责任单位\n1\n建设平台。\n市科技局\n2\n扩大投资。\n市发展改革委\n市统计局\n市建设局，各县（市、区）政府\n"
        "某市统计局\n2023年3月1日\n"
    )
    assert rows(text) == [
        ("1", "建设平台", "r:市科技局", None),
        ("2", "扩大投资", "r:市发展改革委 r:市统计局 r:市建设局 r:各县（市、区）政府", None),
    ]
