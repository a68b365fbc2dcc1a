"""Policy documents made by rule, for tests that need many: each cites the one before it and names many agencies."""

from __future__ import annotations

from pathlib import Path

TASKS = 12  # of each document

_AGENCIES = ("省科技厅", "省财政厅", "省教育厅", "省发展改革委", "省商务厅", "省农业农村厅", "省民政厅")


def text_of(n: int) -> str:
    """The n-th document: its own title and number, `TASKS` tasks with a lead and two supporters each, one citation."""
    tasks = ""
    for t in range(1, TASKS + 1):
        lead, one, other = (_AGENCIES[(n + t + k) % len(_AGENCIES)] for k in (0, 1, 3))
        tasks += f"　　{t}.做好第{t}项工作。到2020年，企业数量达到{100 * n + t}家。"
        tasks += f"（牵头单位：{lead}；配合单位：{one}、{other}）\n"
    return (
        f"辽宁省人民政府关于印发第{n}号行动计划的通知\n\n辽政发〔2018〕{n}号\n\n各市人民政府：\n"
        f"　　为落实《辽宁省人民政府关于印发第{n - 1}号行动计划的通知》（辽政发〔2018〕{n - 1}号），现通知如下。\n"
        f"　　一、重点任务\n{tasks}辽宁省人民政府\n2018年6月6日\n"
    )


def write_documents(folder: Path, count: int) -> list[Path]:
    """Write the documents 1 … count into a folder, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{n:03}.txt" for n in range(1, count + 1)]
    for n, path in enumerate(paths, start=1):
        path.write_text(text_of(n), "utf-8")
    return paths
