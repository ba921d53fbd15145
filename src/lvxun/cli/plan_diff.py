"""``lvxun plan diff``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from lvxun.cli.output import console, print_json, progress

if TYPE_CHECKING:
    from lvxun.plan import Plan
    from lvxun.plan.comparing import Change, MeasureDiff, PlanDiff, SentenceDiff, TargetDiff

COLOURS = {"new": "green", "dropped": "red", "stronger": "green", "weaker": "red", "changed": "yellow"}
EDIT_STYLES = {"kept": "", "inserted": "green underline", "deleted": "red strike"}
EDIT_MARKS = {"kept": "{}", "inserted": "{{+{}+}}", "deleted": "[-{}-]"}


def diff(
    before: Annotated[
        Path, typer.Argument(metavar="A", help="The plan as it was: a document or a plan.toml.")
    ],
    after: Annotated[Path, typer.Argument(metavar="B", help="The plan as it is now, in any such form.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the comparison as JSON (see docs/plan-diff.md).")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show what is the same, too.")] = False,
) -> None:
    """Compare two plans sentence by sentence.

    Measures are paired by what they say, wherever they moved: new, dropped, changed, given to another body.
    Targets are paired by what they measure, units converted: new, dropped, stronger, weaker.

    Example: lvxun plan diff draft.docx final.pdf
    """
    from lvxun import plan as plans

    with progress() as bar:
        bar.add_task("comparing two plans")
        comparison = plans.diff(_plan(before), _plan(after))
    if as_json:
        from lvxun.plan.comparing import diff_to_dict

        print_json(diff_to_dict(comparison))
        return
    _print(comparison, everything)


def _plan(path: Path) -> Plan:
    from lvxun import plan as plans

    if path.is_dir():
        return plans.load(path)
    if path.suffix == ".toml":
        return plans.load(path.parent, name=path.name)
    return plans.parse(plans.read(path))


def _print(comparison: PlanDiff, everything: bool) -> None:
    _show(Text(_summary(comparison), style="bold"))
    for target in comparison.targets:
        if everything or target.change != "same" or target.bodies.is_handed_over:
            _show(_target_line(target))
    for measure in comparison.measures:
        if everything or measure.change != "same":
            _print_measure(measure, everything)


def _summary(comparison: PlanDiff) -> str:
    if comparison.is_same:
        return (
            f"No difference: {len(comparison.after.measures)} measures "
            f"and {len(comparison.after.targets)} targets are the same."
        )
    return (
        f"Measures: {_counted(comparison.measure_counts)}; "
        f"given to another body: {len(comparison.handed_over)}. "
        f"Targets: {_counted(comparison.target_counts)}."
    )


def _counted(counts: Mapping[Change, int]) -> str:
    return ", ".join(f"{number} {change}" for change, number in counts.items()) or "none"


def _target_line(item: TargetDiff) -> Text:
    from lvxun.plan.comparing.strength import shown_value

    target = item.after or item.before
    line = _tag(item.change)
    line.append(f"target: {target.indicator} " if target else "")
    if item.before is None or item.after is None:
        line.append(f"{target.comparator} {shown_value(target)}" if target else "")
    line.append("; ".join(f"{r.aspect}: {r.before or '–'} → {r.after or '–'}" for r in item.reasons))
    if item.bodies.is_handed_over:
        line.append(f" (given by {_names(item.bodies.leads_before)} to {_names(item.bodies.leads_after)})")
    return line


def _print_measure(item: MeasureDiff, everything: bool) -> None:
    measure = item.after or item.before
    heading = _tag(item.change)
    heading.append(f"measure {measure.number}: {measure.title}" if measure else "", style="bold")
    if item.is_renumbered and item.before:
        heading.append(f" (was {item.before.number} in chapter {item.before.chapter})")
    console.print()
    _show(heading)
    if item.before and item.after:
        _print_bodies(item)
    for sentence in item.sentences:
        if everything or sentence.change != "same":
            _show(_sentence_line(sentence))


def _print_bodies(item: MeasureDiff) -> None:
    bodies = item.bodies
    if bodies.is_handed_over:
        console.print(
            Text(f"  lead: {_names(bodies.leads_before)} → {_names(bodies.leads_after)}", "magenta")
        )
    if bodies.added:
        _show(Text(f"  bodies added: {_names(bodies.added)}", "green"))
    if bodies.dropped:
        _show(Text(f"  bodies dropped: {_names(bodies.dropped)}", "red"))


def _sentence_line(item: SentenceDiff) -> Text:
    line = Text("  ").append(_tag(item.change))
    for edit in item.edits:
        # Colours are lost in a file or a pipe, so changes inside a sentence are marked there.
        is_marked = item.change == "changed" and not console.is_terminal
        shown = EDIT_MARKS[edit.kind].format(edit.text) if is_marked else edit.text
        line.append(shown, style=EDIT_STYLES[edit.kind] if item.change == "changed" else "")
    return line


def _show(line: Text) -> None:
    # The terminal wraps; in a file or a pipe a line stays a line.
    console.print(line, soft_wrap=True)


def _tag(change: str) -> Text:
    return Text.assemble((f"{change:9}", COLOURS.get(change, "dim")))


def _names(names: Iterable[str]) -> str:
    return "、".join(names) or "–"


def register(app: typer.Typer) -> None:
    """Add the command to the group ``lvxun plan``."""
    app.command("diff")(diff)
