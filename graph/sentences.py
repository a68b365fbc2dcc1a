"""The sentence in which something stands."""

from __future__ import annotations

__all__ = ["sentence_around"]

_ENDS = ("。", "！", "？", "\n", "\r", "\u3000\u3000")  # at last how a paragraph begins, where the breaks were lost


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence that holds `text[start:end]`.

    Args:
        text: the document's text.
        start: where the words begin, in code points.
        end: where they end, exclusive.

    Returns:
        Start and end of the sentence, its full stop included, white space around it left out.

    >>> text = "一、总则。加强培训。（责任单位：省科技厅）"
    >>> a, b = sentence_around(text, 15, 17)
    >>> text[a:b]
    '（责任单位：省科技厅）'
    >>> text = "(责任单位：市财政局) \u3000\u30003.建立通道。"
    >>> a, b = sentence_around(text, 6, 10)
    >>> text[a:b]
    '(责任单位：市财政局)'
    """
    left = max(at + len(mark) if (at := text.rfind(mark, 0, start)) >= 0 else 0 for mark in _ENDS)
    stops = [at for mark in _ENDS if (at := text.find(mark, max(end - 1, 0))) >= 0]
    right = min(stops, default=len(text) - 1) + 1
    while left < min(start, len(text)) and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
