"""Accuracy and speed of ``lvxun.plan.parse`` on annotated plans.

python benchmarks/plan_parsing.py            # the table
python benchmarks/plan_parsing.py --show     # … and what was missed or wrongly found
python benchmarks/plan_parsing.py --json
python benchmarks/plan_parsing.py --corpus DIR
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from pathlib import Path

import cn2an

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "plan"))

from annotated import CORPUS, AnnotatedPlan, load_corpus  # noqa: E402
from scoring import KINDS, Score, score, total  # noqa: E402

from lvxun.plan import parse  # noqa: E402
from lvxun.plan.model import Plan, SourceText  # noqa: E402

CHARACTERS_PER_PAGE = 1000  # a page of a policy document set in size 3 type, generously
PAGES = 200
MEASURES_PER_CHAPTER = 30
GOAL_SECONDS = 2.0


def parse_text(text: str, name: str) -> Plan:
    return parse(SourceText(text=text, name=name, format="txt", encoding="utf-8"))


def measure_accuracy(plans: list[AnnotatedPlan]) -> dict[str, dict[str, Score]]:
    results = {plan.name: score(plan, parse_text(plan.text, plan.name)) for plan in plans}
    results["all"] = total(results.values())
    return results


def long_document(plans: list[AnnotatedPlan], characters: int) -> str:
    """One plan of so many characters: the measures of the corpus, numbered anew in chapters of thirty."""
    measures = [measure for plan in plans for measure in parse_text(plan.text, plan.name).measures]
    lines = ["某省长篇实施方案", "为检验长篇文件的处理速度，制定本方案。"]
    length = 0
    for index, measure in enumerate(itertools.cycle(measures)):
        chapter, number = divmod(index, MEASURES_PER_CHAPTER)
        if number == 0:
            lines.append(f"{cn2an.an2cn(chapter + 1)}、重点任务之{cn2an.an2cn(chapter + 1)}")
        bodies = "、".join(body.name for body in measure.bodies) or "省发展改革委"
        lines.append(f"（{cn2an.an2cn(number + 1)}）{measure.text}（{bodies}负责）")
        length += len(lines[-1])
        if length >= characters:
            return "\n".join(lines)
    raise AssertionError("itertools.cycle ended")


def measure_speed(plans: list[AnnotatedPlan], repeats: int = 3) -> tuple[float, int]:
    """Seconds for a document of ``PAGES`` pages, the best of a few runs, and how many measures came out."""
    text = long_document(plans, PAGES * CHARACTERS_PER_PAGE)
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = len(parse_text(text, "long.txt").measures)
        seconds.append(time.perf_counter() - start)
    return min(seconds), found


def print_tables(results: dict[str, dict[str, Score]]) -> None:
    for name, scores in results.items():
        print(f"\n{name}")
        print(f"  {'':<24}{'precision':>10}{'recall':>8}{'F1':>8}{'found':>7}{'of':>5}{'proposed':>10}")
        for kind in KINDS:
            s = scores[kind]
            label = kind.replace("力争", "aspiration")
            print(
                f"  {label:<24}{s.precision:>10.3f}{s.recall:>8.3f}{s.f1:>8.3f}"
                f"{s.found:>7}{s.expected:>5}{s.proposed:>10}"
            )


def print_faults(results: dict[str, dict[str, Score]]) -> None:
    for name, scores in results.items():
        if name == "all":
            continue
        for kind in KINDS:
            lines = [f"  - {text}" for text in scores[kind].misses]
            lines += [f"  + {text}" for text in scores[kind].false_alarms]
            if lines:
                print(f"\n{name}: {kind} (- missed, + wrongly found)", *lines, sep="\n")


def as_json(results: dict[str, dict[str, Score]], seconds: float) -> str:
    plans = {
        name: {
            kind: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "expected": s.expected}
            for kind, s in scores.items()
        }
        for name, scores in results.items()
    }
    return json.dumps({"plans": plans, "seconds_200_pages": seconds}, ensure_ascii=False, indent=2)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CORPUS, help="folder of *.toml beside *.txt")
    options.add_argument("--json", action="store_true", help="one object instead of tables")
    options.add_argument("--show", action="store_true", help="list misses and false alarms")
    chosen = options.parse_args()
    plans = load_corpus(chosen.corpus)
    results = measure_accuracy(plans)
    seconds, measures = measure_speed(plans)
    if chosen.json:
        print(as_json(results, seconds))
        return
    if chosen.show:
        print_faults(results)
    print_tables(results)
    size = f"{PAGES} pages ({PAGES * CHARACTERS_PER_PAGE} characters, {measures} measures)"
    print(f"\n{size} parsed in {seconds:.2f} s, goal {GOAL_SECONDS} s")


if __name__ == "__main__":
    main()
