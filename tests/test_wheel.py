"""`pip install .` gives a command that works anywhere: the wheel is built, installed, and used from another folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.command import PLAN, PROJECT

NOT_SOURCE = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "*.db*", "tests")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from a copy of the sources: building leaves files beside them."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(PROJECT, folder / "source", ignore=NOT_SOURCE)
    # With the build tool at hand nothing need be fetched.
    at_hand = int(version("setuptools").partition(".")[0]) >= 77
    options = ["--no-isolation", "--skip-dependency-check"] if at_hand else []
    command = [sys.executable, "-m", "build", "--wheel", *options, "--outdir", folder / "dist", folder / "source"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (folder / "dist").iterdir()
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Path:
    """The command in an environment of its own, which has our dependencies but not the checkout."""
    home = tmp_path_factory.mktemp("环境 one") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
    )
    (packages,) = (home / "lib").glob("python*/site-packages")
    # A folder named in a .pth file is searched, but its own .pth files, such as that of the checkout, are not read.
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "dependencies.pth").write_text("\n".join(sorted(ours)) + "\n", "utf-8")
    where = run(python, "-c", "import policygraph, graph; print(policygraph.__file__, graph.__file__)", cwd=home)
    assert where.count(str(packages)) == 2, where
    return home / "bin" / "policygraph"


def run(*command: object, cwd: Path) -> str:
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "POLICYGRAPH_STORE")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout.decode()


def test_all_files_that_the_code_reads_are_in_the_wheel(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    rooms = ("graph", "ingest", "queries", "reports", "views")
    files = [path for room in rooms for path in (PROJECT / room).rglob("*") if path.is_file()]
    names = {str(path.relative_to(PROJECT)) for path in files if "__pycache__" not in path.parts}
    assert names - inside == set()
    for kind in (
        r"ingest/rules/.*\.toml",
        r"queries/.*\.sql",
        r"queries/.*\.cypher",
        r"queries/.*\.toml",
        r"views/.*\.toml",
    ):
        assert any(re.fullmatch(kind, name) for name in inside), kind
    assert {"policygraph.py", "app.py"} <= inside
    assert not [name for name in inside if name.startswith(("tests", "benchmarks", "data"))]


def test_the_installed_command_works_from_another_folder(installed, tmp_path):
    record = json.loads(run(installed, "extract", PLAN, cwd=tmp_path))
    assert len(record["tasks"]) == 31
    assert run(installed, "ingest", PLAN, cwd=tmp_path).splitlines()[1].startswith("31 tasks,")
    answer = json.loads(run(installed, "ask", "省科技厅牵头哪些任务？", "--format", "json", cwd=tmp_path))
    assert (answer["kind"], answer["total"]) == ("tasks", 24)
    assert "tasks_of_agency agency [role] [document]" in run(installed, "query", "--list", cwd=tmp_path)
    assert "强化政策落实" in run(installed, "query", "tasks", "--format", "csv", cwd=tmp_path)
    assert run(installed, "info", cwd=tmp_path).startswith(f"policygraph {version('policygraph')}\n")
    assert run(installed, "neo4j", "status", cwd=tmp_path) == "stopped\n"
    assert {path.name for path in tmp_path.iterdir()} <= {
        f"policygraph.db{ending}" for ending in ("", "-wal", "-shm", ".lock")
    }
