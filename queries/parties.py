"""Which agency has which role in a question: 省科技厅没有牵头、只配合; A 牵头、B 配合; 除 C 外."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import ROLES
from queries.lexicon import Token

__all__ = ["Parties", "Party", "parties"]

_BETWEEN = frozenset({"filler", "mark"})
_JOINTS = frozenset({"and", "or", "neg", "only", "as_well", "agency", "task"})
_PRONOUNS = frozenset({"它", "其", "它们", "他们"})
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
    """All agencies of a question: those it names, those left out by 除…外, and the roles of whom it asks for.

    `alone`: nobody else is to have the roles. `unsaid`: a 没有 or 只 is left over, of which it cannot be told what it
    denies.
    """

    named: tuple[Party, ...]
    excluded: tuple[Party, ...]
    roles: tuple[str, ...]
    shunned: tuple[str, ...]
    word: str
    alone: bool
    unsaid: bool


@dataclass(slots=True)
class _Group:
    """Agencies joined by 和 or 或, and the roles said of them."""

    names: list[tuple[str, str | None]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    shunned: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    either: bool = False
    helped: bool = False  # A 配合 B: B leads

    def deny(self) -> None:
        """Take it that they have no role at all."""
        self.shunned, self.words = list(ROLES), ["没有参与"]

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
    negated = only = alone = excluding = joined = asked = False
    for at, token in enumerate(tokens):
        if token.kind == "except":
            excluding = True
        elif token.kind == "agency" and excluding:
            excluded.names.append(token.value)
        elif token.kind == "agency":
            if not (groups and joined and not groups[-1].words):
                groups.append(_Group(helped=at > 0 and tokens[at - 1].value == ("support",)))
            groups[-1].names.append(token.value)
            alone, only = alone or only, False  # 只有财政部和教育部负责的任务
        elif token.kind == "role" and excluding and at > 0 and tokens[at - 1].kind == "agency":
            excluded.add(token, negated=False, only=False, narrows=False)
        elif token.kind == "role":
            group = groups[-1] if groups and not _of_others(tokens, at, groups[-1], asked=asked) else loose
            if not (group.roles and token.text.startswith("涉及")):  # 省科技厅牵头的任务涉及哪些指标
                group.add(token, negated=negated, only=only, narrows=_narrows(tokens, at))
            negated, only = False, only and len(token.value) == len(ROLES)  # 只涉及合肥海关
        elif token.kind in ("neg", "only"):
            negated, only = negated or token.kind == "neg", only or token.kind == "only"
        elif token.kind == "common" and _is_kind(tokens, at + 1, "task"):
            negated = False  # 没有共同任务吗
        asked = asked or token.kind == "who" or (token.kind == "which" and _is_kind(tokens, at + 1, "body"))
        if token.text in _OUTSIDE and groups and not groups[-1].words and not excluding:  # A 和 B 以外还有谁
            excluded.names += groups.pop().names
        excluding = excluding and token.text not in _OUTSIDE
        if token.kind in ("or", "either") and groups:
            groups[-1].either = True
        joined = token.kind in ("agency", "and", "or") or (joined and token.text in ("、", "，"))
    if negated and groups and not groups[-1].words:  # 没有财政部的任务
        groups[-1].deny()
        negated = False
    named = tuple(party for group in _with_roles(groups, loose) for party in group.parties())
    return Parties(
        named,
        tuple(excluded.parties()),
        _ordered(loose.roles),
        _ordered(loose.shunned),
        "、".join(loose.words),
        alone=alone,
        unsaid=negated or only,
    )


def _is_kind(tokens: Sequence[Token], at: int, kind: str) -> bool:
    return at < len(tokens) and tokens[at].kind == kind


def _of_others(tokens: Sequence[Token], at: int, group: _Group, *, asked: bool) -> bool:
    """Whether a role is not that of the agency before it, but of whom the question asks for.

    省科技厅牵头的任务由谁配合: what stands behind 谁 is not said of an agency that has a role already; no more is
    牵头单位 in A配合的任务牵头单位有哪些, nor 配合 in 最常配合它的部门. 牵头单位是省科技厅 speaks of the next agency.
    """
    if _points_forward(tokens, at) or (at + 1 < len(tokens) and tokens[at + 1].text in _PRONOUNS):
        return True
    if asked or not group.words:
        return bool(group.words)
    last = max((n for n in range(at) if tokens[n].kind == "role"), default=at)
    return _is_kind(tokens, at + 1, "body") and any(token.kind == "task" for token in tokens[last:at])


def _narrows(tokens: Sequence[Token], at: int) -> bool:
    """Tell 承担的牵头任务, where the second role tells which, from 牵头和参与的任务."""
    last = max((n for n in range(at) if tokens[n].kind == "role"), default=at)
    between = tokens[last + 1 : at]
    return not any(token.kind in _JOINTS or token.text in ("、", "，") for token in between)


def _points_forward(tokens: Sequence[Token], at: int) -> bool:
    """Tell 牵头单位是省科技厅, where the role is the next agency's, from 省科技厅牵头."""
    after = [token for token in tokens[at + 1 :] if token.kind not in _BETWEEN]
    return len(after) > 1 and after[0].kind == "body" and after[1].kind == "agency"


def _with_roles(groups: list[_Group], loose: _Group) -> list[_Group]:
    """Give a group without a word of its own what stands before all agencies, else what the next group says."""
    for group, after in zip(groups, [*groups[1:], loose], strict=False):
        if not group.words and group.helped:
            group.roles, group.words = ["lead"], ["牵头"]
        elif not group.words:
            source = loose if loose.words else after
            group.roles, group.shunned, group.words = source.roles, source.shunned, source.words
    return groups


def _ordered(roles: list[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)
