"""The command that hands the graph on: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Param, Store, opened, parameters_of, place
from reports.kinds import Kind
from reports.terminal import one_line, progress

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command(epilog="Example: policygraph export xlsx --output 任务清单.xlsx --document '国发〔2016〕16号'")
def export(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="graphml, gexf, csv, xlsx or json-ld.")],
    output: Annotated[
        Path,
        typer.Option(
            parser=place,
            metavar="PATH",
            help="The file. csv of a graph makes two: 图.csv gives 图-nodes.csv and 图-edges.csv, "
            "an existing folder nodes.csv and edges.csv in it.",
        ),
    ],
    store: Store = None,
    document: Annotated[str | None, typer.Option(help="This document alone: by id, number or title.")] = None,
    query: Annotated[str | None, typer.Option(metavar="NAME", help="The result of a query; see query --list.")] = None,
    param: Param = None,
) -> None:
    """Write the graph for other tools: networkx and Gephi, spreadsheets, Excel, linked data.

    All of it, one document, or the result of a query: its rows as csv or xlsx, else the nodes it names with the edges
    between them. A file that was there is replaced only when the new one is whole.
    """
    from queries.catalog import run
    from queries.document import document_named
    from queries.export import document_ids
    from reports.export import export_graph, export_result

    if document is not None and query is not None:
        raise typer.BadParameter("give a document or a query, not both; most queries take --param document=…")
    if param and query is None:
        raise typer.BadParameter("belongs to --query", param_hint="--param")
    with opened(store) as graph:
        if query is not None:
            written = export_result(graph, kind, output, run(graph, query, parameters_of(param)))
        else:
            found = document_named(graph, document)
            documents = document_ids(graph) if found is None else [found]
            with progress(len(documents)) as advance:
                written = export_graph(graph, kind, output, documents=documents, advance=advance)
    for path in written:
        print(one_line(str(path)))
