"""How fast texts are read: plans a second on one core and on several, megabytes a second, memory, cost over length.

Run: python benchmarks/extraction.py [--seconds S] [--jobs N]

The reference in the same run is the bare regex pass: every pattern of our rule files once over the same text, and
nothing made of what it finds. Ratios against it hold when the machine is slow or busy; single times do not. Figures
on one core are times of this process alone, the median of several rounds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ingest.pipeline import extract  # noqa: E402
from ingest.rulebook import load_rules  # noqa: E402

PLAN = (ROOT / "data" / "liaoning_2018_zhuanhua.txt").read_text("utf-8")
NOUNS = ("agencies", "citations", "deadlines", "head", "responsibilities", "sections", "tables", "targets")
ROUNDS = 5

# What a hostile or broken text may hold much of, and how often at most; each is tried with a quarter and a half too.
HOSTILE: dict[str, tuple[int, Callable[[int], str]]] = {
    "责任单位：": (20_000, lambda n: "责任单位：" * n),
    "（…）, nested": (20_000, lambda n: "（" * n + "）" * n),
    "（〔…〕）, nested": (10_000, lambda n: "（〔" * n + "〕）" * n),
    "1": (1_000_000, lambda n: "1" * n),
    "《": (20_000, lambda n: "《" * n),
    "、": (100_000, lambda n: "、" * n),
    "一、": (20_000, lambda n: "一、" * n),
    "tab": (100_000, lambda n: "\t" * n),
    "牵头": (20_000, lambda n: "牵头" * n),
    "达到50%，": (20_000, lambda n: "达到50%，" * n),
    "国发〔2016〕16号": (20_000, lambda n: "国发〔2016〕16号" * n),
    "《甲法》（以下简称《法》）": (10_000, lambda n: "《甲法》（以下简称《法》）" * n),
    "（省科技厅、…）": (20_000, lambda n: f"（{'省科技厅、' * n}）"),
    "rows of a table": (10_000, lambda n: "序号\t任务\t责任单位\n" + "1\t建设\t省科技厅\n" * n),
    "tasks of a plan": (10_000, lambda n: "一、重点任务\n" + "1.建设。（市科技局牵头，市财政局配合）\n" * n),
}


def plan(number: int) -> str:
    """A plan of the same layout and length with other numbers."""
    return re.sub(r"(\d+)(?=家|个|项|名)", lambda found: str(int(found[1]) + number), PLAN)


PLANS = [plan(number) for number in range(7)]


def bare_pass(text: str, patterns: list[re.Pattern[str]]) -> int:
    """Count what every rule's pattern finds, and make nothing of it."""
    return sum(1 for pattern in patterns for _ in pattern.finditer(text))


def per_second(work: Callable[[int], object], seconds: float) -> float:
    """How often a second of this process's own time the work is done: the median of rounds, after one to warm up."""
    work(0)
    rates = []
    for _ in range(ROUNDS):
        done, begin = 0, time.process_time()
        while time.process_time() - begin < seconds / ROUNDS:
            done += 1
            work(done)
        rates.append(done / (time.process_time() - begin))
    return statistics.median(rates)


def read_plan(number: int) -> int:
    return len(extract(PLANS[number % len(PLANS)], "plan.txt").tasks)


def plans_with_jobs(jobs: int, count: int) -> float:
    """Plans a second by the clock with several processes: the median of rounds."""
    rates = []
    with multiprocessing.Pool(jobs) as pool:
        pool.map(read_plan, range(jobs * 4), chunksize=1)
        for _ in range(ROUNDS):
            begin = time.monotonic()
            pool.map(read_plan, range(count), chunksize=8)
            rates.append(count / (time.monotonic() - begin))
    return statistics.median(rates)


def seconds_for(text: str) -> float:
    """This process's own time for one text: the median of three readings."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        extract(text, "long.txt")
        times.append(time.process_time() - begin)
    return statistics.median(times)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each figure is measured")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that read at the same time")
    arguments = parser.parse_args()
    patterns = [rule.pattern for noun in NOUNS for rule in load_rules(noun).named.values()]
    megabytes = len(PLAN.encode()) / 1e6

    rate = per_second(read_plan, arguments.seconds)
    bare = per_second(lambda number: bare_pass(PLANS[number % len(PLANS)], patterns), arguments.seconds)
    print(f"plans of {len(PLAN):,} characters a second, one core: {rate:.0f} ({rate * megabytes:.1f} MB/s)")
    print(f"a bare pass of {len(patterns)} patterns over the same texts: {bare:.0f} a second")
    print(f"so reading costs {bare / rate:.2f} × the bare pass")
    print(f"peak memory: {peak_megabytes():.0f} MB")
    together = plans_with_jobs(arguments.jobs, max(int(rate * arguments.seconds / ROUNDS), 40))
    print(f"with {arguments.jobs} processes, by the clock: {together:.0f} plans a second")

    print("\nlength in plans   ms a plan")
    for times in (1, 4, 16, 64):
        print(f"{times:15} {seconds_for(PLAN * times) / times * 1000:11.1f}")
    print(f"peak memory: {peak_megabytes():.0f} MB")
    print("\nhostile text: µs a character with n/4, n/2, n repetitions")
    print(f"{'n':>9} {'n/4':>7} {'n/2':>7} {'n':>7}")
    for name, (most, make) in HOSTILE.items():
        texts = [make(most // 4), make(most // 2), make(most)]
        costs = [seconds_for(text) / len(text) * 1e6 for text in texts]
        print(f"{most:9,}" + "".join(f"{cost:8.2f}" for cost in costs) + f"  {name}")
    print(f"peak memory: {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
