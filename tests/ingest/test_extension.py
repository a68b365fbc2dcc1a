"""Rules and components that others add: in a policygraph.toml beside their texts, or from Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import RuleError
from ingest import pipeline, rulebook
from ingest.bodies import read_bodies
from ingest.citations import Mention
from ingest.extension import read_extension
from ingest.pipeline import build_pipeline, extract
from ingest.record import ExtractionRecord
from ingest.rulebook import OPEN, load_rules
from tests.command import PROJECT, Ended, policygraph

CONFIG = """
[rules]
agencies = "our_units.toml"
citations = "our_citations.toml"
head = "our_head.toml"
responsibilities = "our_labels.toml"
tables = "our_tables.toml"
targets = "our_targets.toml"

[[component]]
name = "nicknames"
after = "policy_citations"
"""

RULES = {
    "our_units.toml": """
[[ending]]
name = "our_units"
words = ["双创驿"]
source = "本市机构编制文件"
examples = ["市⟦双创驿⟧"]
counterexamples = ["双创活动"]
""",
    "our_labels.toml": """
[[label]]
name = "our_label"
means = "lead"
words = ["扛旗单位"]
source = "本市任务书的标签"
examples = ["⟦扛旗单位⟧：市教育局"]
counterexamples = ["扛旗"]

[[short_label]]
name = "our_short_label"
means = "support"
words = ["搭手"]
source = "本市任务书的标签"
examples = ["⟦搭手⟧：市教育局"]
counterexamples = ["搭台"]

[[verb]]
name = "our_verb"
means = "lead"
words = ["扛旗"]
source = "本市任务书的用语"
examples = ["市教育局⟦扛旗⟧"]
counterexamples = ["扛起"]
""",
    "our_citations.toml": """
[[work]]
name = "our_stop"
means = "other"
pattern = '花名册方案$'
source = "内部用表，不是规范性文件"
examples = ["干部⟦花名册方案⟧"]
counterexamples = ["花名册"]

[[before]]
name = "our_before"
means = "implements"
pattern = '吃透$'
source = "本市公文用语"
examples = ["⟦吃透⟧"]
counterexamples = ["吃透精神"]

[[after]]
name = "our_after"
means = "repeals"
pattern = '^就此作罢'
source = "本市公文用语"
examples = ["⟦就此作罢⟧"]
counterexamples = ["作罢"]
""",
    "our_head.toml": """
[[genre]]
name = "our_genre"
means = "方案"
pattern = '施工图$'
source = "本市公文名称"
examples = ["改革⟦施工图⟧"]
counterexamples = ["施工图纸"]
""",
    "our_tables.toml": """
[[column]]
name = "our_column"
means = "lead"
pattern = '^扛旗人家$'
source = "本市任务表的列名"
examples = ["扛旗人家"]
counterexamples = ["扛旗"]
""",
    "our_targets.toml": """
[[unit]]
name = "our_unit"
means = "count"
words = ["畈"]
source = "本地量词"
examples = ["3⟦畈⟧"]
counterexamples = ["3贩"]
""",
}

TEXT = """某市改革施工图
一、重点任务
（一）建平台。吃透《关于创新的意见》，《关于守旧的意见》就此作罢，填写《干部花名册方案》，遵守八项准则。到2025年建设良田3畈。（扛旗单位：市教育局）
（二）带队伍。加快培养人才。（搭手：市民政局；牵头：市公安局）
（三）促创业。加快孵化企业。（市商务局扛旗，市双创驿配合）
二、任务分工
序号\t任务\t扛旗人家\t配合单位
1\t修路\t市交通局\t市财政局
"""

PACKAGE = {
    "nicknames.py": """
import re
from spacy.language import Language
from ingest import pipeline, rulebook
from ingest.citations import Mention

@Language.component("nicknames", requires=["doc._.layout", "doc.spans"], assigns=["doc._.mentions"])
def nicknames(doc):
    if not doc.spans["responsibilities"]:
        return doc
    named = [Mention(*m.span(), m[0], None, "cites", "nickname") for m in re.finditer("八项准则", doc._.layout.text)]
    doc._.mentions = tuple(sorted((*doc._.mentions, *named), key=lambda mention: mention.start))
    return doc
