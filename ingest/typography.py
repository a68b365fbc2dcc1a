"""One spelling of digits, brackets and commas, every character in its place."""

from __future__ import annotations

import re

__all__ = ["BLANK", "enclosed", "normalized", "undecorated"]

# White space, and characters without a shape of their own.
BLANK = r"\s\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f"

_FULL = (
    "".join(map(chr, range(0xFF10, 0xFF1A)))
    + "".join(map(chr, range(0xFF21, 0xFF3B)))
    + "".join(map(chr, range(0xFF41, 0xFF5B)))
)
_HALF = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Everything maps one character to one character: NFKC would move offsets (… → ...) and meanings (① → 1).
_FOLD = str.maketrans(
    _FULL
    + "()[]［］【】﹝﹞〖〗﹙﹚❲❳{}｛｝"
    + "%％﹪"
    + ":;：；﹕﹔"
    + "．﹒｡"
    + "＋－～〜∼"
    + "︰"
    + "﹤＜﹥＞"
    + "＊※"
    + "･•",
    _HALF
    + "（）〔〕〔〕〔〕〔〕〔〕（）〔〕〔〕〔〕"
    + "%%%"
    + "：；：；：；"
    + "..。"
    + "+-~~~"
    + "："
    + "〈〈〉〉"
    + "**"
    + "··",
)
_FOLDED = re.compile(f"[{re.escape(''.join(chr(c) for c, to in _FOLD.items() if c != to))}]+")
# A half-width comma is a comma, except as a thousands separator; <…> quotes a title only around Chinese words.
_COMMA = re.compile(r",(?:(?<!\d,)|(?!\d{3}(?!\d)))")
_ANGLE = re.compile(r"<(?=[^<>\n]{2,80}>)|(?<=[\u4e00-\u9fff）])>")
_LOW_QUOTES = re.compile(r"„((?:19|20)\d\d)‟")  # 国发„2016‟16号, as some fonts come out of a page
# Markdown that web copies leave behind: **bold**, # headings.
_DECORATION = re.compile(r"\*{2,}|^#{1,6}(?=\s)", re.MULTILINE)
_ENCLOSING = re.compile(r"[（）〔〕《》“”\n]")


def normalized(text: str) -> str:
    """Return the text with one form for each kind of digit, bracket and comma, every character in its place.

    Args:
        text: any text.

    Returns:
        A text of the same length.

    >>> normalized("(责任单位:省科技厅,［２０１８］16号,1,000家)")
    '（责任单位：省科技厅，〔2018〕16号，1,000家）'
    """
    # str.translate looks every character up; few are to change.
    text = _FOLDED.sub(lambda m: m[0].translate(_FOLD), text)
    if "," in text:
        text = _COMMA.sub("，", text)
    if "„" in text:
        text = _LOW_QUOTES.sub(r"〔\1〕", text)
    if "<" in text:
        text = _ANGLE.sub(lambda m: "〈" if m[0] == "<" else "〉", text)
    return text


def undecorated(text: str) -> str:
    """Return the text with spaces for the marks of Markdown.

    Args:
        text: any text.

    Returns:
        A text of the same length.
    """
    return _DECORATION.sub(lambda m: " " * len(m[0]), text) if "**" in text or "#" in text else text


def enclosed(text: str) -> bytearray:
    """Mark what stands in brackets, titles or quotes: （）〔〕《》“”, within one paragraph.

    Args:
        text: a layout's text.

    Returns:
        1 for every character inside, 0 for the others.

    >>> list(enclosed("甲（乙）丙"))
    [0, 1, 1, 0, 0]
    """
    marks = bytearray(len(text))
    depth = opened = 0
    for m in _ENCLOSING.finditer(text):
        c = m[0]
        if c == "\n":
            depth = 0
        elif c in "（〔《“":
            opened = m.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                marks[opened : m.start()] = b"\1" * (m.start() - opened)
    return marks
