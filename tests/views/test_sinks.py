"""Text from documents reaches the pages only where Streamlit shows it as it is: read from the source of the pages."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "app.py", *sorted((ROOT / "views").glob("*.py"))]

# What makes HTML, Markdown, links or pictures of the text it is given.
FORBIDDEN = {
    *("html", "iframe", "table", "write", "write_stream", "image", "latex", "chat_message", "toast"),
    *("MarkdownColumn", "LinkColumn", "ImageColumn", "JsonColumn", "ListColumn"),
    *("unsafe_allow_html", "unsafe_allow_javascript"),
}
# Every word of these is Markdown, labels above all.
MARKDOWN = {
    *("badge", "button", "caption", "checkbox", "error", "expander", "header", "info", "link_button", "markdown"),
    *("metric", "multiselect", "page_link", "pills", "radio", "segmented_control", "selectbox", "slider", "subheader"),
    *("success", "tabs", "text_area", "text_input", "title", "toggle", "warning"),
}
# What marks text of documents, and the fields that hold it.
OF_DOCUMENTS = {
    *("visible", "joined", "numbered", "agency_label", "document_label", "amount"),
    *("name", "title", "text", "mention", "mentions", "indicator", "unit", "doc_number", "source", "context"),
    *("jurisdiction", "sentence", "deadline_text", "section_title", "document_title"),
}
# The options of a selectbox are shown as plain text; the hostile document in test_browser.py proves it.
PLAIN_ARGUMENTS = {"selectbox": {"format_func", "options"}}


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def words_in(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute):
            yield inner.attr
        if isinstance(inner, ast.Name):
            yield inner.id


def faults(tree):
    for name in words_in(tree):
        if name in FORBIDDEN:
            yield name
    for keyword in (node for node in ast.walk(tree) if isinstance(node, ast.keyword)):
        if keyword.arg in FORBIDDEN:
            yield keyword.arg
    for name, call in calls(tree):
        if name in MARKDOWN:
            plain = PLAIN_ARGUMENTS.get(name, set())
            given = [*call.args, *(one.value for one in call.keywords if one.arg not in plain)]
            yield from (
                f"{name}(…{word}…)" for argument in given for word in words_in(argument) if word in OF_DOCUMENTS
            )


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_page_hands_text_of_documents_to_markdown(source):
    assert list(faults(ast.parse(source.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.html(page)",
        "st.caption(f'出处：{one.title}')",
        "column.button(visible(name), key='a')",
        "st.column_config.LinkColumn()",
        "st.markdown(x, unsafe_allow_html=True)",
        "st.selectbox(shown.name, options)",
        "st.tabs([joined(names)])",
    ],
)
def test_the_rule_finds_what_it_forbids(line):
    assert list(faults(ast.parse(line)))
