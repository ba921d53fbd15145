"""States, transitions, limits and duties turned into the model."""

from __future__ import annotations

from lvxun.registers.defining.actors import actor_of, actors_of
from lvxun.registers.defining.entries import Entry
from lvxun.registers.defining.field_tables import nested_field, once_each
from lvxun.registers.model import Actor, ActorRole, Duty, Limit, LimitUnit, Proof, State, Transition

KINDS = ("start", "open", "decided", "end")
TONES = ("good", "warn", "bad", "neutral")
PERIODS = ("year", "quarter", "month")
_UNITS = [str(one) for one in LimitUnit]


def state_of(entry: Entry) -> State:
    """Return a state."""
    state = State(
        id=entry.ident(),
        label=entry.label("label", required=True),
        kind=entry.one_of("kind", KINDS, "open", required=True),
        sealed=entry.flag("sealed"),
        stops_clock=entry.flag("stops_clock"),
        tone=entry.one_of("tone", TONES, "neutral"),
        help=entry.label("help", longest=1000),
    )
    entry.close()
    return state


def transition_of(entry: Entry) -> Transition:
    """Return a transition; ``from`` may be a list or one state, ``["*"]`` every state but the end ones."""
    transition = Transition(
        id=entry.ident(),
        label=entry.label("label", required=True),
        sources=entry.texts("from"),
        target=entry.text("to", required=True),
        by=actors_of(entry, "by"),
        needs=entry.texts("needs"),
        proofs=once_each(entry.tables("proofs"), _proof),
        limits=tuple(limit_of(one) for one in entry.tables("limits")),
        when=entry.condition("when"),
        sets=entry.literals("sets"),
        reason_needed=entry.flag("reason_needed"),
        opens=entry.text("opens"),
        basis=entry.text("basis"),
        article=entry.text("article", longest=100),
        in_force=entry.in_force(),
    )
    if not transition.sources:
        entry.wrong("from", "the transition starts nowhere", 'Write from = ["…"] with ids of states.')
    if not transition.by:
        entry.wrong("by", "nobody may take this step", 'Write by = ["officer@prefecture"], or "system".')
    entry.close()
    return transition


def _proof(entry: Entry) -> Proof:
    proof = Proof(entry.ident(), entry.label("label", required=True))
    entry.close()
    return proof


def limit_of(entry: Entry) -> Limit:
    """Return a time limit with everything a transition's may say."""
    span = _span(entry)
    limit = Limit(
        amount=span.amount,
        unit=span.unit,
        counted_from=entry.text("counted_from", "state"),
        parameter=span.parameter,
        silence=entry.text("silence"),
        when=entry.condition("when"),
        lapses=entry.flag("lapses"),
    )
    entry.close()
    return limit


def span_of(entry: Entry | None) -> Limit | None:
    """Return a bare span of time: ``{ amount = 6, unit = "months" }``; None where there is none."""
    if entry is None:
        return None
    span = _span(entry)
    entry.close()
    return span


def _span(entry: Entry) -> Limit:
    amount, parameter = entry.whole("amount"), entry.text("parameter")
    unit = entry.one_of("unit", _UNITS, "days", required=True)
    if amount is None and not parameter:
        entry.wrong(
            "amount", "the limit has no amount", 'Write amount = 20, or parameter = "…" with one of the file.'
        )
    elif amount is not None and parameter:
        entry.wrong("amount", "the limit has an amount and a parameter", "Keep one of the two.")
    return Limit(amount or 0, LimitUnit(unit), parameter=parameter)


def duty_of(entry: Entry) -> Duty:
    """Return a duty; ``every`` missing means once, and then ``limit`` says when."""
    limit = entry.table("limit")
    duty = Duty(
        id=entry.ident(),
        label=entry.label("label", required=True),
        who=_who(entry),
        when=entry.condition("when"),
        every=entry.one_of("every", PERIODS, ""),
        day=entry.text("day"),
        limit=limit_of(limit) if limit else None,
        young=span_of(entry.table("young")),
        step=entry.text("step"),
        fields=once_each(entry.tables("fields"), nested_field),
        basis=entry.text("basis"),
        article=entry.text("article", longest=100),
        in_force=entry.in_force(),
    )
    entry.close()
    return duty


def _who(entry: Entry) -> Actor:
    written = entry.text("who", required=True)
    return (actor_of(entry, "who", written) if written else None) or Actor(ActorRole.HOLDER)
