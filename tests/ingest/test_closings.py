"""Sentences that hold nothing but units and verbs, without bracket or label."""

import pytest

from ingest.pipeline import extract

HEAD = "某县整治方案\n一、重点任务\n"


def roles(text: str) -> list[tuple[str, str, str]]:
    return [(t.title, r.role[0], r.agency) for t in extract(text, "plan.txt").tasks for r in t.responsibilities]


CLOSED = (
    f"{HEAD}（一）改造厕所。改造户厕500座。县农业农村局牵头，县财政局、各乡镇配合。\n"
    "（二）收运垃圾。完善体系。由县住建局牵头，县财政局等部门配合，各乡镇组织实施。\n"
    "（三）治理污水。建设设施10处。县生态环境局负责。\n"
)


def test_paragraphs_that_close_on_their_units() -> None:
    assert roles(CLOSED) == [
        ("改造厕所", "l", "县农业农村局"), ("改造厕所", "s", "县财政局"), ("改造厕所", "s", "各乡镇"),
        ("收运垃圾", "l", "县住建局"), ("收运垃圾", "s", "县财政局"), ("收运垃圾", "s", "各乡镇"),
        ("治理污水", "r", "县生态环境局"),
    ]  # fmt: skip


def test_one_such_sentence_is_no_habit() -> None:
    text = f"{HEAD}（一）改造厕所。县农业农村局牵头，县财政局配合。\n（二）收运垃圾。完善体系。\n"
    assert roles(text) == []


def test_sentences_that_say_more_than_who_are_running_text() -> None:
    sentences = [
        "县科技局牵头制定实施细则。",
        "县科技局负责日常工作。",
        "各乡镇要切实抓好落实。",
        "由县科技局会同有关部门制定办法并组织实施。",
        "各项补助资金由县财政局负责。",
    ]
    text = HEAD + "".join(f"（{n}）推进工作。{s}\n" for n, s in zip("一二三四五", sentences, strict=True))
    assert roles(text) == []


def test_a_sentence_of_supporters_only_states_no_duty() -> None:
    text = HEAD + "".join(f"（{n}）开展活动。组织比赛。县教育局、县体育局参与。\n" for n in "一二三四")
    assert roles(text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市科技局会同市财政局负责。", ["市科技局", "市财政局"]),
        ("由市科技局、市财政局负责。", ["市科技局", "市财政局"]),
        ("本措施由市科技局负责解释。", []),
        ("市科技局要加强指导。", []),
    ],
)
def test_one_closing_sentence_counts_in_a_text_that_names_units_elsewhere(sentence: str, expected: list[str]) -> None:
    first = f"{HEAD}1.建设平台。加快建设。{sentence}\n"
    second = "2.培养人才。引进人才。（责任单位：市教育局）\n"
    assert [unit for _, _, unit in roles(first + second)] == [*expected, "市教育局"]
    assert roles(first) == []


SHARED = (
    "某市政府办公室关于落实重点工作分工的通知\n各有关单位：\n经市政府同意，现就有关事项通知如下：\n一、工作分工\n"
    "（一）关于“完善种粮补贴”的问题，由市农业局会同市财政局、市粮食局等部门研究提出落实意见。\n"
    "（二）关于“划定基本农田”的问题，由市国土局会同市农业局负责落实。\n（三）关于“兴修水利”的问题，由市水利局负责落实。\n"
)


def test_a_paper_that_shares_out_work() -> None:
    assert [(role, name) for _, role, name in roles(SHARED)] == [
        ("l", "市农业局"), ("s", "市财政局"), ("s", "市粮食局"), ("l", "市国土局"), ("s", "市农业局"), ("r", "市水利局"),
    ]  # fmt: skip


def test_rules_that_say_by_whom_share_out_none() -> None:
    articles = "".join(f"第{n}条 项目实行分类管理，按照有关规定办理备案登记手续。\n" for n in "一二三四五六七八九十")
    text = f"某市管理办法\n{articles}" + "".join(
        f"第十{n}条 检查结果实行公示，由市水利局负责落实。\n" for n in "一二三"
    )
    assert roles(text) == []
