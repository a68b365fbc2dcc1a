"""Parameters of a wrong type or size: both stores refuse them alike, instead of finding different things."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.parameters import day_of
from tests.graph.made import Made, facts


@pytest.mark.parametrize(
    ("name", "parameters", "sentence"),
    [
        ("citation_links", {"limit": -1}, "limit must be a whole number from 0 to 1,000,000,000, not -1"),
        ("citation_links", {"limit": "10"}, "limit must be a whole number .* not '10'"),
        ("citation_links", {"limit": None}, "limit must be a whole number .* not None"),
        ("citation_links", {"limit": 1.5}, "limit must be a whole number .* not 1.5"),
        ("citation_links", {"limit": True}, "limit must be a whole number .* not True"),
        ("citation_links", {"limit": 10**30}, "limit must be a whole number"),
        ("documents", {"held": 1}, "held must be True, False or None, not 1"),
        ("documents", {"held": "true"}, "held must be True, False or None, not 'true'"),
        ("agencies_by_name", {"name": 5}, "name must be text, not 5"),
        ("agency_names_among", {"names": ["省科技厅", 5]}, "names must be a list of texts"),
    ],
)
def test_a_parameter_of_a_wrong_kind_is_refused(store, name, parameters, sentence):
    store.merge(facts(Made(1, "甲计划")))
    with pytest.raises(QueryError, match=sentence):
        store.query(name, **parameters)


def test_the_least_and_the_most_that_is_fit(store):
    store.merge(facts(Made(1, "甲计划")))
    assert store.query("citation_links", limit=0) == []
    assert len(store.query("documents", held=None)) == 1
    assert store.query("agency_names_among", names=()) == []


@pytest.mark.parametrize("day", ["2018-02-30", "2018-13-01", "2018-6-1", "20180601", "", "没有", 20180601])
def test_a_day_that_no_calendar_has(day):
    with pytest.raises(QueryError, match="is no day; write it as 2020-12-31"):
        day_of(day)


def test_days():
    assert day_of("2020-02-29") == "2020-02-29"
    assert day_of(None) is None
