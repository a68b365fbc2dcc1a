"""Which agency has which role in a question: 省科技厅没有牵头、只配合; A 牵头、B 配合; 除 C 外."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import ROLES
from queries.lexicon import Token

__all__ = ["Parties", "Party", "parties"]

_BETWEEN = frozenset({"filler", "mark"})
_OUTSIDE = frozenset({"外", "以外", "之外", "而外"})


@dataclass(frozen=True, slots=True)
class Party:
    """An agency as named in a question, with the roles it is to have, and those it is not to have.

    `place` is a place that stands before the name; `word` says the roles as typed. `either`: one of several joined by
    或, of which one is enough.
    """

    name: str
    place: str | None
    roles: tuple[str, ...]
    shunned: tuple[str, ...]
    word: str
    either: bool


@dataclass(frozen=True, slots=True)
class Parties:
    """All agencies of a question: those it names, those left out by 除…外, and the roles of whom it asks for."""

    named: tuple[Party, ...]
    excluded: tuple[Party, ...]
    roles: tuple[str, ...]
    shunned: tuple[str, ...]
    word: str


@dataclass(slots=True)
class _Group:
    """Agencies joined by 和 or 或, and the roles said of them."""

    names: list[tuple[str, str | None]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    shunned: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    either: bool = False

    def add(self, token: Token, *, negated: bool, only: bool, narrows: bool) -> None:
        """Take a role; right behind another one it `narrows` that: 承担牵头, 参与配合."""
        told = self.shunned if negated else self.roles
        both = [role for role in told if role in token.value] if narrows else []
        told[:] = both or [*told, *token.value]
        if only:
            self.shunned += [role for role in ROLES if role not in token.value]
        self.words.append(("不" if negated else "只" if only else "") + token.text)

    def parties(self) -> Iterator[Party]:
        for name, place in self.names:
            yield Party(name, place, _ordered(self.roles), _ordered(self.shunned), "、".join(self.words), self.either)


def parties(tokens: Sequence[Token]) -> Parties:
    """Give the roles of a question to its agencies.

    Args:
        tokens: the tokens; an agency's value is its name, or a pair of name and place.

    Returns:
        The agencies in the order of the question.
    """
    groups: list[_Group] = []
    excluded, loose = _Group(), _Group()
    negated = only = excluding = joined = asked = False
    for at, token in enumerate(tokens):
        if token.kind == "except":
            excluding = True
        elif token.kind == "agency" and excluding:
            excluded.names.append(token.value)
        elif token.kind == "agency":
            if not (groups and joined and not groups[-1].words):
                groups.append(_Group())
            groups[-1].names.append(token.value)
        elif token.kind == "role":
            # 省科技厅牵头的任务由谁配合: what stands behind 谁 is not said of an agency that has a role already.
            spoken = asked and bool(groups) and bool(groups[-1].words)
            group = loose if not groups or spoken or _points_forward(tokens, at) else groups[-1]
            if not (group.roles and token.text.startswith("涉及")):  # 省科技厅牵头的任务涉及哪些指标
                group.add(token, negated=negated, only=only, narrows=at > 0 and tokens[at - 1].kind == "role")
            negated = only = False
        elif token.kind in ("neg", "only"):
            negated, only = negated or token.kind == "neg", only or token.kind == "only"
        asked = asked or token.kind == "who" or (token.kind == "which" and _is_body(tokens, at + 1))
        if token.text in _OUTSIDE and groups and not groups[-1].words and not excluding:  # A 和 B 以外还有谁
            excluded.names += groups.pop().names
        excluding = excluding and token.text not in _OUTSIDE
        if token.kind == "or" and groups:
            groups[-1].either = True
        joined = token.kind in ("agency", "and", "or") or (joined and token.text in ("、", "，"))
    named = tuple(party for group in _with_roles(groups, loose) for party in group.parties())
    return Parties(
        named, tuple(excluded.parties()), _ordered(loose.roles), _ordered(loose.shunned), "、".join(loose.words)
    )


def _is_body(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "body"


def _points_forward(tokens: Sequence[Token], at: int) -> bool:
    """Tell 牵头单位是省科技厅, where the role is the next agency's, from 省科技厅牵头."""
    after = [token for token in tokens[at + 1 :] if token.kind not in _BETWEEN]
    return len(after) > 1 and after[0].kind == "body" and after[1].kind == "agency"


def _with_roles(groups: list[_Group], loose: _Group) -> list[_Group]:
    """Give a group without a word of its own what stands before all agencies, else what the next group says."""
    for group, after in zip(groups, [*groups[1:], loose], strict=False):
        if not group.words:
            source = loose if loose.words else after
            group.roles, group.shunned, group.words = source.roles, source.shunned, source.words
    return groups


def _ordered(roles: list[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)
