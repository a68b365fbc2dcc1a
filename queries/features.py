"""The conditions that a question makes, by name: an intent must know all of them, or it is not what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.model import ROLES
from queries.lexicon import SMALL, Token, token_after, token_before
from queries.parties import Parties

if TYPE_CHECKING:
    from queries.reading import Reading

__all__ = ["features_of"]

# What carries no condition of its own: it says what is asked, or joins.
_SILENT = SMALL | {"which", "who", "howmany", "quantity", "yesno", "when", "and", "by", "agency", "text", "place"}
# What the reading itself holds.
_TAKEN_UP = frozenset(
    {"document", "genre", "day", "year_end", "part", "topic", "rolenoun", "titled", "doc", "task", "body", "target"}
) | {"level", "about", "either", "caption", "issuer"}
_ASKING = SMALL | {"which", "who", "howmany"}
_JOINTLY = frozenset({"共同", "一起", "联合", "携手", "一道", "一块", "一块儿"})
_NOUNS = frozenset({"task", "body", "target", "doc"})


def features_of(reading: Reading, tokens: Sequence[Token], noun: Token | None, *, by_topic: bool) -> frozenset[str]:
    """Name all conditions that a question makes: the words that say one, and what they come to together.

    Args:
        reading: the question taken apart, but for its features.
        tokens: its tokens.
        noun: the one that says what is asked for.
        by_topic: whether a phrase says what topic it is about.

    Returns:
        Names of conditions, those among them that no intent allows: a question that would be half answered.
    """
    said = {token.kind for token in tokens if token.kind not in _SILENT and token.kind not in _TAKEN_UP}
    said |= {f"noun_{token.kind}" for token in tokens if token.kind in _NOUNS and token is not noun}
    named = _named(reading, said, by_topic=by_topic)
    asked = {"task": _of_tasks, "agency": _of_agencies, "document": _of_documents, "target": _of_targets}
    own = asked[reading.asked](reading, tokens, noun, said) if reading.asked in asked else set()
    whole = reading.asked in ("task", "agency", "target") and reading.counted and not said | named
    said |= named | own | _half_answered(reading, tokens) | _names(counted_all=whole)
    said.discard("as_well")  # 既牵头又配合: both_roles has it
    if len(reading.parties.named) < 2 and reading.asked != "agency":
        said.discard("common")  # 都 of one agency joins nothing
    if reading.asked != "document" and (reading.scope.issued or reading.scope.issuers):
        said.discard("issue")  # 2020年印发的文件里: it has said its part
    return frozenset(said)


def _names(**conditions: object) -> set[str]:
    return {name for name, holds in conditions.items() if holds}


def _named(reading: Reading, said: set[str], *, by_topic: bool) -> set[str]:
    """What the question names: agencies, documents, tasks, words, days, places of a ranking."""
    scope, of_documents = reading.scope, reading.asked == "document"
    by_topic = by_topic or reading.asked in ("task", "document")
    return _names(
        agency=reading.parties.named,
        agencies=len(reading.parties.named) > 1,
        title=reading.titles or reading.parts,
        topic=reading.words and by_topic,
        text=reading.words and not by_topic,
        scope=scope.documents or (scope.is_filter and not of_documents),
        filter=scope.is_filter and of_documents,
        day=reading.period,
        cited=reading.cited,
        citing=reading.citing,
        compare="fewer" in said,
        most="rank" in said and "least" not in said,
    )


def _half_answered(reading: Reading, tokens: Sequence[Token]) -> set[str]:
    """What no intent allows: of two questions or days only one would be answered, of 分别 only the sum."""
    days = sum(token.kind in ("day", "year_end") for token in tokens)
    mark = next((at for at, token in enumerate(tokens) if token.text == "？"), len(tokens))
    return _names(
        second_question=any(token.kind not in _ASKING for token in tokens[mark:]),  # but 有没有任务？是哪些
        second_day=days > bool(reading.period) + len(reading.scope.issued),
        each=reading.counted and any(token.text in ("分别", "各自") for token in tokens),
        level_body=any(t.kind == "level" and _is_body(token_after(tokens, at)) for at, t in enumerate(tokens)),
    )


def _of_tasks(reading: Reading, tokens: Sequence[Token], noun: Token | None, said: set[str]) -> set[str]:
    extreme = bool(said & {"most", "least", "rank"})
    return _names(
        with_role=not extreme and _is_held_by_somebody(reading, said),
        with_deadline=not reading.period and _is_dated(tokens),
        with_target="noun_target" in said and not extreme,
        measured=extreme and said & {"noun_body", "noun_target"},
        # No intent allows these: what 没有 denies, or with whom 共同, is not said; or the graph does not know it.
        unsaid=reading.parties.unsaid,
        jointly=len(reading.parties.named) == 1 and any(token.text in _JOINTLY for token in tokens),
        cites_unsaid="relation" in said and not reading.cited,
        done=not reading.period and _is_done(tokens, noun),
    )


def _of_agencies(reading: Reading, tokens: Sequence[Token], noun: Token | None, said: set[str]) -> set[str]:
    extreme = bool(said & {"most", "least", "rank"})
    both = (
        len({token.value for token in tokens if token.kind == "role"}) > 1
    )  # 既参与 A 又参与 B: one role, both places
    return _names(
        partnership="coop" in said or ("common" in said and _shares(reading.parties)),
        doubted=reading.doubted and extreme,
        both_roles="as_well" in said and both,
        common="as_well" in said and not both,
        of_target="noun_target" in said or reading.value is not None,
        unsaid=reading.parties.unsaid and reading.over is None,
    )


def _of_documents(reading: Reading, tokens: Sequence[Token], noun: Token | None, said: set[str]) -> set[str]:
    scope, cites, passive = reading.scope, "relation" in said, "passive" in said
    told = bool(reading.parties.named or reading.words or scope.documents or scope.is_filter)
    dated = bool(scope.places or scope.issued or scope.levels)
    extreme = bool(said & {"most", "least", "rank"})
    several = any(token.kind == "which" and token.text[-1] in "些几" for token in tokens)
    return _names(
        countable=extreme and (said & {"noun_task", "noun_target", "noun_body"} or (cites and not passive)),
        bare=said <= {"noun_doc", "inside"} and not told,
        citing_filter=cites and dated and not (passive or reading.cited or reading.citing),
        # No intent allows these: 国发…有哪些文件 does not ask what that is; of what is only cited too little is known.
        several=several and scope.documents and said <= {"noun_doc"},
        cited_filter=dated and (reading.citing or (passive and not reading.cited)),
    )


def _of_targets(reading: Reading, tokens: Sequence[Token], noun: Token | None, said: set[str]) -> set[str]:
    told = reading.words or reading.titles or reading.numbers
    return _names(
        # No intent allows these: targets have years, and no roles; 多少 of nothing; an indicator may share words with
        # the title of a task.
        part_of_year=reading.period is not None and reading.period.last != "12-31",
        role_unsaid=reading.parties.roles and not reading.parties.named,
        amount=noun is None and not told,
        part=any(token.kind == "part" for token in tokens),
    )


def _is_held_by_somebody(reading: Reading, said: set[str]) -> bool:
    """Tell 有牵头单位的任务 from 3个部门牵头的任务 and from 牵头单位是省科技厅的任务."""
    roles = reading.parties.roles
    told = 0 < len(roles) < len(ROLES) or (bool(roles) and "noun_body" in said)
    return told and not reading.parties.named and reading.size is None


def _is_dated(tokens: Sequence[Token]) -> bool:
    """Tell 有期限的任务 from 要完成的任务."""
    kinds = {token.kind for token in tokens}
    dated = any(token.kind == "deadline" and not token.value for token in tokens)
    return (dated or "with_deadline" in kinds) and not kinds & {"no_deadline", "earliest", "latest", "day", "year_end"}


def _shares(parties: Parties) -> bool:
    """Tell 和A共同牵头的有谁 from A牵头的任务都有谁配合."""
    return bool(parties.named) and parties.roles in ((), parties.named[0].roles)


def _is_body(token: Token | None) -> bool:
    return token is not None and token.kind == "body"


def _is_done(tokens: Sequence[Token], noun: Token | None) -> bool:
    """Tell 任务完成了吗, which the graph does not know, from 任务由省科技厅完成."""
    at = next((at for at, token in enumerate(tokens) if token is noun), len(tokens))
    for carry in range(at + 1, len(tokens)):
        before = token_before(tokens, carry)
        if tokens[carry].kind == "carry" and before is not None and before.kind not in ("agency", "role"):
            return True
    return False
