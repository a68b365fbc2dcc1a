"""What others add from outside: a `policygraph.toml` names rule files and components of the pipeline.

    [rules]
    responsibilities = "our_labels.toml"   # beside this file; asked after our own rules of that noun

    [[component]]
    name = "nicknames"                     # a factory that spaCy knows, by `spacy_factories` of an installed package
    after = "policy_citations"

The file is data: it names code that is installed, and brings none. It holds for the whole process.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import RuleError

__all__ = ["VARIABLE", "Component", "Extension", "extension", "read_extension"]

VARIABLE = "POLICYGRAPH_CONFIG"


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the pipeline, and the one that it comes after."""

    name: str
    after: str


@dataclass(frozen=True, slots=True)
class Extension:
    """The rule files to add, by noun, the components, and the file that says so (None: nothing is added)."""

    file: Path | None
    rules: Mapping[str, Path]
    components: tuple[Component, ...]


@cache
def extension() -> Extension:
    """Return what the file that POLICYGRAPH_CONFIG names adds, or else policygraph.toml in the working folder.

    Returns:
        The extension; an empty one where there is no file.

    Raises:
        RuleError: the file is wrong, or POLICYGRAPH_CONFIG names one that is not there.
    """
    named = os.environ.get(VARIABLE)
    file = Path(named or "policygraph.toml").absolute()
    return read_extension(file) if named or file.is_file() else Extension(None, {}, ())


def read_extension(file: Path) -> Extension:
    """Read a policygraph.toml.

    Args:
        file: where it is; the rule files it names are looked for beside it.

    Returns:
        What it adds.

    Raises:
        RuleError: it cannot be read, is not TOML, or holds something else than this module's head shows.
    """
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise RuleError(f"{file} 无法读取：{error.strerror}") from error
    except ValueError as error:
        raise RuleError(f"{file} 不是正确的 TOML：{error}") from error
    if unknown := sorted(set(data) - {"rules", "component"}):
        raise RuleError(f"{file}：不认识的键 {'、'.join(unknown)}；可用 rules、component")
    rules, components = data.get("rules", {}), data.get("component", [])
    if not isinstance(rules, dict) or not all(isinstance(name, str) for name in rules.values()):
        raise RuleError(f'{file}：[rules] 的每一项应写成 名词 = "文件名"')
    if not isinstance(components, list) or not all(_is_component(entry) for entry in components):
        raise RuleError(f"{file}：[[component]] 应有且只有 name 和 after")
    paths = {noun: file.parent / name for noun, name in rules.items()}
    for path in paths.values():
        if not path.is_file():
            raise RuleError(f"{file}：[rules] 所写的文件 {path} 不存在")
    return Extension(
        file,
        paths,
        tuple(Component(entry["name"], entry["after"]) for entry in components),
    )


def _is_component(entry: Any) -> bool:
    return (
        isinstance(entry, dict) and set(entry) == {"name", "after"} and all(isinstance(v, str) for v in entry.values())
    )
