"""Rule files: what is checked when they are read, and every rule against its own examples."""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from graph.errors import RuleError
from ingest.rulebook import Rule, load_rules, parse_rules

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
PLAN = ROOT / "data" / "liaoning_2018_zhuanhua.txt"

NOUNS = ("agencies", "citations", "deadlines", "head", "responsibilities", "sections", "tables", "targets")

GOOD = """
[[verb]]
name = "verb_lead"
means = "lead"
pattern = '''牵头(?!单位)'''
source = "公文用语"
examples = ["省科技厅⟦牵头⟧"]
counterexamples = ["牵头单位"]
"""


def test_a_rule_keeps_what_the_file_says() -> None:
    rule = parse_rules(GOOD, where="x")["verb"][0]
    assert (rule.name, rule.means, rule.source) == ("verb_lead", "lead", "公文用语")
    assert rule.pattern.search("由省科技厅牵头")


def test_words_are_an_alternation_with_the_longest_first() -> None:
    book = parse_rules("[[unit]]\nname='u'\nwords=['个','个百分点']\nsource='s'\nexamples=['5⟦个百分点⟧']", where="x")
    assert book.pattern("u").search("提高5个百分点")[0] == "个百分点"  # type: ignore[index]


def test_a_pattern_may_use_an_earlier_one() -> None:
    text = (
        "[[a]]\nname='year'\npattern='20\\d\\d年'\nsource='s'\nexamples=['2020年']\n"
        "[[b]]\nname='until'\npattern='到(?&year)'\nsource='s'\nexamples=['⟦到2020年⟧底']\n"
    )
    assert parse_rules(text, where="x").pattern("until").fullmatch("到2020年")


WRONG = [
    ("[[verb]\n", "TOML"),
    ("verb = 3\n", "[[verb]]"),
    (GOOD.replace("means", "meens"), "meens"),
    (GOOD.replace('source = "公文用语"', ""), "source"),
    (GOOD.replace('examples = ["省科技厅⟦牵头⟧"]', ""), "examples"),
    (GOOD.replace("name =", "rank ="), "name"),
    (GOOD + GOOD, "重复"),
    (GOOD.replace("牵头(?!单位)", "牵头("), "正则"),
    (GOOD.replace("牵头(?!单位)", "主办"), "没有识别"),
    (GOOD.replace("⟦牵头⟧", "⟦牵⟧头"), "没有识别"),
    (GOOD.replace("(?!单位)", ""), "误认"),
    (GOOD.replace("牵头(?!单位)", "(?&nobody)"), "nobody"),
    (GOOD + "words = ['牵头']\n", "有且只有一个"),
]


