import doctest

import pytest

from graph.model import ROLES
from queries.evidence import Evidence
from queries.target import Target
from views import original, wording
from views.wording import ROLE_WORDS, amount, numbered, role_words, visible


@pytest.mark.parametrize("module", [wording, original])
def test_examples_in_docstrings(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("省科技厅", "省科技厅"),
        ("第一行\n\t第二行", "第一行\n\t第二行"),
        ("反\u202e向\u2066内\u2069", "反[U+202E]向[U+2066]内[U+2069]"),
        ("零\u200b宽", "零[U+200B]宽"),
        ("铃\x07", "铃[U+0007]"),
        ("全角　空格，𠮷", "全角　空格，𠮷"),
    ],
)
def test_controls_are_spelled_out(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("number", "title", "shown"),
    [
        ("19", "推进冰雪旅游产业发展", "19. 推进冰雪旅游产业发展"),
        ("（五）", "加速技术成果产业化", "（五）加速技术成果产业化"),
        ("十一", "办好赛事", "十一、办好赛事"),
        ("1.", "题", "1.题"),
        (None, "没有序号", "没有序号"),
        (None, None, ""),
    ],
)
def test_numbers_of_tasks(number, title, shown):
    assert numbered(number, title) == shown


def target(**changes):
    given = {"value": 4000.0, "value_to": None, "unit": "家", "comparator": "=", "year": 2020, "year_inherited": False}
    evidence = Evidence("doc", "a.txt", 0, 1, "规则", "4", "4000家")
    place = {"task": None, "task_number": None, "task_title": None, "evidence": evidence, "baseline": None, "start": 0}
    where = {"document": "doc", "source": "a.txt", "document_title": None, "issued": None, "jurisdiction": None}
    return Target(target="t", indicator="数量", level="省", **where, **(given | changes), **place)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "4,000 家"),
        ({"value": 2.3, "unit": "%"}, "2.3 %"),
        ({"comparator": ">=", "value": 6000.0, "unit": "项"}, "不少于 6,000 项"),
        ({"comparator": "~"}, "约 4,000 家"),
        ({"value": 10.0, "value_to": 20.0}, "10—20 家"),
        ({"value": 1234567.0, "unit": ""}, "1,234,567"),
    ],
)
def test_amounts(changes, shown):
    assert amount(target(**changes)) == shown


def test_every_role_has_a_word_and_is_said_once():
    assert set(ROLE_WORDS) == set(ROLES)
    assert role_words(["lead", "lead", "support"]) == "牵头、配合"
