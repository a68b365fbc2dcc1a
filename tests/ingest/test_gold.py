"""Scores over the open gold documents, as a floor that no change may fall below."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.pipeline import extract
from ingest.record import as_json

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold documents are not beside this checkout")

FLOOR = {
    "tasks": 1.0, "responsibility": 1.0, "responsibility (role ignored)": 1.0, "citations": 1.0, "targets": 0.99,
    "targets (with comparator and year)": 0.98, "deadlines": 1.0,
}  # fmt: skip
STRUCTURE = {"citation with relation": 1.0, "sections": 1.0}


@pytest.fixture(scope="module")
def predictions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("predictions")
    for path in sorted((SHARED / "corpus").glob("*.txt")):
        record = extract(path.read_bytes().decode("utf-8"), path.name)
        (folder / f"{path.stem}.json").write_text(json.dumps(as_json(record), ensure_ascii=False), "utf-8")
    return folder


def run(*command: object) -> str:
    return subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True).stdout


def f1(line: str) -> float:
    found = re.search(r"F1 (\d\.\d+)", line)
    assert found
    return float(found[1])


def test_facts(predictions: Path) -> None:
    lines = run(SHARED / "score.py", GOLD, predictions, SHARED / "corpus").splitlines()
    scores = {line[:38].strip(): f1(line) for line in lines}
    assert {name: score for name, score in scores.items() if score < FLOOR[name]} == {}
    assert set(scores) == set(FLOOR)


def test_the_sample_plan_is_read_without_a_fault(predictions: Path) -> None:
    lines = run(SHARED / "score.py", GOLD, predictions, SHARED / "corpus", "-v").splitlines()
    start = next(i for i, line in enumerate(lines) if "liaoning_2018_zhuanhua" in line)
    assert {f1(line) for line in lines[start + 1 : start + 8]} == {1.0}


def test_structure(predictions: Path) -> None:
    lines = run(GOLD / "structure" / "score.py", GOLD / "structure", predictions).splitlines()
    for line in lines:
        if line.startswith("metadata"):
            right, of = re.findall(r"\((\d+)/(\d+)\)", line)[0]
            assert right == of, line
        for name, floor in STRUCTURE.items():
            if line.startswith(name + "  "):
                assert f1(line) >= floor, line
