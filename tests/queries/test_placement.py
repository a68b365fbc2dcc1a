import pytest

from queries.dependency import Tie
from queries.network import tie_network
from queries.placement import positions


def tie(one, other, tasks, led=0, supported=0):
    return Tie(one, one + "全称", other, other + "全称", tasks, led, supported)


def star(size):
    return [tie("心", f"点{n:03}", 1, led=1) for n in range(size)]


@pytest.mark.parametrize(
    "given",
    [star(1), star(40), star(79), [tie(f"甲{n}", f"乙{n}", 1) for n in range(40)], [*star(20), tie("丙", "丁", 2)]],
    ids=["pair", "star", "large star", "forty pairs", "star and pair"],
)
def test_places_are_within_the_picture_and_apart(given):
    graph = tie_network(given)
    places = positions(graph)
    assert set(places) == set(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == len(places)
    assert places == positions(tie_network(given))


def test_nothing_has_no_places():
    assert positions(tie_network([])) == {}
