"""What a web page prints below a document: who runs the site, its registration, links."""

from __future__ import annotations

from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["footer_start"]

_LINES = 20  # no footer has more


def footer_start(layout: Layout) -> int:
    """Find where the page's footer begins.

    Args:
        layout: the text.

    Returns:
        A place in the layout's text; its end where the text closes without a footer.
    """
    rules = load_rules("head")
    sign, beside = rules.pattern("footer_sign"), rules.pattern("footer_line")
    start = len(layout.text)
    for a, b in reversed(layout.paragraphs[-_LINES:]):
        line = layout.text[a:b]
        if "。" in line or "\t" in line:
            break  # the document's own words
        # 主办单位：… counts only where the footer has begun below it.
        if sign.search(line) or (start < len(layout.text) and beside.match(line)):
            start = a
    return start
