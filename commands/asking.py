"""Commands that ask the graph: ask, query."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.options import Format, Param, Store, opened, parameters_of
from reports.terminal import one_line, say

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command(epilog="Example: policygraph ask 省科技厅牵头哪些任务？")
def ask(
    question: Annotated[list[str], typer.Argument(help="A question in Chinese; with or without quotes.")],
    store: Store = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
) -> None:
    """Answer a question in Chinese, with the sentence behind every fact; exit 1 where there is no answer."""
    from queries.questions import ask as answer_of
    from reports.printing import as_csv, as_json, as_table

    with opened(store) as graph:
        answer = answer_of(graph, " ".join(question))
    if format_ is Format.json:
        print(as_json(answer.as_dict()))
    elif answer.kind != "none":
        if format_ is Format.csv:
            print(as_csv(answer.rows), end="")
        else:
            print(one_line(f"{answer.understood}（共 {answer.total} 项）"))
            if answer.items:
                print(as_table(answer.rows), end="")
    if answer.kind == "none":
        if format_ is not Format.json:
            say(answer.reason or "")
            for suggestion in answer.suggestions:
                say(f"  {suggestion}")
        raise typer.Exit(1)


@app.command(epilog="Example: policygraph query tasks_of_agency --param agency=省科技厅 --param role=lead")
def query(
    name: Annotated[str | None, typer.Argument(help="A query's name; --list shows them.")] = None,
    param: Param = None,
    store: Store = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
    list_: Annotated[bool, typer.Option("--list", help="List every query; with NAME, explain its parameters.")] = False,
) -> None:
    """Run a named query."""
    from queries.catalog import QUERIES, items_of, listed, query_named, run
    from reports.printing import as_csv, as_json, as_table

    if list_:
        for one in QUERIES.values() if name is None else [query_named(name)]:
            optional = [f"[{key}]" for key in one.optional]
            print(f"{one.name} {' '.join((*one.required, *optional))}\n    {one.explanation}")
            for key, explanation in one.arguments.items() if name is not None else ():
                print(f"    --param {key}=…  {explanation}")
        return
    if name is None:
        raise typer.BadParameter("name a query, or use --list", param_hint="NAME")
    parameters = parameters_of(param)
    with opened(store) as graph:
        found = listed(run(graph, name, parameters))
    if format_ is Format.json:
        items = items_of(found)
        print(as_json({"query": name, "parameters": parameters, "items": items, "total": len(items)}))
    elif format_ is Format.csv:
        print(as_csv(found), end="")
    else:
        print(as_table(found, ids=True) if found else "nothing found\n", end="")
