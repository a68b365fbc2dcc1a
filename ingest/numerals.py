"""Chinese numerals: 二十一 → 21, 二〇一八 → 2018, 两千五百 → 2500."""

from __future__ import annotations

__all__ = ["DIGITS", "chinese_number"]

DIGITS = {
    c: n
    for n, cs in enumerate(("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}


def chinese_number(text: str) -> int | None:
    """Read a Chinese or Arabic whole number.

    Args:
        text: numerals only, such as 二十一, 二〇一八, 十, 百 or 15.

    Returns:
        The number, or None where the text is not one.

    >>> [chinese_number(t) for t in ("十", "二十一", "二〇一八", "一百零五", "两千", "三万", "百", "2020", "十个")]
    [10, 21, 2018, 105, 2000, 30000, 100, 2020, None]
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        elif c in _SCALES:
            total = (total + section + digit) * _SCALES[c]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None
