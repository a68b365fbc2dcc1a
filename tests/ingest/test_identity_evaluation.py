"""Scores against gold of identity: names and kinds of mentions, wrong merges, aliases, successors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.evaluation import evaluate
from ingest.pipeline import extract
from ingest.reading import read_file
from ingest.record import as_json
from ingest.verdicts import scores

SHARED = Path(__file__).parents[3] / "shared"
GOLD, CORPUS = SHARED / "gold" / "identity", SHARED / "corpus"

TEXT = """辽宁省人民政府办公厅关于甲事的通知

辽政办发〔2018〕9号

　　一、重点任务
　　（一）办好甲事。（责任单位：省科技厅、科技厅、各市政府、奇思妙想办）
辽宁省人民政府办公厅
2018年6月6日
"""


def unit(mention: str, canonical: str | None, kind: str, **more: object) -> dict[str, object]:
    return {"as_written": mention, "canonical": canonical, "kind": kind, "members": None, **more}


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """Gold that the reader meets in part, on purpose."""
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT, "utf-8")
    units = [
        unit("省科技厅", "辽宁省科学技术厅", "agency"),  # right
        unit("科技厅", "辽宁省科技局", "agency"),  # another body of the gold under the same name: merged
        unit("各市政府", None, "collective"),  # right: no single body
        unit("奇思妙想办", "辽宁省奇思妙想办公室", "institution"),  # missed, and the ending 办 tells an agency
        unit("省丁厅", "辽宁省丁厅", "agency", unsure=True),  # not scored
    ]
    (gold / "a.json").write_text(json.dumps({"units": units}, ensure_ascii=False), "utf-8")
    aliases = [
        {"alias": "省科技厅", "jurisdiction": "江西省", "date": "2019-05-01", "canonical": "江西省科学技术厅"},
        {"alias": "省科技厅", "jurisdiction": "江西省", "date": "2019-05-01", "canonical": "江西省科技局"},
    ]
    (gold / "aliases.json").write_text(json.dumps(aliases, ensure_ascii=False), "utf-8")
    reforms = [{"old": "铁道部", "date": "2013-03", "successors": ["交通运输部", "国家铁道局"], "kind": "split"}]
    (gold / "reforms.json").write_text(json.dumps(reforms, ensure_ascii=False), "utf-8")
    return gold, corpus


def test_right_spurious_and_missed_are_told_apart(small: tuple[Path, Path]) -> None:
    found = {one.noun: (one.right, one.spurious, one.missed) for one in scores(evaluate(*small).verdicts)}
    assert found == {
        "canonical names": (2, 1, 2),
        "kinds of bodies": (3, 0, 1),
        "wrong merges": (0, 2, 0),  # one, which weighs double
        "aliases": (1, 1, 1),
        "successors": (1, 2, 1),
    }


@pytest.mark.skipif(not GOLD.is_dir(), reason="the open gold is not beside this checkout")
def test_we_score_as_the_open_scorer_does(small: tuple[Path, Path], tmp_path: Path) -> None:
    for gold, corpus in ((GOLD, CORPUS), small):
        read = tmp_path / f"records of {gold.name}"
        read.mkdir()
        for file in corpus.glob("*.txt"):
            text = read_file(file)
            (read / f"{file.stem}.json").write_text(json.dumps(as_json(extract(text.text, text.source))), "utf-8")
        arguments = [sys.executable, str(GOLD / "score.py"), str(gold), str(read)]
        printed = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True).stdout
        theirs = {
            name: (int(n), int(of)) for name, n, of in re.findall(r"^(\w+) \d\.\d+ \((\d+)/(\d+)\)", printed, re.M)
        }
        ours = {one.noun: one for one in scores(evaluate(gold, corpus).verdicts)}
        for noun, name in (("canonical names", "canonical"), ("kinds of bodies", "kind")):
            assert (ours[noun].right, ours[noun].right + ours[noun].missed) == theirs[name]
        merges = ours["wrong merges"].spurious if "wrong merges" in ours else 0
        assert f"wrong merges {merges // 2}\n" in printed
