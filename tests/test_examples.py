"""The notebook in examples/ runs from top to bottom in a real kernel, and shows what its text says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
import nbformat  # noqa: E402

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "examples" / "liaoning.ipynb"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The notebook with its outputs; it runs beside a copy of the sample data, as in the checkout."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "examples").mkdir()
    (folder / "data").symlink_to(ROOT / "data")
    found = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
        client = nbclient.NotebookClient(found, timeout=120, resources={"metadata": {"path": str(folder / "examples")}})
        return client.execute()


def shown(notebook, words: str, kind: str = "text/plain") -> str:
    """What the cell with these words in its source printed and gave back."""
    (cell,) = (cell for cell in notebook.cells if cell.cell_type == "code" and words in cell.source)
    texts = [
        output["text"] if output.output_type == "stream" else output["data"].get(kind, "") for output in cell.outputs
    ]
    return "\n".join(texts)


def test_the_checkout_holds_no_outputs():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells if cell.cell_type == "code")


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("load(store", "text/plain", "loaded 31 项任务"),
        ("tasks_of_agency", "text/html", "<p>24 rows</p><table>"),
        ("tasks_of_agency", "text/plain", "24 rows"),
        ("first.evidence", "text/plain", "省科技厅"),
        ("agency_ranking", "text/html", "辽宁省科学技术厅"),
        ("targets_by_indicator", "text/html", "高新技术企业"),
        ("standings(", "text/html", "辽宁省科学技术厅"),
        ("第19项任务", "text/plain", "辽宁省旅游发展委员会"),
        ("江西省科技厅", "text/plain", "江西省科技厅"),
        ("export_graph", "text/plain", "['图.gexf', '图.xlsx', '图.json-ld']"),
    ],
)
def test_a_cell_shows_what_it_should(notebook, words, kind, expected):
    assert expected in shown(notebook, words, kind)
