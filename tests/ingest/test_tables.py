"""Task tables: a row is a task, its columns say by whom and by when."""

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
