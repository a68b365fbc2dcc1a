"""Plain text files: UTF-8, or what the byte order mark says, or GB18030 where the bytes are surely that."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ReadError

__all__ = ["MAX_BYTES", "ReadFile", "read_file"]

MAX_BYTES = 10_000_000  # a policy document of 3 million characters does not exist

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What other formats begin with: named, so that the person knows what to convert.
_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/Excel/OFD (zip)"),
    (b"\xd0\xcf\x11\xe0", "Word 97/WPS"),
    (b"{\\rtf", "RTF"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|<div|<p[ >]|<table)", re.I)
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file's text, its name without folders (valid UTF-8 whatever bytes it has), and the SHA-256 of its bytes."""

    text: str
    source: str
    sha256: str


def read_file(path: Path) -> ReadFile:
    """Read one file as text.

    Args:
        path: a plain text file of at most `MAX_BYTES`.

    Returns:
        Its text; line ends and everything else as they are, so that offsets hold.

    Raises:
        ReadError: missing, too large, empty, binary, of another format, or in no encoding that could be told.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a device or a pipe does not tell its size
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"{path}: it has more than the {MAX_BYTES:,} bytes a text may have; split it")
    # A name may hold bytes that are no UTF-8; no store could keep them.
    source = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    return ReadFile(text=_decode(path, data), source=source, sha256=hashlib.sha256(data).hexdigest())


def _decode(path: Path, data: bytes) -> str:
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise ReadError(f"{path}: this is a {name} file, not plain text; save it as UTF-8 text first")
    letters = data[:1000].translate(None, b"\0\xef\xbb\xbf\xfe\xff")  # without marks, and UTF-16 as if it were ASCII
    if _HTML.match(letters):
        raise ReadError(f"{path}: this is a web page, not plain text; save its text as UTF-8 first")
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    text = _unmarked(path, data) if marked is None else _strict(path, data, marked)
    if not text.strip():
        raise ReadError(f"{path}: the file is empty")
    if (control := _CONTROL.search(text)) is not None:
        raise ReadError(
            f"{path}: this is binary data, not text (control character U+{ord(control[0]):04X} at {control.start()})"
        )
    return text


def _unmarked(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    # Nearly any bytes decode as GB18030; Chinese prose shows by its commonest characters.
    if text and sum(text.count(mark) for mark in "的，。、一") >= len(text) / 50 and _HAN.search(text):
        return text
    raise ReadError(f"{path}: neither UTF-8 nor GB18030 text (byte {place} is {data[place]:#04x}); save it as UTF-8")


def _strict(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: the file says it is {encoding}, but byte {error.start} is not") from error
