"""The double-random draw of inspections 双随机: which firms, and who inspects them.

Who could be drawn, how heavily each weighs and how many are drawn are fixed first and sealed: the
fingerprint of all that and the hash of a secret are published. Only then is a witness's word added; secret
and word together are the seed. Who knows the secret cannot choose the word, who chooses the word does not
know the secret, and anybody can repeat the draw from the proof (``verify``).

Weighted sampling without replacement by P. S. Efraimidis and P. G. Spirakis (2006), Information Processing
Letters 97(5): the key of a subject is -ln(u)/weight with u drawn from (0, 1]; the smallest keys are drawn.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Context, Decimal

from lvxun.errors import Where
from lvxun.registers.actor import contains
from lvxun.registers.errors import RegistersError

ARITHMETIC = Context(prec=28)
SPAN = 2**64


class DrawError(RegistersError):
    """A draw that cannot be made, or a proof that does not hold."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody who may be drawn; ``weight`` is a whole number from 1, ``because`` the factors behind it."""

    id: str
    name: str
    area: str
    stratum: str
    weight: int
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who may inspect in ``areas`` (codes, all where empty), but not ``recused`` subjects 回避."""

    id: str
    name: str
    areas: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()

    def may_inspect(self, subject: Subject) -> bool:
        """Say whether the inspector is competent there and not recused."""
        inside = any(contains(area, subject.area) for area in self.areas)
        return (inside or not self.areas) and subject.id not in self.recused


@dataclass(frozen=True, slots=True)
class Order:
    """What is drawn from: all subjects and inspectors, how many of each stratum, inspectors for each."""

    subjects: tuple[Subject, ...]
    inspectors: tuple[Inspector, ...]
    counts: Mapping[str, int]
    inspectors_each: int = 2


@dataclass(frozen=True, slots=True)
class DrawnSubject:
    """A subject drawn, its key, and its inspectors by id."""

    subject: Subject
    key: str
    inspectors: tuple[str, ...]


def require_sound(order: Order) -> None:
    """Refuse an order that cannot be drawn.

    Raises
    ------
    DrawError
        for nobody to draw from, a double id, a weight below 1, or a count that its stratum does not have.
    """
    ids = [subject.id for subject in order.subjects]
    if not ids:
        raise DrawError("There is nobody to draw from.", None, "Choose a register or area that has firms.")
    doubled = [key for key, count in Counter(ids).items() if count > 1]
    if doubled:
        raise DrawError(f"{doubled[0]} is listed twice.", Where(field="subjects"), "List each firm once.")
    if heavy := next((s for s in order.subjects if s.weight < 1), None):
        raise DrawError(
            f"The weight of {heavy.id} is {heavy.weight}.", Where(field="weight"), "It is 1 at least."
        )
    sizes = Counter(subject.stratum for subject in order.subjects)
    for stratum, count in order.counts.items():
        if not 0 <= count <= sizes[stratum]:
            what = f"{count} are to be drawn of '{stratum}', which has {sizes[stratum]}."
            raise DrawError(what, Where(field=f"counts.{stratum}"), "Draw at most as many as there are.")
    if not any(order.counts.values()):
        raise DrawError(
            "Nothing is to be drawn.", Where(field="counts"), "Give at least one stratum a number."
        )


def fingerprint(order: Order) -> str:
    """Return the SHA-256 of an order in its canonical form: no change goes unseen."""
    return hashlib.sha256(_canonical(asdict(_sorted(order)))).hexdigest()


def seal(secret: str) -> str:
    """Return what is published of a secret before the draw."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seed(secret: str, word: str) -> str:
    """Return the seed: secret and witness's word together."""
    return hashlib.sha256(f"{secret}\n{word}".encode()).hexdigest()


