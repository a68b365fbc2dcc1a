"""How fast texts are read: plans a second on one core and on all, megabytes a second, memory, and cost over length.

Run: python benchmarks/extraction.py [--seconds S]

The reference in the same run is the bare regex pass: every pattern of our rule files once over the same text, and
nothing made of what it finds. Ratios against it hold when the machine is slow or busy; single times do not.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import resource
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

# What a hostile or broken text may hold much of; each is tried at growing lengths.
HOSTILE: dict[str, Callable[[int], str]] = {
    "责任单位：×n": lambda n: "责任单位：" * (n // 5),
    "nested brackets": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "digits": lambda n: "1" * n,
    "《×n": lambda n: "《" * n,
    "达到50%，×n": lambda n: "达到50%，" * (n // 6),
    "国发〔2016〕16号×n": lambda n: "国发〔2016〕16号" * (n // 11),
    "省科技厅、×n": lambda n: "省科技厅、" * (n // 5),
}


def plan(number: int) -> str:
    """One of many plans: the same layout and length, other numbers."""
    return re.sub(r"(\d+)(?=家|个|项|名)", lambda found: str(int(found[1]) + number % 7), PLAN)


def bare_pass(text: str, patterns: list[re.Pattern[str]]) -> int:
    """Count what every rule's pattern finds, and make nothing of it."""
    return sum(1 for pattern in patterns for _ in pattern.finditer(text))


def per_second(work: Callable[[int], object], seconds: float) -> float:
    """How often a second of this process's own time the work is done, after one round to warm up."""
    work(0)
    done, begin = 0, time.process_time()
    while time.process_time() - begin < seconds:
        done += 1
        work(done)
    return done / (time.process_time() - begin)


def read_plan(number: int) -> int:
    return len(extract(plan(number), "plan.txt").tasks)


def plans_with_jobs(jobs: int, count: int) -> float:
    """Plans a second by the clock with several processes."""
    with multiprocessing.Pool(jobs) as pool:
        pool.map(read_plan, range(jobs * 2))
        begin = time.monotonic()
        pool.map(read_plan, range(count), chunksize=8)
        return count / (time.monotonic() - begin)


def seconds_for(text: str) -> float:
    begin = time.process_time()
    extract(text, "long.txt")
    return time.process_time() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each figure is measured")
    seconds = parser.parse_args().seconds
    patterns = [rule.pattern for noun in NOUNS for rule in load_rules(noun).named.values()]
    megabytes = len(PLAN.encode()) / 1e6

    rate = per_second(read_plan, seconds)
    bare = per_second(lambda number: bare_pass(plan(number), patterns), seconds)
    print(f"plans of {len(PLAN):,} characters a second, one core: {rate:.0f} ({rate * megabytes:.1f} MB/s)")
    print(f"a bare pass of {len(patterns)} patterns over the same texts: {bare:.0f} a second")
    print(f"so reading costs {bare / rate:.1f} × the bare pass")
    jobs = os.cpu_count() or 1
    together = plans_with_jobs(jobs, max(int(rate * seconds), 40))
    print(f"with {jobs} processes, by the clock: {together:.0f} plans a second")

    print("\nlength in plans   ms a plan")
    for times in (1, 4, 16, 64):
        print(f"{times:15} {seconds_for(PLAN * times) / times * 1000:11.1f}")
    print("\nhostile text: ms per 1,000 characters at growing length")
    print(f"{'':22}" + "".join(f"{n:>12,}" for n in (25_000, 100_000, 400_000)))
    for name, make in HOSTILE.items():
        costs = [seconds_for(make(n)) / n * 1e6 for n in (25_000, 100_000, 400_000)]
        print(f"{name:22}" + "".join(f"{cost:12.2f}" for cost in costs))
    print(f"\npeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
