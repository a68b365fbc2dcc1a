"""What a document says outside its tasks and headings: each word of it once, where it stands."""

from __future__ import annotations

import pytest

from graph.model import Document, DocumentFacts, Section, Task
from graph.paragraphs import paragraphs_of

TITLE = "关于支持企业的\n通知"
TASK = "（一）培育企业。（责任单位：省科技厅）"
CASES = {
    "lines": ("第一行。\n　　第二行。\r\n\n第三行", ["第一行。", "第二行。", "第三行"]),
    "a heading, and its number": ("一、指导思想\n　　以新思想为指导。", ["以新思想为指导。"]),
    "a heading at the head of its paragraph": ("一、指导思想。以新思想为指导。", ["以新思想为指导。"]),
    "around a task": (f"要求如下：\n{TASK}\n请执行。", ["要求如下：", "请执行。"]),
    "where line breaks were lost": (
        f"要求如下。　　{TASK}　　请执行。　　特此通知。",
        ["要求如下。", "请执行。", "特此通知。"],
    ),
    "the title and the number stand in the document": ("关于支持企业的\n通知\n辽政发〔2018〕1号\n各市：", ["各市："]),
    "nothing but a task": (TASK, []),
    "empty": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_paragraphs_are_what_no_task_and_no_heading_holds(text, expected):
    document = Document("doc:一", TITLE.replace("\n", ""), "辽政发〔2018〕1号", text=text)
    sections, tasks = [], []
    if (at := text.find("一、指导思想")) >= 0:
        sections.append(Section("doc:一#一", None, "一", "指导思想", 1, at, len(text), "made"))
    if (at := text.find(TASK)) >= 0:
        tasks.append(Task("doc:一#1", None, 1, "（一）", "培育企业", TASK, at, at + len(TASK), "made"))
    found = list(paragraphs_of(DocumentFacts(document, tuple(sections), tuple(tasks), (), (), (), (), ())))
    assert [one.text for one in found] == expected
    assert [text[one.start : one.end] for one in found] == expected
    assert [one.id for one in found] == [f"doc:一#p{n}" for n in range(1, len(found) + 1)]