def draw(order: Order, seed_hex: str) -> tuple[DrawnSubject, ...]:
    """Return who is drawn, by stratum and key, with inspectors for each.

    The order of the lists does not matter; the same order and seed always give the same result.

    Raises
    ------
    DrawError
        if the order is unsound, or a drawn subject has fewer competent inspectors than it needs.
    """
    require_sound(order)
    drawn: list[DrawnSubject] = []
    for stratum in sorted(order.counts):
        members = (subject for subject in order.subjects if subject.stratum == stratum)
        keyed = sorted((_key(seed_hex, subject), subject.id, subject) for subject in members)
        for key, _, subject in keyed[: order.counts[stratum]]:
            drawn.append(DrawnSubject(subject, str(key), _inspectors(order, seed_hex, subject)))
    return tuple(drawn)


def proof(order: Order, secret: str, word: str, sealed_at: str, drawn_at: str) -> dict[str, object]:
    """Return all that is needed to repeat the draw, as JSON data."""
    return {
        "method": "Efraimidis-Spirakis, u = (first 64 bits of HMAC-SHA256(seed, 'subject|' + id) + 1) / 2^64",
        "sealed_at": sealed_at,
        "seal": seal(secret),
        "fingerprint": fingerprint(order),
        "drawn_at": drawn_at,
        "secret": secret,
        "word": word,
        "seed": seed(secret, word),
        "order": asdict(_sorted(order)),
        "result": [
            {"id": one.subject.id, "key": one.key, "inspectors": list(one.inspectors)}
            for one in draw(order, seed(secret, word))
        ],
    }


def verify(document: Mapping[str, object]) -> list[str]:
    """Repeat a draw from its proof and return what does not hold; nothing where all does.

    Raises
    ------
    DrawError
        if the document is no proof of a draw.
    """
    try:
        order = order_of(document["order"])
        secret, word = str(document["secret"]), str(document["word"])
        stated = {name: document[name] for name in ("seal", "fingerprint", "seed", "result")}
    except (KeyError, TypeError, ValueError) as error:
        raise DrawError(
            f"This is no proof of a draw: {error}.", None, "Give the file that the site exports."
        ) from error
    again = proof(order, secret, word, "", "")
    words = {
        "seal": "the secret does not belong to the published seal",
        "fingerprint": "the lists are not those that were sealed",
        "seed": "the seed does not follow from secret and word",
        "result": "the draw comes out otherwise",
    }
    return [text for name, text in words.items() if stated[name] != again[name]]


def order_of(data: object) -> Order:
    """Return an order from its JSON form; KeyError, TypeError or ValueError where it is none."""
    if not isinstance(data, Mapping):
        raise TypeError("an order is a table")
    return Order(
        tuple(Subject(**{**one, "because": tuple(one.get("because", ()))}) for one in data["subjects"]),
        tuple(
            Inspector(one["id"], one["name"], tuple(one["areas"]), tuple(one["recused"]))
            for one in data["inspectors"]
        ),
        {str(key): int(count) for key, count in data["counts"].items()},
        int(data["inspectors_each"]),
    )


def _inspectors(order: Order, seed_hex: str, subject: Subject) -> tuple[str, ...]:
    able = [one for one in order.inspectors if one.may_inspect(subject)]
    if len(able) < order.inspectors_each:
        what = f"{subject.name} needs {order.inspectors_each} inspectors, and {len(able)} may inspect there."
        raise DrawError(what, Where(field="inspectors"), "List more inspectors, or draw with fewer for each.")
    ranked = sorted(able, key=lambda one: (_number(seed_hex, f"inspector|{subject.id}|{one.id}"), one.id))
    return tuple(one.id for one in ranked[: order.inspectors_each])


def _key(seed_hex: str, subject: Subject) -> Decimal:
    # Decimal's logarithm is rounded correctly everywhere; that of the C library is not.
    chance = ARITHMETIC.divide(Decimal(_number(seed_hex, f"subject|{subject.id}") + 1), Decimal(SPAN))
    return ARITHMETIC.divide(-ARITHMETIC.ln(chance), Decimal(subject.weight))


def _number(seed_hex: str, text: str) -> int:
    digest = hmac.new(bytes.fromhex(seed_hex), text.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def _sorted(order: Order) -> Order:
    return Order(
        tuple(sorted(order.subjects, key=lambda one: one.id)),
        tuple(sorted(order.inspectors, key=lambda one: one.id)),
        dict(sorted(order.counts.items())),
        order.inspectors_each,
    )


def _canonical(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