@pytest.mark.parametrize(("text", "word"), WRONG)
def test_a_wrong_rule_is_refused_with_its_reason(text: str, word: str) -> None:
    with pytest.raises(RuleError, match=r"rules/x\.toml") as caught:
        parse_rules(text, where="rules/x.toml")
    assert word in str(caught.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(RuleError, match="nowhere"):
        load_rules("nowhere")


RULES = [
    pytest.param(noun, rule, id=f"{noun}/{rule.name}")
    for noun in NOUNS
    for group in load_rules(noun).groups.values()
    for rule in group
]


@pytest.mark.parametrize(("noun", "rule"), RULES)
def test_every_rule_states_a_source_and_takes_its_examples_only(noun: str, rule: Rule) -> None:
    assert rule.source
    assert rule.examples
    assert rule.counterexamples
    for example in rule.examples:
        marked = example.partition("⟦")[2].partition("⟧")[0]
        taken = [m[0] for m in rule.pattern.finditer(example.replace("⟦", "").replace("⟧", ""))]
        assert (marked in taken) if "⟦" in example else taken
    for example in rule.counterexamples:
        marked = example.partition("⟦")[2].partition("⟧")[0]
        taken = [m[0] for m in rule.pattern.finditer(example.replace("⟦", "").replace("⟧", ""))]
        assert (marked not in taken) if "⟦" in example else not taken


def test_every_rule_file_is_looked_at() -> None:
    """Those of names and bodies are tables, read and tested with ingest/identity.py."""
    tables = {"identity", "reforms", "successions"}
    names = {path.name for path in (files("ingest") / "rules").iterdir() if path.name.endswith(".toml")}
    assert names == {f"{noun}.toml" for noun in NOUNS} | {
        name for name in names if name.startswith("bodies_") or name.removesuffix(".toml") in tables
    }


# --- rules speak of the language, not of the documents at hand ---

HAN = re.compile("[\u4e00-\u9fff]+")


def literals(pattern: str) -> Iterator[str]:
    """The stretches of plain characters that a pattern takes one after another, groups without a choice looked through."""
    found: list[str] = []

    def walk(parsed: Iterable[tuple[object, Any]], before: str) -> str:
        for operation, value in parsed:
            match str(operation):
                case "LITERAL":
                    before += chr(value)
                    continue
                case "SUBPATTERN":
                    before = walk(value[3], before)
                    continue
                case "BRANCH":
                    branches = value[1]
                case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                    branches = [value[2]]
                case "ASSERT" | "ASSERT_NOT":
                    branches = [value[1]]
                case "GROUPREF_EXISTS":
                    branches = [branch for branch in value[1:] if branch]
                case "ATOMIC_GROUP":
                    branches = [value]
                case _:  # a class, an anchor, a reference
                    branches = []
            found.append(before)
            before = ""
            found.extend([walk(branch, "") for branch in branches])
        return before

    found.append(walk(sre_parser.parse(pattern), ""))
    return (stretch for stretch in found if stretch)


LITERALS = [
    pytest.param(list(rule.words) or list(literals(rule.pattern.pattern)), id=f"{noun}/{rule.name}")
    for noun in NOUNS
    for group in load_rules(noun).groups.values()
    for rule in group
]


def faults(words: list[str]) -> list[str]:
    """What words of a rule name that only a table may name: a place, a year, a document, or a sentence."""
    provinces = {
        row[n] for row in PLACES if row[0] in ("省", "直", "市") for n in (1, 2)
    }  # a county's short name is often a plain word: 新建, 公安, 港口
    counties = {row[1] for row in PLACES if len(row[1]) > 2}  # 市区, 新区: there are such districts
    found = []
    for word in words:
        parts = {part[a:b] for part in HAN.findall(word) for a in range(len(part)) for b in range(a + 2, len(part) + 1)}
        found += [f"place {part}" for part in parts & (provinces | counties)]
        found += [f"sentence {part}" for part in HAN.findall(word) if len(part) >= 12]
        found += [f"sentence {word}"] if len(word) > 1 and word.endswith("。") else []
        found += [f"year {year}" for year in re.findall(r"(?:19|20)\d\d", word)]
        found += [f"document {title}" for title in TITLES if title in word]
    return found


PLACES = [
    line.split("\t")
    for line in (files("ingest") / "rules" / "places.tsv").read_text("utf-8").splitlines()
    if not line.startswith(("#", "level"))
]
TEXTS = [path.read_text("utf-8") for path in sorted((*CORPUS.glob("*.txt"), PLAN))]
# 《实施意见》 and the like are kinds of documents, not titles.
TITLES = {title for text in TEXTS for title in re.findall(r"《([^《》\n]{6,})》", text)}
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔（(\[［]((?:19|20)\d\d)[〕）)\]］]第?(\d+)号")


@pytest.mark.parametrize("words", LITERALS)
def test_no_rule_names_a_place_a_year_a_document_or_a_sentence(words: list[str]) -> None:
    assert faults(words) == []


NAMED = [
    ("在沈阳(?:市)?设立", "place 沈阳"),
    ("黄骅市|其他", "place 黄骅市"),
    ("(?:湖(?:南|北)|四川)省", "place 四川"),
    ("科技(?:成果)转化三年行动计划年", "sentence 科技成果转化三年行动计划年"),
    ("抓好落实。", "sentence 抓好落实。"),
    ("到2020年", "year 2020"),
    ("(?:《)?区域全面经济伙伴关系协定", "document 区域全面经济伙伴关系协定"),
]


@pytest.mark.parametrize(("pattern", "fault"), NAMED)
def test_such_names_are_seen_through_groups_and_choices(
    pattern: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "TITLES", {"区域全面经济伙伴关系协定"})
    assert fault in faults(list(literals(pattern)))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the open corpus is not beside this checkout")
@pytest.mark.parametrize(("noun", "rule"), RULES)
def test_no_example_is_copied_from_a_document(noun: str, rule: Rule) -> None:
    flat = ["".join(HAN.findall(text)) for text in TEXTS]
    numbers = {number.groups() for text in TEXTS for number in NUMBER.finditer(text)}
    for example in (*rule.examples, *rule.counterexamples):
        words = "".join(HAN.findall(example))
        # 列第一位者为牵头部门，下同 is a formula of twelve characters.
        assert len(words) <= 12 or not any(words in text for text in flat), example
        assert not numbers & {number.groups() for number in NUMBER.finditer(example)}, example
