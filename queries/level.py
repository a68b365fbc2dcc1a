"""The level of government that a document comes from, as far as its issuer, place, number or title tell."""

from __future__ import annotations

import re

__all__ = ["LEVELS", "UNKNOWN", "level_of"]

UNKNOWN = "未知"
LEVELS = ("国家", "省", "市", "县", UNKNOWN)

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
# 国发〔2016〕16号, 国办发, 国科发: no place's one-character name is 国. 中发, 中办发; not 中府 (中山市).
_NATIONAL_NUMBER = re.compile(r"国|中发|中办|厅字|中华人民共和国")
# 辽政发, 沪科, 皖开放办: the one-character name of a province (GB/T 2260). Names that cities use too are left out
# (宁 南京, 青 青岛, 新 新乡, 贵 贵港, 吉 吉安, 云 云浮, 晋 晋城); 辽, 川, 苏, 鄂, 赣 count only before 政, 府 or 办.
_PROVINCIAL_NUMBER = re.compile(
    r"[京津沪渝冀豫皖鲁浙闽黔粤湘桂滇琼藏](?![市县区])|(?:辽政|川办|川府|苏政|鄂政|赣府)(?=[发办函字〔])"
)
# 国务院关于…, 中共中央 国务院…, and laws: 中华人民共和国促进科技成果转化法
_NATIONAL_TITLE = re.compile(r"国务院|中共中央|全国人民代表大会|中华人民共和国.*(?:法|条例)(?:实施条例)?$")
# 四川省“菜篮子”…办法; not 四川省成都市…
_PROVINCIAL_TITLE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,5}自治区|北京市|天津市|上海市|重庆市)(?![\u4e00-\u9fff]{1,6}[市州县区])"
)


def level_of(
    *, jurisdiction: str | None, doc_number: str | None, title: str | None, issuer_level: str | None = None
) -> str:
    """Return the level a document comes from.

    Args:
        jurisdiction: the place it holds in: 国家, 辽宁省, 沈阳市.
        doc_number: its number.
        title: its title.
        issuer_level: the level of the agency that issued it, where known; it decides.

    Returns:
        国家, 省, 市, 县, or 未知 where nothing tells: a name in 市 alone may be a prefecture's or a county's.

    >>> level_of(jurisdiction=None, doc_number="辽政发〔2016〕34号", title=None)
    '省'
    >>> level_of(jurisdiction=None, doc_number=None, title="沧州市科技创新券实施细则")
    '未知'
    """
    if issuer_level in LEVELS:
        return issuer_level
    if jurisdiction:
        return _level_of_place(jurisdiction)
    for text, national, provincial in (
        (doc_number, _NATIONAL_NUMBER, _PROVINCIAL_NUMBER),
        (title, _NATIONAL_TITLE, _PROVINCIAL_TITLE),
    ):
        if text and national.match(text):
            return "国家"
        if text and provincial.match(text):
            return "省"
    return UNKNOWN


def _level_of_place(name: str) -> str:
    if name == "国家":
        return "国家"
    if name in _MUNICIPALITIES or name.endswith(("省", "自治区", "特别行政区")):
        return "省"
    if name.endswith(("自治州", "地区", "盟")):
        return "市"
    if name.endswith(("县", "区", "旗")):
        return "县"
    return UNKNOWN
