"""By when a task is due; not how long a favour runs."""

import pytest

from ingest.pipeline import extract


def due(words: str, clause: str = "（责任单位：市科技局）", year: int = 2021) -> tuple[str, str | None] | None:
    text = f"某市工作方案\n各有关单位：\n现印发给你们。\n沈阳市人民政府\n{year}年3月2日\n某市工作方案\n一、重点任务\n1.建设平台。{words}{clause}\n2.培养人才。（责任单位：市人社局）\n"
    deadline = extract(text, "x.txt").tasks[0].deadline
    if deadline is None:
        return None
    assert text[deadline.start : deadline.end] == deadline.text
    return deadline.text, deadline.date


STATED = [
    ("2021年12月底前，完成平台建设。", ("2021年12月底前", "2021-12-31")),
    ("到2025年，建成平台。", ("到2025年", "2025-12-31")),
    ("力争2022年底前建成平台。", ("2022年底前", "2022-12-31")),
    ("6月底前基本完成。", ("6月底前", "2021-06-30")),
    ("35座建筑年底前全部完成主体工程。", ("年底前", "2021-12-31")),
    ("争取2022年底投运。", ("2022年底", "2022-12-31")),
    ("2022年6月30日前出台细则。", ("2022年6月30日前", "2022-06-30")),
    ("2022年上半年完成试点。", ("2022年上半年", "2022-06-30")),
    ("2021年第四季度启动建设。", ("2021年第四季度", "2021-12-31")),
    ("2021年上半年，出台实施细则。", ("2021年上半年", "2021-06-30")),
    ("2022年内完成改造。", ("2022年内", "2022-12-31")),
    ("加快改造（2021年12月底前完成）。", ("2021年12月底前", "2021-12-31")),
    ("2021年5月底前取得阶段性成效、年底前全面完成。", ("2021年5月底前", "2021-05-31")),
    ("2023年6月建成投用。", ("2023年6月", "2023-06-30")),
    ("到“十四五”末，建成平台。", ("到“十四五”末", "2025-12-31")),
]


@pytest.mark.parametrize(("words", "expected"), STATED)
def test_in_the_text(words: str, expected: tuple[str, str]) -> None:
    assert due(words) == expected


NONE = [
    "2021年12月31日前，购置新能源汽车的免征车辆购置税。",
    "2021年6月底前，允许暂缓缴存保证金。",
    "2021年底前受疫情影响的企业可申请缓缴。",
    "政策执行至2022年底。",
    "执行期限至2023年4月底。",
    "2018年以来，平台建设取得成效。",
    "自2021年1月1日至3月31日，免征关税。",
    "做好下半年专项债券储备工作。",
    "落实《某市2025年前发展规划》。",
    "持续推进。",
    "力争三年内实现全覆盖。",
    "每年12月底前报送总结。",
    "2021年12月31日前到期的贷款可展期。",
]


@pytest.mark.parametrize("words", NONE)
def test_favours_pasts_and_periods_are_no_deadlines(words: str) -> None:
    assert due(words) is None


LABELS = [
    ("（责任单位：市科技局；完成时限：2021年12月底）", ("2021年12月底", "2021-12-31")),
    ("（责任单位：市科技局；完成时间：12月底前）", ("12月底前", "2021-12-31")),
    ("\n责任单位：市科技局\n完成时限：2022年6月底", ("2022年6月底", "2022-06-30")),
    ("（责任单位：市科技局；时限要求：持续推进）", ("持续推进", None)),
]


@pytest.mark.parametrize(("clause", "expected"), LABELS)
def test_behind_a_label(clause: str, expected: tuple[str, str | None]) -> None:
    assert due("加快建设。", clause) == expected
