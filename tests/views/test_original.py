import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.original import Mark, Run, excerpt, paragraphs, runs

TEXT = "一、总则\n　　加强培训。（责任单位：省科技厅、省财政厅）　　二、附则。\n\n（此件公开）"


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def texts(lines):
    return ["".join(run.text for run in line) for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n　\n", []),
        ("一行", ["一行"]),
        ("一行\n二行\n", ["一行", "二行"]),
        ("　　缩进。　　没有换行。", ["缩进。", "没有换行。"]),
        ("沈阳 大连", ["沈阳 大连"]),
        ("一    二", ["一", "二"]),
        ("全角　一个空格", ["全角　一个空格"]),
    ],
)
def test_paragraphs(text, expected):
    assert [text[start:end] for start, end in paragraphs(text, 0, len(text))] == expected


def test_marks_cut_a_paragraph_into_runs():
    marks = [Mark(*at("（责任单位：省科技厅、省财政厅）"), "sentence"), Mark(*at("省科技厅"), "lead")]
    assert runs(TEXT, marks)[1] == [
        Run("加强培训。", ()),
        Run("（责任单位：", ("sentence",)),
        Run("省科技厅", ("sentence", "lead")),
        Run("、省财政厅）", ("sentence",)),
    ]


def test_a_mark_may_reach_over_paragraphs():
    start, end = at("总则")[0], at("加强")[1]
    lines = runs(TEXT, [Mark(start, end, "target")])
    assert [run.text for line in lines for run in line if run.kinds] == ["总则", "加强"]


def test_the_excerpt_is_the_paragraph_and_what_is_left_out_shows():
    ranges = excerpt(TEXT, [at("省科技厅")])
    assert [TEXT[start:end] for start, end in ranges] == ["加强培训。（责任单位：省科技厅、省财政厅）"]
    ranges = excerpt(TEXT, [at("总则"), at("公开")])
    assert texts(runs(TEXT, [], ranges=ranges)) == ["一、总则", "", "（此件公开）"]
    assert len(excerpt(TEXT, [at("总则"), at("培训")])) == 1


def test_the_focus_is_one_run():
    lines = runs(TEXT, [Mark(*at("省财政厅"), "support")], focus=at("省财政厅")[0])
    assert [run.text for line in lines for run in line if run.focus] == ["省财政厅"]


@given(st.text(alphabet="甲乙。 　\n", max_size=60), st.data())
def test_runs_hold_every_character_of_their_paragraphs_once(text, data):
    ends = st.integers(0, len(text))
    marks = [Mark(*sorted(pair), "lead") for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=6))]
    assert texts(runs(text, marks)) == [text[start:end] for start, end in paragraphs(text, 0, len(text))]
    outside = "".join(text.split())
    assert "".join("".join(texts(runs(text, marks))).split()) == outside


@given(st.text(alphabet="甲。 　\n", min_size=1, max_size=60), st.data())
def test_an_excerpt_holds_what_it_was_asked_for(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    kept = "".join(text[a:b] for a, b in excerpt(text, [(start, end)]))
    assert "".join(text[start:end].split()) in "".join(kept.split())
