"""Which document a citation means: a number decides, then a title that one document alone bears; else the stub."""

from __future__ import annotations

import itertools

import pytest

from graph.linking import HeldName, cited_document, document_names, names_itself, stub_title

GUIDE = "国家科技成果转移转化示范区建设指引"
NUMBER = "国科发〔2017〕304号"
BY_NUMBER = HeldName(NUMBER, "doc:A", NUMBER)
BY_TITLE = HeldName(GUIDE, "doc:A", NUMBER)
SAME_TITLE = HeldName(GUIDE, "doc:B", None)
OTHER_NUMBER = HeldName(GUIDE, "doc:C", "国科发〔2021〕1号")

CASES = [
    ("a number that is held", None, NUMBER, [BY_NUMBER], "doc:A"),
    ("a number beats a title", GUIDE, NUMBER, [BY_NUMBER, BY_TITLE, SAME_TITLE], "doc:A"),
    ("a title that one bears", GUIDE, None, [BY_TITLE], "doc:A"),
    ("a title in 《》 and with spaces", "《国家 科技成果转移转化示范区建设指引》", None, [BY_TITLE], "doc:A"),
    ("the work inside a notice", f"科技部关于印发《{GUIDE}》的通知", None, [BY_TITLE], "doc:A"),
    ("nothing held", GUIDE, None, [], f"doc:{GUIDE}"),
    ("nothing held, with a number", GUIDE, NUMBER, [], f"doc:{NUMBER}"),
    ("two bear the title: no guess", GUIDE, None, [BY_TITLE, SAME_TITLE], f"doc:{GUIDE}"),
    ("another number is another document", GUIDE, NUMBER, [OTHER_NUMBER], f"doc:{NUMBER}"),
    ("a number, and a title without one", GUIDE, NUMBER, [SAME_TITLE], "doc:B"),
    ("the same document under two names", GUIDE, None, [BY_TITLE, BY_NUMBER], "doc:A"),
    (
        "two documents with one number: no guess",
        None,
        NUMBER,
        [BY_NUMBER, HeldName(NUMBER, "doc:D", NUMBER)],
        f"doc:{NUMBER}",
    ),
]


@pytest.mark.parametrize(("title", "number", "held", "document"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_which_document_is_cited(title, number, held, document):
    for order in itertools.permutations(held):
        assert cited_document(title=title, doc_number=number, held=list(order)) == document


@pytest.mark.parametrize(
    ("title", "number", "own_title", "own_number", "itself"),
    [
        (None, NUMBER, None, NUMBER, True),
        (GUIDE, NUMBER, GUIDE, "国科发〔2021〕1号", False),
        (GUIDE, None, GUIDE, NUMBER, True),
        (GUIDE, NUMBER, GUIDE, None, True),
        (GUIDE, None, f"科技部关于印发《{GUIDE}》的通知", NUMBER, True),
        (f"《{GUIDE}》", None, GUIDE, None, True),
        ("另一份文件", None, GUIDE, NUMBER, False),
        (None, NUMBER, GUIDE, None, False),
        (GUIDE, None, None, NUMBER, False),
        (None, None, None, None, False),
    ],
)
def test_a_document_that_names_itself(title, number, own_title, own_number, itself):
    assert names_itself(title=title, doc_number=number, own_title=own_title, own_number=own_number) is itself


@pytest.mark.parametrize(
    ("title", "number", "names"),
    [
        (GUIDE, NUMBER, (NUMBER, GUIDE)),
        (f"关于印发《{GUIDE}》的通知", None, (f"关于印发《{GUIDE}》的通知", GUIDE)),
        (None, NUMBER, (NUMBER,)),
        (NUMBER, NUMBER, (NUMBER,)),
        (None, None, ()),
        ("", None, ()),
    ],
)
def test_names_of_a_document(title, number, names):
    assert document_names(title=title, doc_number=number) == names


@pytest.mark.parametrize(
    ("titles", "shown"),
    [([], None), (["甲"], "甲"), (["甲", "甲的实施方案"], "甲的实施方案"), (["乙", "丙"], "丙")],
)
def test_a_stub_shows_the_longest_title_whatever_the_order(titles, shown):
    for order in itertools.permutations(titles):
        assert stub_title(list(order)) == shown
