"""Where targets stand: under headings of goals or of tasks, in front of the first part, in the cells of tables."""

import pytest

from ingest.pipeline import extract
from tests.ingest.test_targets import HEAD, show


def test_a_year_above_the_parts_of_the_goals_reaches_into_them() -> None:
    text = f"{HEAD}一、总体目标\n到2020年，环境更加完善。\n（一）创新。企业达到400家。\n（二）开放。2019年企业达到50家。\n二、重点任务\n"
    assert [(t.value, t.year) for t in extract(text, "x.txt").targets] == [(400, 2020), (50, 2019)]


def test_cells_of_a_row_are_read_apart() -> None:
    text = (
        f"{HEAD}重点任务分工表\n序号\t工作任务\t牵头单位\t完成时限\n"
        "1\t新建学校5所\t市教育局\t2019年12月\n2\t新增床位300张\t市民政局\t2019年12月\n"
    )
    assert show(text) == ["学校 =5所", "床位 =300张"]


OPENINGS = [
    ("2017年，新增企业9万家。力争2018年企业达到7万家，失业率控制在5.5%以内，制定本措施。", ["企业 =7万家 2018", "失业率 <=5.5% 2018"]),
    ("到2020年，企业达到7万家。推广平台5个。", ["企业 =7万家 2020"]),
    ("企业达到7万家，制定本措施。", []),
    ("全年主要预期目标是：企业达到7万家，失业率控制在5.5%以内。", ["企业 =7万家", "失业率 <=5.5%"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), OPENINGS)
def test_in_front_of_the_first_part_counts_what_states_its_year(words: str, expected: list[str]) -> None:
    assert show(f"{HEAD}{words}\n一、重点任务\n1.建设平台。（责任单位：市科技局）\n") == expected


def test_the_cell_before_names_what_a_cell_measures() -> None:
    text = (
        f"{HEAD}目标任务分解表\n序号\t任务名称\t指标要求\t牵头单位\n"
        "1\t地区生产总值\t增长5.5%（上级下达）\t市发改委\n2\t外贸进出口\t增长6%以上\t市商务局\n"
    )
    assert show(text) == ["地区生产总值 =5.5%", "外贸进出口 >=6%"]


def test_what_was_done_so_far_is_no_goal() -> None:
    text = (
        f"{HEAD}任务分解表\n序号\t工作内容\t进展情况\t责任单位\n"
        "1\t新建学校5所\t投资完成3亿元，建成学校2所\t市教育局\n2\t新增床位300张\t增加床位80张\t市民政局\n"
    )
    assert show(text) == ["学校 =5所", "床位 =300张"]


def test_conditions_are_no_goals() -> None:
    tasks = "1.师资条件。专职教师不少于8人。（责任单位：市教育局）\n2.改善办学条件。新增校舍5000平方米。（责任单位：市教育局）\n"
    assert show(f"{HEAD}一、重点任务\n{tasks}") == ["校舍 =5000平方米"]


@pytest.mark.parametrize(
    "heading", ["“十三五”时期的主要目标", "空气质量改善目标", "近期目标（2018—2020年）", "预期成效"]
)
def test_headings_of_goals(heading: str) -> None:
    assert show(f"{HEAD}一、{heading}\n企业总数20家。\n二、重点任务\n1.建设平台。（责任单位：市科技局）\n") == [
        "企业总数 =20家"
    ]


def test_the_own_words_of_a_heading_above_tasks_are_read_once() -> None:
    text = (
        f"{HEAD}一、重点任务\n（一）扩大覆盖。到2020年，参保率稳定在95%以上。\n"
        "1.建设平台。新增平台3个。（责任单位：市科技局）\n2.培养人才。（责任单位：市人社局）\n"
    )
    assert show(text) == ["参保率 >=95% 2020", "平台 =3个"]
    assert [t.task is None for t in extract(text, "x.txt").targets] == [True, False]
    rows = "附件\n某市任务分解表\n序号\t工作任务\t牵头单位\n1\t新建学校5所\t市教育局\n2\t新增床位300张\t市民政局\n"
    assert show(f"{HEAD}一、工作要求\n加强领导。\n{rows}") == ["学校 =5所", "床位 =300张"]


def test_a_heading_of_goals_gives_its_year_to_the_tasks_below_it() -> None:
    text = (
        f"{HEAD}一、2019年主要预期目标\n（一）经济指标。\n1.工业产值增长5%。（责任单位：市工信局）\n"
        "2.外贸出口增长10%左右。（责任单位：市商务局）\n二、重点任务\n1.建设平台。新增平台3个。（责任单位：市科技局）\n"
    )
    assert show(text) == ["工业产值 =5% 2019", "外贸出口 ~10% 2019", "平台 =3个"]
    assert all(t.task is not None for t in extract(text, "x.txt").targets)
