"""Rules as data: TOML files under rules/, read once into frozen rules that carry their own examples.

A file holds groups of rules, `[[group]]`, each entry with the keys

    name            unique in the file; facts name it as the rule that read them
    pattern         a regular expression, or instead
    words           a list of plain words
    means           what a match stands for (a role, a relation, a style …), where the group needs it
    rank            a number, where the group is ordered
    source          where the wording comes from
    examples        texts that it takes; ⟦…⟧ marks exactly what must be taken
    counterexamples texts that it must not take (or, marked with ⟦…⟧, not exactly so)

A pattern may refer to an earlier rule of the same file as (?&name).

Others add rules of the same form to the groups in `OPEN`, in files that a policygraph.toml names (ingest/extension.py).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import RuleError
from ingest.extension import extension

__all__ = ["OPEN", "Rule", "Rulebook", "load_rules", "parse_rules"]

# The groups that are read as a whole, so that a rule more is one that is asked; by noun.
OPEN = {
    "agencies": ("ending",),
    "citations": ("work", "before", "after"),
    "head": ("genre",),
    "responsibilities": ("label", "short_label", "verb"),
    "tables": ("column",),
    "targets": ("unit",),
}

_KEYS = {"name", "pattern", "words", "means", "rank", "source", "examples", "counterexamples"}
_REFERENCE = re.compile(r"\(\?&(\w+)\)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule file; `means` and `rank` are empty and 0 where the group has no use for them.

    `words` are those of the entry, or none where it has a pattern.
    """

    name: str
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    means: str
    rank: int
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of one file by group, in the order of the file."""

    groups: dict[str, tuple[Rule, ...]]
    named: dict[str, Rule]

    def __getitem__(self, group: str) -> tuple[Rule, ...]:
        return self.groups[group]

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return the pattern of the rule of that name.

        Args:
            name: the rule's name, unique in its file.

        Returns:
            The compiled pattern.

        Raises:
            RuleError: no such rule.
        """
        if name not in self.named:
            raise RuleError(f"没有名为“{name}”的规则")
        return self.named[name].pattern

    def source_of(self, *names: str) -> str:
        """Return the patterns of these rules as one alternation, to build a larger pattern from.

        Args:
            names: names of rules or of whole groups.

        Returns:
            A regular expression's text in a group of its own.
        """
        parts = []
        for name in names:
            found = self.groups.get(name)
            parts += [r.pattern.pattern for r in found] if found else [self.pattern(name).pattern]
        return "(?:" + "|".join(parts) + ")"


@cache
def load_rules(noun: str) -> Rulebook:
    """Read and check rules/NOUN.toml, and the rules that others add to it.

    Args:
        noun: the file's name without its ending, such as "citations".

    Returns:
        The rules.

    Raises:
        RuleError: a file is missing or wrong; the message says which rule and why.
    """
    path = files("ingest") / "rules" / f"{noun}.toml"
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        raise RuleError(f"没有规则文件 rules/{noun}.toml") from error
    ours = parse_rules(text, where=f"rules/{noun}.toml")
    if (added := extension().rules.get(noun)) is None:
        return ours
    try:
        text = added.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise RuleError(f"{added} 无法读取：{error}") from error
    return _with_added(ours, parse_rules(text, where=str(added), known=ours), OPEN.get(noun, ()), str(added))


def parse_rules(text: str, *, where: str, known: Rulebook | None = None) -> Rulebook:
    """Read and check the text of a rule file.

    Args:
        text: TOML.
        where: how error messages name the file.
        known: rules whose names are taken, and to which these may refer.

    Returns:
        Its rules.

    Raises:
        RuleError: not TOML, an unknown or missing key, a name twice, a pattern that does not compile,
            an example that is not taken, a counterexample that is.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{where} 不是正确的 TOML：{error}") from error
    groups: dict[str, tuple[Rule, ...]] = {}
    sources = {name: rule.pattern.pattern for name, rule in known.named.items()} if known else {}
    for group, entries in data.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise RuleError(f"{where}：{group} 应写成 [[{group}]]")
        groups[group] = tuple(_rule(entry, sources, f"{where} [[{group}]]") for entry in entries)
    return Rulebook(groups, {rule.name: rule for rules in groups.values() for rule in rules})


def _with_added(ours: Rulebook, added: Rulebook, open_groups: tuple[str, ...], where: str) -> Rulebook:
    """Our rules and behind them those of others, which only add to what ours take."""
    for group, rules in added.groups.items():
        if group not in open_groups:
            raise RuleError(f"{where}：[[{group}]] 不能补充；可补充的是 {'、'.join(open_groups) or '（无）'}")
        meanings = {rule.means for rule in ours[group]}
        for rule in rules:
            if rule.means not in meanings:
                allowed = "、".join(sorted(meanings - {""})) or "（不写）"
                raise RuleError(f"{where} [[{group}]] {rule.name}：means 只能是 {allowed}")
            if rule.pattern.groupindex:  # our patterns are put together with theirs, and have such names themselves
                raise RuleError(f"{where} [[{group}]] {rule.name}：pattern 不能有命名组 (?P<…>)")
    groups = {group: (*rules, *added.groups.get(group, ())) for group, rules in ours.groups.items()}
    return Rulebook(groups, ours.named | added.named)


def _rule(entry: dict[str, Any], known: dict[str, str], where: str) -> Rule:
    name = entry.get("name")
    if not isinstance(name, str) or not name.isidentifier():
        raise RuleError(f"{where}：有一条规则没有 name，或 name 不是标识符")
    where = f"{where} {name}"
    if unknown := sorted(set(entry) - _KEYS):
        raise RuleError(f"{where}：不认识的键 {'、'.join(unknown)}")
    if name in known:
        raise RuleError(f"{where}：name 重复")
    if ("pattern" in entry) == ("words" in entry):
        raise RuleError(f"{where}：pattern 和 words 必须有且只有一个")
    if not entry.get("source"):
        raise RuleError(f"{where}：缺少 source")
    if not entry.get("examples"):
        raise RuleError(f"{where}：缺少 examples")
    # A word list becomes one alternation, the longest word first, so that a word never hides a longer one.
    raw = entry.get("pattern") or "|".join(re.escape(w) for w in sorted(entry["words"], key=len, reverse=True))
    try:
        source = _REFERENCE.sub(lambda m: f"(?:{known[m[1]]})", raw)
        pattern = re.compile(source, re.MULTILINE)
    except KeyError as error:
        raise RuleError(f"{where}：引用了还没有定义的规则 {error}") from error
    except re.error as error:
        raise RuleError(f"{where}：pattern 不是正确的正则表达式：{error}") from error
    rule = Rule(
        name=name,
        pattern=pattern,
        words=tuple(entry.get("words", ())),
        means=str(entry.get("means", "")),
        rank=int(entry.get("rank", 0)),
        source=str(entry["source"]),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry.get("counterexamples", ())),
    )
    for example in rule.examples:
        if not _takes(pattern, example):
            raise RuleError(f"{where}：没有识别自己的例子“{example}”")
    for example in rule.counterexamples:
        if _takes(pattern, example):
            raise RuleError(f"{where}：误认了反例“{example}”")
    known[name] = source
    return rule


def _takes(pattern: re.Pattern[str], example: str) -> bool:
    """Whether the pattern takes the example, or exactly the part of it between ⟦ and ⟧."""
    before, mark, rest = example.partition("⟦")
    if not mark:
        return pattern.search(example) is not None
    inside, _, after = rest.partition("⟧")
    span = (len(before), len(before) + len(inside))
    return any(m.span() == span for m in pattern.finditer(before + inside + after))
