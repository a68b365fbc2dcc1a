"""Tables of indicators: a row for each, a column for each year."""

from ingest.pipeline import extract
from tests.ingest.test_targets import HEAD, show


def test_a_table_of_indicators_gives_the_last_year() -> None:
    table = (
        "指标\t单位\t2017年\t2020年\t属性\n茶园面积\t万亩\t21.5\t25\t预期性\n绿化率\t%\t28\t≥50\t约束性\n"
        "满意度\t—\t较高\t高\t预期性\n"
    )
    text = f"{HEAD}一、主要目标\n到2020年，主要指标如下：\n专栏1主要指标\n{table}二、重点任务\n1.建设平台。（责任单位：市科技局）\n"
    assert show(text) == ["茶园面积 =25万亩 2020", "绿化率 >=50% 2020"]
    found = extract(text, "x.txt").targets
    assert [(t.task, t.baseline, t.rule) for t in found] == [(None, 21.5, "table"), (None, 28, "table")]


def test_a_unit_in_the_name_of_an_indicator_and_a_table_that_states_no_goal() -> None:
    goal = "指标\t2017年\t2020年\n粮食产量（亿斤）\t800\t820左右\n"
    past = "指标\t2016年\t2017年\n粮食产量（亿斤）\t800\t810\n"
    staged = "指标\t2017年\t2019年\t2020年\n绿化率\t30%\t35%\t40%\n"
    assert show(f"{HEAD}一、主要目标\n{goal}") == ["粮食产量 ~820亿斤 2020"]
    assert show(f"{HEAD}一、主要目标\n{past}") == []
    assert show(f"{HEAD}一、主要目标\n{staged}") == ["绿化率 =35% 2019", "绿化率 =40% 2020"]


def test_a_table_of_indicators_with_a_cell_a_line() -> None:
    table = (
        "类别\n序号\n指标名称\n单位\n2017年\n2020年\n属性\n面积\n1\n茶园面积\n万亩\n21.5\n25\n预期性\n"
        "2\n果园面积\n万亩\n—\n30以上\n预期性\n绿化\n3\n绿化率\n%\n28\n35\n约束性\n"
    )
    text = f"{HEAD}一、主要目标\n专栏1主要指标\n{table}二、重点任务\n1.建设平台。（责任单位：市科技局）\n"
    assert show(text) == ["茶园面积 =25万亩 2020", "果园面积 >=30万亩 2020", "绿化率 =35% 2020"]
    assert [t.baseline for t in extract(text, "x.txt").targets] == [21.5, None, 28]


def test_a_table_ends_where_the_next_begins() -> None:
    first = "指标名称\n单位\n2017年\n2020年\n茶园面积\n万亩\n21.5\n25\n"
    second = "指标\n2017年\n2020年\n人口（万人）\n30\n32\n耕地（万亩）\n50\n50\n"
    assert show(f"{HEAD}一、主要目标\n{first}{second}") == [
        "茶园面积 =25万亩 2020", "人口 =32万人 2020", "耕地 =50万亩 2020",
    ]  # fmt: skip


def test_a_change_over_the_whole_time_stands_for_what_has_no_level() -> None:
    table = (
        "指标\t2017年\t2020年\t〔累计〕\t属性\n优良天数比率（%）\t70.5\t>75\t-\t约束性\n"
        "细颗粒物浓度下降（%）\t-\t-\t〔18〕\t约束性\n劣五类水体比例（%）\t6\t<5\t〔1〕\t约束性\n"
    )
    assert show(f"{HEAD}一、主要目标\n{table}") == [
        "优良天数比率 >75% 2020",
        "细颗粒物浓度下降 =18% 2020",
        "劣五类水体比例 <5% 2020",
    ]


def test_a_column_that_is_said_to_be_the_goal_needs_no_year_before_it() -> None:
    goal = "序号\t指标名称\t单位\t2020年目标值\n1\t茶园面积\t万亩\t25\n2\t产值\t亿元\t90以上\n"
    stated = "指标\t现状值（2017年）\t目标值（2020年）\n茶园面积\t20万亩\t25万亩\n绿化率\t80%\t90%以上\n"
    reached = "序号\t指标名称\t单位\t2020年\n1\t茶园面积\t万亩\t25\n"
    assert show(f"{HEAD}一、主要目标\n{goal}") == ["茶园面积 =25万亩 2020", "产值 >=90亿元 2020"]
    assert show(f"{HEAD}一、主要目标\n{stated}") == ["茶园面积 =25万亩 2020", "绿化率 >=90% 2020"]
    assert [t.baseline for t in extract(f"{HEAD}一、主要目标\n{stated}", "x.txt").targets] == [20, 80]
    assert show(f"{HEAD}一、主要目标\n{reached}") == []
