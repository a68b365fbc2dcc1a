"""Texts of our own in the layouts of the field, with facts marked by hand: what is read of them may not get worse."""

from pathlib import Path

import pytest

from ingest.evaluation import evaluate
from ingest.verdicts import scores

ROOT = Path(__file__).parents[2]
PIECES = ROOT / "tests" / "pieces"
DOCUMENTS = (ROOT / "data", ROOT.parent / "shared" / "corpus")  # the second is not beside every checkout
LONGEST_SHARED = 30

FACTS = {
    "tasks": 1.0, "roles": 1.0, "citations": 1.0, "targets": 1.0, "targets, comparator and year": 1.0, "deadlines": 1.0,
}  # fmt: skip
STRUCTURE = {
    "title": 1.0, "doc_number": 1.0, "issuers": 1.0, "issued": 1.0, "jurisdiction": 1.0, "period": 1.0, "kind": 1.0,
    "citations with relation": 1.0, "sections": 1.0, "section parents": 1.0,
}  # fmt: skip


@pytest.mark.parametrize(("gold", "floor"), [(PIECES, FACTS), (PIECES / "structure", STRUCTURE)], ids=["facts", "head"])
def test_no_noun_falls_below_its_floor(gold: Path, floor: dict[str, float]) -> None:
    evaluation = evaluate(gold, PIECES)
    wrong = [v.key for v in evaluation.verdicts if v.outcome != "right"]
    reached = {score.noun: score.f1 for score in scores(evaluation.verdicts)}
    assert set(reached) == set(floor)
    assert {noun: f1 for noun, f1 in reached.items() if f1 < floor[noun]} == {}, "\n".join(wrong)


def test_every_piece_has_its_facts_and_its_structure() -> None:
    texts = {path.stem for path in PIECES.glob("*.txt")}
    assert len(texts) == 24
    assert {path.stem for path in PIECES.glob("*.json")} == texts
    assert {path.stem for path in (PIECES / "structure").glob("*.json")} == texts


def test_no_piece_is_a_copy() -> None:
    known = {run for folder in DOCUMENTS for path in folder.glob("*.txt") for run in runs(path)}
    assert known
    assert {path.name for path in PIECES.glob("*.txt") if runs(path) & known} == set()


def runs(path: Path) -> set[str]:
    """Every stretch of a line that would show a copy; a line is judged alone, for salutations are alike everywhere."""
    lines = ("".join(line.split()) for line in path.read_text("utf-8").splitlines())
    return {line[i : i + LONGEST_SHARED] for line in lines for i in range(len(line) - LONGEST_SHARED + 1)}
