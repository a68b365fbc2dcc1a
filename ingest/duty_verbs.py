"""Words for doing that close a list of units: A牵头, B、C按职责分工负责, A会同B."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.rulebook import Rule, load_rules

__all__ = ["ROLES_OF_UNITS", "DutyVerbs", "duty_verb_in", "load_duty_verbs"]

ROLES_OF_UNITS = ("lead", "support", "responsible")
# What may follow a list and its verb, and the nouns that a word for doing may be part of (牵头单位).
_CLOSED = r"(?=[，；。、）〕\t\n：]|$)"
_NOUN = r"(?!单位|部门|责任|处室|科室|机构|领导|人|方|制(?!定))"


@dataclass(frozen=True, slots=True)
class DutyVerbs:
    """`phrase` finds verbs and the adverbs around them; `sign` is quick and finds whatever may belong to one.

    Of a phrase the group `together` is 会同, the group `object` a verb and what it is done to (负责制定方案).
    """

    phrase: re.Pattern[str]
    sign: re.Pattern[str]


@cache
def load_duty_verbs() -> DutyVerbs:
    """Make the patterns from rules/responsibilities.toml.

    Returns:
        The patterns.
    """
    rules = load_rules("responsibilities")
    adverb, duty, word = rules.source_of("adverb"), rules.source_of("by_duty"), rules.source_of("verb")
    words = [r.pattern.pattern for r in rules["verb"]]
    lead = "|".join(r.pattern.pattern for r in rules["verb"] if r.means == "lead")
    together, work = rules.pattern("together").pattern, rules.pattern("with_object").pattern
    more = rf"(?:{word}|{adverb}|[并和])*+"
    return DutyVerbs(
        # Possessive throughout: words and adverbs follow each other in any order, and a failure must not retry them.
        phrase=re.compile(
            rf"(?P<together>{together})|(?:{adverb})*+(?:(?:负责)?(?:{lead}){_NOUN}{more}|{word}{more}{_CLOSED}"
            rf"|(?:{word})?(?P<object>{work}))|(?:{duty})++{_CLOSED}"
        ),
        sign=re.compile("|".join([*words, "会商|会同|商(?=[省市县区州国各有相财发])|联合|职责|分工"])),
    )


@lru_cache(maxsize=1024)
def duty_verb_in(phrase: str) -> Rule | None:
    """Return the rule of the verb that decides in a phrase: whoever 牵头 in it leads, else whoever 配合 supports.

    Args:
        phrase: verbs and adverbs as written.

    Returns:
        The rule, or None where no verb stands in it.

    >>> duty_verb_in("负责牵头落实").means
    'lead'
    """
    found = [rule for rule in load_rules("responsibilities")["verb"] if rule.pattern.search(phrase)]
    return min(found, key=lambda rule: ROLES_OF_UNITS.index(rule.means), default=None)
