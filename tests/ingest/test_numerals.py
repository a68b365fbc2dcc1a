import pytest

from ingest.dates import day, last_day
from ingest.numerals import chinese_number

NUMBERS = [
    ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百", 100), ("一百零五", 105), ("百", 100), ("两千五百", 2500),
    ("三万", 30000), ("二〇一八", 2018), ("二○二三", 2023), ("〇", 0), ("15", 15), ("", None), ("十个", None), ("１５", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_chinese_number(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


DAYS = [
    (("2018", "6", "6"), "2018-06-06"),
    (("二〇一八", "十二", "三十一"), "2018-12-31"),
    (("二○一九", "四", "十二"), "2019-04-12"),
    (("2020", "2", "30"), None),
    (("2020", "13", "1"), None),
]


@pytest.mark.parametrize(("parts", "expected"), DAYS)
def test_day(parts: tuple[str, str, str], expected: str | None) -> None:
    assert day(*parts) == expected


LAST = [
    ("2020年", None, "2020-12-31"),
    ("2020年底", None, "2020-12-31"),
    ("2020年2月", None, "2020-02-29"),
    ("2019年6月底", None, "2019-06-30"),
    ("6月底", 2022, "2022-06-30"),
    ("6月底", None, None),
    ("12月31日", 2021, "2021-12-31"),
    ("2023年上半年", None, "2023-06-30"),
    ("2023年一季度", None, "2023-03-31"),
    ("2023年第三季度末", None, "2023-09-30"),
    ("2021年10月上旬", None, "2021-10-10"),
    ("年底", 2022, "2022-12-31"),
    ("持续推进", 2022, None),
    ("", 2022, None),
]


@pytest.mark.parametrize(("phrase", "year", "expected"), LAST)
def test_last_day(phrase: str, year: int | None, expected: str | None) -> None:
    assert last_day(phrase, year) == expected
