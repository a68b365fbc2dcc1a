"""Facts that contradict themselves are refused before any store sees them, so that no store takes what another refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import FactRefused
from graph.soundness import refuse_unsound
from tests.graph.made import Made, facts, snapshot

SOUND = facts(Made(1, "甲", cites=(("乙法", None),)))


def changed(part: str, **values):
    first, *rest = getattr(SOUND, part)
    return replace(SOUND, **{part: (replace(first, **values), *rest)})


UNSOUND = [
    (replace(SOUND, document=replace(SOUND.document, period_from=2022, period_to=2018)), "period ends"),
    (replace(SOUND, document=replace(SOUND.document, issued="2018年6月")), "not of the form"),
    (replace(SOUND, document=replace(SOUND.document, text=None)), "needs its text"),
    (changed("tasks", end=10_000), "outside its text"),
    (changed("responsibilities", task="doc:乙#1"), "not among its facts"),
    (changed("responsibilities", role="boss"), "not among its facts"),
    (changed("agencies", valid_from="2020", valid_to="2018"), "ends"),
    (changed("responsibilities", start=3, end=3), "rests on no words"),
    (replace(SOUND, responsibilities=SOUND.responsibilities[:1] * 2), "has the role .* 2 times"),
    (changed("sections", level=0), "has the level 0"),
    (changed("tasks", position=0), "1 of its tasks have the position 0"),
    (replace(SOUND, tasks=(SOUND.tasks[0], replace(SOUND.tasks[1], position=1))), "2 of its tasks have the position 1"),
    (replace(SOUND, document=replace(SOUND.document, issued="２０１８-06-06")), "not of the form"),
    (changed("citations", relation="foo"), "has the relation 'foo'"),
    (changed("targets", value=float("nan")), "a number that is none"),
    (changed("targets", year=2**63), "a number that is none"),
    (changed("successions", kind="foo"), "a reform of the kind 'foo'"),
    (changed("targets", comparator="≥"), "comparator"),
    (changed("citations", title=None, doc_number=None), "neither title nor number"),
    (replace(SOUND, tasks=(SOUND.tasks[0], SOUND.tasks[0])), "stands 2 times"),
    (replace(SOUND, issuers=("agency:无",)), "issuer"),
]


def test_sound_facts_pass():
    refuse_unsound(SOUND)


@pytest.mark.parametrize(("unsound", "reason"), UNSOUND, ids=[f"{n}-{reason}" for n, (_, reason) in enumerate(UNSOUND)])
def test_what_is_unsound_is_named(unsound, reason):
    with pytest.raises(FactRefused, match=reason):
        refuse_unsound(unsound)


def test_a_refused_document_leaves_the_store_as_it_was(store):
    store.merge(SOUND)
    before = snapshot(store)
    for unsound, _ in UNSOUND:
        with pytest.raises(FactRefused):
            store.merge(unsound)
    assert snapshot(store) == before
