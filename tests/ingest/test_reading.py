"""From bytes to text: what is read, and the sentence for what is not."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadError
from ingest.reading import MAX_BYTES, read_file
from tests.command import PLAN

TEXT = "　　一、总体目标\r\n　　到2020年，建设𠮷林市的一批高新区。（责任单位：省科技厅）\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16 LE"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16 BE"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), id="UTF-32 LE"),
        pytest.param(codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), id="UTF-32 BE"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
    ],
)
def test_encodings_give_the_same_text(data, tmp_path):
    path = tmp_path / "计划.txt"
    path.write_bytes(data)
    file = read_file(path)
    assert file.text == TEXT
    assert file.source == "计划.txt"
    assert file.sha256 == hashlib.sha256(data).hexdigest()


def test_old_encodings_of_the_plan_give_the_plan(tmp_path):
    """GBK and GB2312 have no tables for everything, but what they can write reads back."""
    text = PLAN.read_text("utf-8")
    for encoding in ("gb18030", "gbk"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        assert read_file(path).text == text


def test_broken_utf_8_is_never_taken_for_an_old_encoding(tmp_path):
    """One byte less, anywhere in the plan: most of what follows would still decode as GB18030."""
    data = PLAN.read_bytes()
    path = tmp_path / "broken.txt"
    for place in range(0, len(data), 97):
        if data[place] > 127:
            path.write_bytes(data[:place] + data[place + 1 :])
            with pytest.raises(ReadError, match="neither UTF-8 nor GB18030"):
                read_file(path)


UNREADABLE = [
    ("empty", b"", r"the file is empty"),
    ("blank", "  \n\r\n\t　".encode(), r"the file is empty"),
    ("only a mark", codecs.BOM_UTF8, r"the file is empty"),
    ("garbage", bytes(range(128, 256)) * 20, r"neither UTF-8 nor GB18030 text \(byte 0 is 0x80\); save it as UTF-8"),
    ("broken in the middle", "任务。".encode() + b"\xff\xfe", r"neither .* \(byte 9 is 0xff\); save it as UTF-8"),
    ("cut inside a character", "任务。".encode()[:-1], r"neither .* \(byte 6 is 0xe3\); save it as UTF-8"),
    ("UTF-16 without a mark", "推进科技工作".encode("utf-16-le"), r"(neither|this is binary data)"),
    ("half a UTF-16 unit", codecs.BOM_UTF16_LE + b"a\x00b", r"says it is utf-16, but byte 4 is not"),
    ("half a UTF-32 unit", codecs.BOM_UTF32_LE + b"a\x00\x00", r"says it is utf-32, but byte \d is not"),
    ("Japanese", "これは計画です。".encode("shift_jis") * 9, r"neither UTF-8 nor GB18030 text"),
    ("Big5", "中華民國政府採購辦法，為推動科技成果之轉化。".encode("big5") * 9, r"neither UTF-8 nor GB18030 text"),
    ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", r"neither UTF-8 nor GB18030 text \(byte 0 is 0x89\)"),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3", r"this is a PDF file, not plain text; save it as UTF-8 text first"),
    ("zip", b"PK\x03\x04\x14\0", r"this is a Word/Excel/OFD \(zip\) file, not plain text; save it as UTF-8"),
    ("Word 97", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"this is a Word 97/WPS file, not plain text; save it as UTF-8"),
    ("RTF", b"{\\rtf1\\ansi}", r"this is a RTF file, not plain text; save it as UTF-8"),
    ("NUL", "任务\0。".encode(), r"this is binary data, not text \(control character U\+0000 at 2\)"),
    ("escape", "任务\x1b[31m".encode(), r"this is binary data, not text \(control character U\+001B at 2\)"),
    ("web page", b"\n<!DOCTYPE html><html>", r"this is a web page, not plain text; save its text as UTF-8 first"),
    ("web page's inside", b"<DIV class='x'>", r"this is a web page"),
    ("XML", b"<?xml version='1.0'?>", r"this is a web page"),
    ("web page with a mark", codecs.BOM_UTF8 + b"<html>", r"this is a web page"),
    ("web page in UTF-16", codecs.BOM_UTF16_LE + "<html>任务".encode("utf-16-le"), r"this is a web page"),
    ("too large", b"a" * (MAX_BYTES + 1), r"it has more than the 10,000,000 bytes a text may have; split it"),
]


@pytest.mark.parametrize(("data", "sentence"), [pytest.param(*case[1:], id=case[0]) for case in UNREADABLE])
def test_what_cannot_be_read_is_said(data, sentence, tmp_path):
    path = tmp_path / "计划.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=rf"^{re.escape(str(path))}: .*{sentence}") as caught:
        read_file(path)
    assert "\n" not in str(caught.value)


def test_the_largest_file_is_read(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * MAX_BYTES)
    assert len(read_file(path).text) == MAX_BYTES


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (Path("missing.txt"), "cannot be read: No such file or directory"),
        (Path("folder.txt"), "cannot be read: Is a directory"),
        (Path("link.txt"), "cannot be read: No such file or directory"),
        (Path("file.txt/inside.txt"), "cannot be read: Not a directory"),
        (Path("很长" * 100), "cannot be read: File name too long"),
        (Path("/dev/zero"), "it has more than the 10,000,000 bytes"),
        (Path("/dev/null"), "the file is empty"),
    ],
)
def test_paths_that_lead_to_no_text(path, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("folder.txt").mkdir()
    Path("link.txt").symlink_to("nowhere")
    Path("file.txt").write_text("任务")
    with pytest.raises(ReadError, match=rf"^{path}: {sentence}"):
        read_file(path)


def test_a_pipe_is_read_to_its_end(tmp_path):
    """As a shell's <(…) gives one: it tells no size."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT, "utf-8"), kwargs={"newline": ""})
    writer.start()
    assert read_file(pipe).text == TEXT
    writer.join()


def test_a_name_of_broken_bytes_becomes_a_source_that_can_be_kept(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + "/计".encode() + b"\xff.txt"))
    path.write_text("任务")
    assert read_file(path).source == "计\\xff.txt"


def told(path: Path) -> str:
    """The text, or the sentence."""
    try:
        return f"text: {read_file(path).text}"
    except ReadError as error:
        return str(error)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    found = told(path)
    assert found.startswith((f"{path}: ", "text: "))
    if found.startswith("text: ") and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = found.removeprefix("text: ")
        assert data.removeprefix(codecs.BOM_UTF8) in (text.encode(), text.encode("gb18030"))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_in_utf_8_reads_as_it_is(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "text.txt"
    path.write_text(text, "utf-8", newline="")
    found = told(path)
    assert found == f"text: {text.removeprefix(chr(0xFEFF))}" or re.search("is empty|web page|PDF|zip|RTF", found)
