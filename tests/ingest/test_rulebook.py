"""Rule files: what is checked when they are read, and every rule against its own examples."""

from importlib.resources import files

import pytest

from graph.errors import RuleError
from ingest.rulebook import load_rules, parse_rules

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
def test_every_rule_states_a_source_and_takes_its_examples_only(noun: str, rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.source
    for example in rule.examples:
        marked = example.partition("⟦")[2].partition("⟧")[0]
        taken = [m[0] for m in rule.pattern.finditer(example.replace("⟦", "").replace("⟧", ""))]
        assert (marked in taken) if "⟦" in example else taken
    for example in rule.counterexamples:
        assert not rule.pattern.search(example)


def test_no_rule_names_a_place_or_a_whole_sentence() -> None:
    for noun in NOUNS:
        text = (files("ingest") / "rules" / f"{noun}.toml").read_text("utf-8")
        patterns = [line for line in text.splitlines() if line.startswith(("pattern", "words"))]
        for word in ("辽宁", "沈阳", "黄骅", "南充", "怀化", "安徽", "贵州", "浙江省", "上海"):
            assert not any(word in line for line in patterns), (noun, word)
