"""Scores against gold: the same as the open scorers print, and a lost fact is told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import ReadError
from ingest.evaluation import changes, evaluate, record_baseline
from ingest.passages import Passages
from ingest.pipeline import extract
from ingest.reading import read_file
from ingest.record import as_json
from ingest.verdicts import Evaluation, Verdict, scores
from reports.evaluation import as_lines
from tests.command import policygraph

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
GOLD, CORPUS = SHARED / "gold", SHARED / "corpus"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the open gold is not beside this checkout")

# Our nouns beside the lines of the open scorers.
FACTS = {
    "tasks": "tasks",
    "responsibility": "roles",
    "citations": "citations",
    "targets": "targets",
    "targets (with comparator and year)": "targets, comparator and year",
    "deadlines": "deadlines",
}
STRUCTURE = {"citation with relation": "citations with relation", "sections": "sections"}

# A text that our rules read rightly in part, so that right, spurious and missed all occur.
TEXT = """某省行动计划
一、重点任务
（一）办好甲事。到2020年平台达到10家。（责任单位：省甲厅、省乙厅）
（二）办好乙事。根据《国务院关于乙事的意见》（国发〔2016〕16号）落实。（省丙厅牵头，省丁厅配合）
"""
TRUTH = {
    "file": "a.txt",
    "doc": {},
    "tasks": [
        {
            "key": "1",
            "number": "（一）",
            "title": "办好甲事",
            "start": "办好甲事。到2020年平台",
            "lead": [],
            "support": [],
            "responsible": ["省甲厅", "省戊厅"],
            "deadline": "到2020年",
        },
        {
            "key": "2",
            "number": "（二）",
            "title": "办好乙事",
            "start": "办好乙事。根据《国务院",
            "lead": ["省丙厅"],
            "support": ["省丁厅"],
            "responsible": [],
            "deadline": None,
        },
    ],
    "citations": [
        {"title": "国务院关于乙事的意见", "doc_number": "国发[2016]16号"},
        {"title": "丙法", "doc_number": None},
    ],
    "targets": [
        {
            "task": "1",
            "indicator": "平台",
            "value": 10,
            "value_to": None,
            "unit": "家",
            "op": ">=",
            "year": 2020,
            "quote": "10家",
        }
    ],
}


@pytest.fixture
def small(tmp_path) -> tuple[Path, Path]:
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    corpus.mkdir()
    (gold / "a.json").write_text(json.dumps(TRUTH), "utf-8")
    (corpus / "a.txt").write_text(TEXT, "utf-8")
    return gold, corpus


def test_right_spurious_and_missed_are_told_apart(small):
    found = {one.noun: (one.right, one.spurious, one.missed) for one in scores(evaluate(*small).verdicts)}
    assert found == {
        "tasks": (2, 0, 0),
        "roles": (3, 1, 1),
        "citations": (1, 0, 1),
        "targets": (1, 0, 0),
        "targets, comparator and year": (0, 1, 1),
        "deadlines": (1, 0, 0),
    }


def test_a_wrong_fact_shows_its_sentence(small):
    wrong = {v.key: v.sentence for v in evaluate(*small).verdicts if v.outcome != "right"}
    assert wrong == {
        "a | roles | missed | 办好甲事 | responsible | 省戊厅": "",  # the text does not name it
        "a | roles | spurious | 办好甲事 | responsible | 省乙厅": "（责任单位：省甲厅、省乙厅）",
        "a | citations | missed | 丙法": "",
        "a | targets, comparator and year | missed | 平台 10 家": "到2020年平台达到10家。",
        "a | targets, comparator and year | spurious | 平台 10 家 as = 2020": "到2020年平台达到10家。",
    }


def test_words_are_found_in_another_spelling_behind_their_task():
    text = "一、省甲厅。\n二、办好乙事。由省\n甲厅（１０ 家）负责。\n"
    passages = Passages(text)
    assert passages.holding("省甲厅") == "一、省甲厅。"
    assert passages.holding("省甲厅(10家)", behind="办好乙事") == "由省 甲厅（１０ 家）负责。"
    assert passages.holding("省丙厅") == passages.holding("") == passages.holding(None) == ""


def test_the_table_shows_each_document_and_each_wrong_fact(small):
    lines = list(as_lines(evaluate(*small)))
    table = lines.index("F1 tasks roles cites targets exact   due spurious missed")
    assert lines[table + 1 : table + 3] == ["a  1.000 0.750 0.667   1.000 0.000 1.000        2      3", ""]
    spurious = lines.index("  spurious in roles: 办好甲事 | responsible | 省乙厅 (rule label_responsible)")
    assert lines[spurious + 1] == "    （责任单位：省甲厅、省乙厅）"
    missed = lines.index("  missed in citations: 丙法")
    assert lines[missed + 1] == "    not in the text in these words"


def test_a_noun_that_a_document_lacks_has_no_score():
    verdicts = (Verdict("a", "tasks", "right", "甲"), Verdict("b", "deadlines", "missed", "乙"))
    assert [line.split() for line in as_lines(Evaluation(verdicts))][4:7] == [
        ["F1", "tasks", "due", "spurious", "missed"],
        ["a", "1.000", "–", "0", "0"],
        ["b", "–", "0.000", "0", "1"],
    ]


def test_the_command_prints_scores_for_programs(small, tmp_path):
    baseline = tmp_path / "baseline.json"
    record_baseline(baseline, Evaluation(()))
    done = policygraph("evaluate", *small, "--baseline", baseline, "--format", "json", cwd=tmp_path)
    printed = json.loads(done.out)
    assert done.code == 1  # five facts are wrong that the baseline does not know
    assert (len(printed["wrong"]), printed["gains"], len(printed["losses"])) == (5, [], 5)
    roles = {"noun": "roles", "precision": 0.75, "recall": 0.75, "f1": 0.75, "right": 3, "spurious": 1, "missed": 1}
    assert {"document": None, **roles} in printed["scores"]
    assert {"document": "a", **roles} in printed["scores"]
    csv = policygraph("evaluate", *small, "--format", "csv", cwd=tmp_path)
    assert csv.code == 0
    assert "a,roles,0.75,0.75,0.75,3,1,1" in csv.out.splitlines()


def test_gains_and_losses_are_told_by_fact(tmp_path):
    def run(*outcomes: str) -> Evaluation:
        return Evaluation(tuple(Verdict("d", "tasks", o, f"任务{n}") for n, o in enumerate(outcomes)))

    baseline = tmp_path / "baseline.json"
    record_baseline(baseline, run("missed", "right", "right"))
    assert changes(baseline, run("missed", "right", "right")) == ([], [])
    assert changes(baseline, run("right", "right", "missed")) == (
        ["d | tasks | missed | 任务0"],
        ["d | tasks | missed | 任务2"],
    )


def test_a_fact_that_is_lost_a_second_time_is_a_loss(tmp_path):
    once = Verdict("d", "roles", "missed", "办好甲事 | lead | 省甲厅")
    record_baseline(tmp_path / "baseline.json", Evaluation((once,)))
    assert changes(tmp_path / "baseline.json", Evaluation((once, once))) == ([], [once.key])


@pytest.mark.parametrize("content", ["", "[]", "{}", "不是JSON"])
def test_what_is_no_baseline_is_named(tmp_path, content):
    (tmp_path / "b.json").write_text(content, "utf-8")
    with pytest.raises(ReadError, match="no baseline"):
        changes(tmp_path / "b.json", Evaluation(()))


def test_what_is_no_gold_is_named(tmp_path, small):
    gold, corpus = small
    with pytest.raises(ReadError, match="no gold there"):
        evaluate(tmp_path, corpus)
    (gold / "b.json").write_text("{", "utf-8")
    with pytest.raises(ReadError, match=r"b\.json: this is no JSON"):
        evaluate(gold, corpus)
    (gold / "b.json").write_text('{"tasks": []}', "utf-8")
    with pytest.raises(ReadError, match=r"b\.txt: cannot be read"):
        evaluate(gold, corpus)


def scorer_lines(arguments: list[str]) -> dict[str, tuple[int, int, int]]:
    printed = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=True
    ).stdout
    found = re.findall(r"^(\S.*?) +P .*\(tp (\d+) fp (\d+) fn (\d+)\)$", printed, re.M)
    return {name: (int(tp), int(fp), int(fn)) for name, tp, fp, fn in found}


@needs_gold
def test_we_score_as_the_open_scorers_do(tmp_path, small):
    read = tmp_path / "records"
    read.mkdir()
    for file in [*CORPUS.glob("*.txt"), small[1] / "a.txt"]:
        text = read_file(file)
        (read / f"{file.stem}.json").write_text(json.dumps(as_json(extract(text.text, text.source))), "utf-8")
    for gold, corpus, arguments, nouns in (
        (GOLD, CORPUS, [SHARED / "score.py", GOLD, read, CORPUS], FACTS),
        (*small, [SHARED / "score.py", small[0], read, small[1]], FACTS),
        (GOLD / "structure", CORPUS, [GOLD / "structure" / "score.py", GOLD / "structure", read], STRUCTURE),
    ):
        ours = {one.noun: (one.right, one.spurious, one.missed) for one in scores(evaluate(gold, corpus).verdicts)}
        theirs = scorer_lines([str(argument) for argument in arguments])
        for line, noun in nouns.items():
            assert ours[noun] == theirs[line], (gold, noun)


@needs_gold
@pytest.mark.parametrize(("gold", "recorded"), [("", "facts"), ("structure", "structure"), ("identity", "identity")])
def test_no_fact_of_the_open_gold_was_lost(gold, recorded):
    """After a change that is meant: make evaluate RENEW=--renew, and say in the commit why."""
    _, losses = changes(ROOT / "tests" / "baseline" / f"{recorded}.json", evaluate(GOLD / gold, CORPUS))
    assert losses == []
