import doctest

import pytest

from queries import level
from queries.level import level_of


@pytest.mark.parametrize(
    ("jurisdiction", "doc_number", "title", "issuer_level", "expected"),
    [
        ("国家", None, None, None, "国家"),
        ("辽宁省", None, None, None, "省"),
        ("广西壮族自治区", None, None, None, "省"),
        ("上海市", None, None, None, "省"),
        ("黄骅市", None, None, "县", "县"),
        ("黄骅市", None, None, None, "未知"),  # a county, though it is called a city: the name alone does not tell
        ("海淀区", None, None, None, "县"),
        ("延边朝鲜族自治州", None, None, None, "市"),
        (None, "国发〔2016〕16号", None, None, "国家"),
        (None, "国科发〔2018〕17号", None, None, "国家"),
        (None, "中发〔2015〕8号", None, None, "国家"),
        (None, "中府〔2020〕1号", None, None, "未知"),  # 中山市
        (None, "辽政发〔2016〕34号", None, None, "省"),
        (None, "辽市政发〔2016〕34号", None, None, "未知"),  # 辽阳市
        (None, "沪科〔2025〕5号", None, None, "省"),
        (None, "皖开放办〔2022〕6号", None, None, "省"),
        (None, "宁政发〔2020〕1号", None, None, "未知"),  # 宁夏, and 南京市
        (None, "怀政函〔2020〕17号", None, None, "未知"),
        (None, None, "国务院关于加快推进农业机械化的指导意见", None, "国家"),
        (None, None, "中华人民共和国促进科技成果转化法", None, "国家"),
        (None, None, "中华人民共和国成立70周年庆祝活动方案", None, "未知"),  # a city may issue it
        (None, None, "国家科技成果转移转化示范区建设指引", None, "未知"),
        (None, None, "四川省“菜篮子”市长负责制考核办法实施细则", None, "省"),
        (None, None, "四川省成都市人民政府关于某事的通知", None, "未知"),
        (None, None, "沧州市科技创新券实施细则", None, "未知"),
        (None, None, None, None, "未知"),
        (None, "国发〔2016〕16号", "沧州市办法", None, "国家"),
    ],
)
def test_levels(jurisdiction, doc_number, title, issuer_level, expected):
    assert (
        level_of(jurisdiction=jurisdiction, doc_number=doc_number, title=title, issuer_level=issuer_level) == expected
    )


def test_examples_in_docstrings():
    found = doctest.testmod(level)
    assert found.attempted
    assert not found.failed
