"""The single files at the top: what they may import, and what a command must not load before it needs it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def imported(file: str) -> set[str]:
    """The top-level packages that a file imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(
    ("file", "forbidden"),
    [("policygraph.py", {"spacy", "neo4j", "streamlit", "networkx"}), ("app.py", {"spacy", "neo4j", "networkx"})],
)
def test_the_files_at_the_top_leave_libraries_to_the_rooms(file, forbidden):
    assert imported(file)
    assert not imported(file) & forbidden


@pytest.mark.parametrize("command", ["ask", "query", "info"])
def test_a_question_loads_neither_spacy_nor_streamlit(command, tmp_path):
    """`policygraph ask` must answer in half a second; each of these takes longer than that to import."""
    arguments = {"ask": ["ask", "库里有哪些文件"], "query": ["query", "counts"], "info": ["info"]}[command]
    program = (
        "import sys, policygraph\n"
        f"sys.argv = ['policygraph', *{arguments!r}]\n"
        "try:\n    policygraph.main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'streamlit', 'networkx', 'neo4j', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