""",
    "nicknames-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: nicknames\nVersion: 1\n",
    "nicknames-1.dist-info/entry_points.txt": "[spacy_factories]\nnicknames = nicknames:nicknames\n",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """A working folder with a policygraph.toml, rules and a text; the package is installed beside it."""
    write(tmp_path / "site", PACKAGE)
    write(tmp_path / "work", {"policygraph.toml": CONFIG, "a.txt": TEXT, **RULES})
    return tmp_path / "work"


def run(*arguments: object, cwd: Path, **env: str) -> Ended:
    return policygraph(*arguments, cwd=cwd, env={"PYTHONPATH": f"{PROJECT}:{cwd.parent / 'site'}", **env})


def facts(record: dict) -> dict[str, list]:
    return {
        "kind": [record["document"]["kind"]],
        "roles": [
            (t["title"], r["agency"], r["role"], r["rule"]) for t in record["tasks"] for r in t["responsibilities"]
        ],
        "citations": [(c["title"], c["relation"], c["rule"]) for c in record["citations"]],
        "targets": [(t["value"], t["unit"]) for t in record["targets"]],
        "warnings": [w["code"] for w in record["warnings"]],
    }


def test_added_rules_and_components_read_a_text(added: Path) -> None:
    done = run("extract", "a.txt", cwd=added)
    assert (done.code, done.err) == (0, "")
    found = facts(json.loads(done.out))
    assert found == {
        "kind": ["方案"],
        "roles": [
            ("建平台", "市教育局", "lead", "our_label"),
            ("带队伍", "市民政局", "support", "our_short_label"),
            ("带队伍", "市公安局", "lead", "short_label_lead"),
            ("促创业", "市商务局", "lead", "our_verb"),
            ("促创业", "市双创驿", "support", "verb_support"),
            ("修路", "市交通局", "lead", "column_lead"),
            ("修路", "市财政局", "support", "column_support"),
        ],
        "citations": [
            ("关于创新的意见", "implements", "our_before"),
            ("关于守旧的意见", "repeals", "our_after"),
            ("八项准则", "cites", "nickname"),
        ],
        "targets": [(3.0, "畈")],
        "warnings": [],
    }


def test_without_them_the_text_is_read_otherwise(added: Path) -> None:
    """Every group of rules that is open changes something above: none of its facts is read without it."""
    (added / "policygraph.toml").unlink()
    found = facts(json.loads(run("extract", "a.txt", cwd=added).out))
    assert found["kind"] == ["其他"]
    assert not {"our_label", "our_short_label", "our_verb"} & {rule for *_, rule in found["roles"]}
    assert not {"市教育局", "市民政局", "市商务局", "市交通局"} & {agency for _, agency, *_ in found["roles"]}
    assert [title for title, *_ in found["citations"]] == ["关于创新的意见", "关于守旧的意见", "干部花名册方案"]
    assert {relation for _, relation, _ in found["citations"]} == {"cites"}
    assert found["targets"] == []


def test_the_rules_above_are_in_every_open_group() -> None:
    given = {
        (noun, line.strip("[]"))
        for noun, file in tomllib.loads(CONFIG)["rules"].items()
        for line in RULES[file].splitlines()
        if line.startswith("[[")
    }
    assert given == {(noun, group) for noun, groups in OPEN.items() for group in groups}


def test_the_file_may_lie_elsewhere(added: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, {"a.txt": TEXT})
    done = run("extract", "a.txt", cwd=elsewhere, POLICYGRAPH_CONFIG=str(added / "policygraph.toml"))
    assert facts(json.loads(done.out))["roles"][0] == ("建平台", "市教育局", "lead", "our_label")


def test_a_text_is_loaded_again_when_added_rules_or_components_change(added: Path) -> None:
    def outcome() -> str:
        return run("ingest", "a.txt", cwd=added).out.splitlines()[0].split()[5]

    assert [outcome(), outcome()] == ["loaded", "unchanged"]
    (added / "our_units.toml").write_text(RULES["our_units.toml"].replace("双创驿", "三创驿"), "utf-8")
    assert [outcome(), outcome()] == ["loaded", "unchanged"]
    module = added.parent / "site" / "nicknames.py"
    module.write_text(module.read_text("utf-8").replace("八项准则", "九项准则"), "utf-8")
    assert [outcome(), outcome()] == ["loaded", "unchanged"]


def test_processes_that_read_at_the_same_time_have_the_added_rules(added: Path) -> None:
    (added / "b.txt").write_text(TEXT.replace("某市", "另市"), "utf-8")
    assert run("ingest", "a.txt", "b.txt", "--jobs", 2, cwd=added).code == 0
    done = run("query", "tasks", "--format", "json", cwd=added)
    assert json.loads(done.out)["total"] == 8
    done = run("ask", "市教育局牵头哪些任务？", "--format", "json", cwd=added)
    assert json.loads(done.out)["total"] == 2


def test_a_wrong_rule_ends_the_command_with_its_reason(added: Path) -> None:
    (added / "our_labels.toml").write_text(RULES["our_labels.toml"].replace("⟦扛旗⟧", "扛⟦旗⟧"), "utf-8")
    for command in (("extract", "a.txt"), ("ingest", "a.txt"), ("ingest", "a.txt", "--jobs", 2)):
        done = run(*command, cwd=added)
        assert done.code == 1
        assert done.err.strip() == (
            f"policygraph: {added / 'our_labels.toml'} [[verb]] our_verb：没有识别自己的例子“市教育局扛⟦旗⟧”"
        )


def test_a_pipeline_written_to_disk_keeps_its_components_and_takes_the_rules_of_the_process(added: Path) -> None:
    script = (
        "import json, pathlib, sys, spacy\n"
        "from ingest.pipeline import extract, reader\n"
        "from ingest.record import as_json\n"
        "if sys.argv[1] == 'write':\n"
        "    reader().to_disk('reader')\n"
        "nlp = spacy.load(pathlib.Path('reader').absolute() if sys.argv[1] == 'write' else sys.argv[2])\n"
        "print(json.dumps(as_json(extract(pathlib.Path('a.txt').read_text('utf-8'), 'a.txt', nlp=nlp))))\n"
    )
    env = {"PYTHONPATH": f"{PROJECT}:{added.parent / 'site'}", "PATH": "/usr/bin:/bin"}

    def python(cwd: Path, *arguments: object) -> dict[str, list]:
        command = [sys.executable, "-c", script, *map(str, arguments)]
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return facts(json.loads(done.stdout))

    first = python(added, "write")
    assert ("建平台", "市教育局", "lead", "our_label") in first["roles"]
    assert ("八项准则", "cites", "nickname") in first["citations"]
    elsewhere = added.parent / "elsewhere"
    write(elsewhere, {"a.txt": TEXT})
    second = python(elsewhere, "read", added / "reader")
    assert ("八项准则", "cites", "nickname") in second["citations"]
    assert "our_label" not in {rule for *_, rule in second["roles"]}


def test_a_component_is_added_from_python() -> None:
    @Language.component("test_commands", requires=["doc._.layout"], assigns=["doc._.mentions", "doc.spans"])
    def commands(doc: Doc) -> Doc:
        layout = doc._.layout
        start = layout.text.find("一号令")
        doc._.mentions += (Mention(start, start + 3, "市政府一号令", None, "basis", "command"),)
        doc.spans["commands"] = [doc.char_span(*layout.span(start, start + 3), label="command")]
        return doc

    text = "某市方案\n一、重点任务\n1.建设平台。根据一 号令推进。（责任单位：市科技局）\n"
    nlp = build_pipeline()
    nlp.add_pipe("test_commands", after="policy_citations")
    doc = nlp(text)
    assert [span.text for span in doc.spans["commands"]] == ["一 号令"]
    record = extract(text, "a.txt", nlp=nlp)
    assert [(c.title, c.relation, c.rule, text[c.start : c.end]) for c in record.citations] == [
        ("市政府一号令", "basis", "command", "一 号令")
    ]
    assert record.citations[0].task == record.tasks[0].id
    assert extract(text, "a.txt").citations == ()


WRONG_CONFIGS = [
    ("[rules\n", "TOML"),
    ("[rule]\nagencies = 'a.toml'\n", "不认识的键 rule"),
    ("rules = 3\n", "文件名"),
    ("[rules]\nagencies = ['a.toml']\n", "文件名"),
    ("[rules]\nagencies = 'nowhere.toml'\n", "nowhere.toml 不存在"),
    ("[[component]]\nname = 'a'\n", "name 和 after"),
    ("[[component]]\nname = 'a'\nafter = 3\n", "name 和 after"),
    ("component = 'a'\n", "name 和 after"),
]


@pytest.mark.parametrize(("text", "words"), WRONG_CONFIGS)
def test_a_wrong_policygraph_toml_is_told(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "policygraph.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=str(file)) as told:
        read_extension(file)
    assert words in str(told.value)


WRONG_ADDITIONS = [
    ("our_labels.toml", '"扛旗单位"', '"扛旗单位", "x"]\nmeens = ["y"', "meens"),
    ("our_labels.toml", "[[label]]", "[[drop]]", "[[drop]] 不能补充；可补充的是 label、short_label、verb"),
    ("our_labels.toml", "[[label]]", "[[lable]]", "[[lable]] 不能补充"),
    ("our_labels.toml", 'means = "lead"', 'means = "leader"', "means 只能是"),
    ("our_labels.toml", 'name = "our_label"', 'name = "label_lead"', "name 重复"),
    ("our_labels.toml", 'name = "our_label"', 'name = "our label"', "标识符"),
    ("our_citations.toml", "'吃透$'", "'(?P<how>吃透)$'", "命名组"),
    ("our_units.toml", 'counterexamples = ["双创活动"]', 'counterexamples = ["双创驿"]', "误认"),
    ("policygraph.toml", 'agencies = "our', 'agency = "our', "rules/agency.toml"),
    ("policygraph.toml", 'name = "nicknames"', 'name = "nobody"', "nobody：spaCy 不认识"),
    ("policygraph.toml", 'after = "policy_citations"', 'after = "citations"', "没有组件“citations”"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), WRONG_ADDITIONS)
def test_a_wrong_addition_is_told_before_a_text_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, words: str
) -> None:
    write(tmp_path, {"policygraph.toml": CONFIG, **RULES})
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    added = read_extension(tmp_path / "policygraph.toml")
    monkeypatch.setattr(rulebook, "extension", lambda: added)
    monkeypatch.setattr(pipeline, "extension", lambda: added)
    monkeypatch.setattr(pipeline, "load_rules", load_rules.__wrapped__)  # past its cache
    with pytest.raises(RuleError) as told:
        build_pipeline()
    assert words in str(told.value)


def test_our_own_rules_may_be_referred_to(added: Path) -> None:
    (added / "our_labels.toml").write_text(
        "[[label]]\nname = 'our_label'\nmeans = 'lead'\npattern = '扛旗(?&adverb)?单位'\nsource = '本市任务书的标签'\n"
        "examples = ['⟦扛旗单位⟧：市教育局', '⟦扛旗分别单位⟧']\n",
        "utf-8",
    )
    assert "adverb" in load_rules("responsibilities").named
    roles = facts(json.loads(run("extract", "a.txt", cwd=added).out))["roles"]
    assert ("建平台", "市教育局", "lead", "our_label") in roles


def test_what_the_readme_shows_works(tmp_path: Path) -> None:
    readme = (PROJECT / "README.md").read_text("utf-8").split("## Extend the reading")[1].split("\n## ")[0]
    config, rules, bodies = re.findall(r"^```toml\n(.*?)^```", readme, re.M | re.S)
    files = {"policygraph.toml": config, "our_labels.toml": rules, "our_units.toml": "", "identity.toml": bodies}
    write(tmp_path, files)
    assert [body.name for body in read_bodies(bodies, "README.md", {})] == ["沈阳市某某服务中心"]
    assert read_extension(tmp_path / "policygraph.toml").components[0].name == "nicknames"
    assert rulebook.parse_rules(rules, where="README.md").named["our_label"].words == ("扛旗单位",)
    shown = {
        (noun, group)
        for noun, groups in re.findall(r"^\| (\w+) \| (`.*?) \|", readme, re.M)
        for group in re.findall(r"`(\w+)`", groups)
    }
    assert shown == {(noun, group) for noun, groups in OPEN.items() for group in groups}
    (example,) = re.findall(r"^```py\n(.*?)^```", readme, re.M | re.S)
    names: dict[str, object] = {"text": "某市方案\n一、重点任务\n1.建设平台。遵守八项规定。（责任单位：市科技局）\n"}
    exec(example, names)
    record = names["record"]
    assert isinstance(record, ExtractionRecord)
    assert [(c.title, c.rule) for c in record.citations] == [("八项规定", "nickname")]
