"""The draw of inspections: reproducible, weighted, sealed, and never somebody who is recused."""

import dataclasses
import json
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.registers.drawing import (
    DrawError,
    Inspector,
    Order,
    Subject,
    draw,
    fingerprint,
    proof,
    seal,
    seed,
    verify,
)
from lvxun.registers.risk import weigh

INSPECTORS = tuple(Inspector(f"i{n}", f"检查员{n}", ("210100",) if n < 2 else ()) for n in range(5))


def order(size=30, count=5, **changes):
    subjects = tuple(Subject(f"s{n:03d}", f"企业{n}", "210102", "key", 1 + n % 3) for n in range(size))
    return dataclasses.replace(Order(subjects, INSPECTORS, {"key": count}), **changes)


def test_the_same_seed_draws_the_same():
    assert draw(order(), seed("secret", "word")) == draw(order(), seed("secret", "word"))


def test_the_order_of_the_lists_does_not_matter():
    shuffled = list(order().subjects)
    random.Random(7).shuffle(shuffled)
    other = order(subjects=tuple(shuffled), inspectors=INSPECTORS[::-1])
    assert draw(order(), seed("a", "b")) == draw(other, seed("a", "b"))
    assert fingerprint(order()) == fingerprint(other)


def test_a_heavier_firm_is_drawn_more_often():
    subjects = (Subject("heavy", "重", "210102", "key", 6), Subject("light", "轻", "210102", "key", 1))
    drawn = Counter(
        draw(order(subjects=subjects, counts={"key": 1}), seed(str(n), ""))[0].subject.id for n in range(1400)
    )
    # 6 of 7 expected: 1200 of 1400, standard deviation 13
    assert 1130 < drawn["heavy"] < 1270


def test_a_hand_calculation_of_one_key():
    import hashlib
    import hmac
    import math

    one = order(1, 1)
    key = draw(one, seed("x", "y"))[0].key
    digest = hmac.new(bytes.fromhex(seed("x", "y")), b"subject|s000", hashlib.sha256).digest()
    u = (int.from_bytes(digest[:8], "big") + 1) / 2**64
    assert float(key) == pytest.approx(-math.log(u))


def test_nobody_recused_inspects():
    inspectors = (*INSPECTORS[:2], Inspector("i9", "回避者", (), tuple(f"s{n:03d}" for n in range(30))))
    for one in draw(order(inspectors=inspectors), seed("s", "w")):
        assert set(one.inspectors) == {"i0", "i1"}


def test_an_inspector_of_another_city_does_not_inspect():
    inspectors = (Inspector("i0", "沈阳", ("210100",)), Inspector("i1", "辽阳", ("211000",)))
    with pytest.raises(DrawError, match="1 may inspect"):
        draw(order(inspectors=inspectors), seed("s", "w"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"subjects": ()}, "nobody to draw"),
        ({"counts": {"key": 31}}, "which has 30"),
        ({"counts": {"none": 1}}, "which has 0"),
        ({"counts": {"key": 0}}, "Nothing is to be drawn"),
        ({"subjects": order(1).subjects * 2}, "listed twice"),
        ({"subjects": (Subject("a", "a", "210102", "key", 0),)}, "weight"),
    ],
)
def test_an_unsound_order_is_refused(changes, words):
    with pytest.raises(DrawError, match=words):
        draw(order(**changes), seed("s", "w"))


@settings(max_examples=40, deadline=None)
@given(size=st.integers(1, 40), part=st.floats(0, 1), secret=st.text(), word=st.text())
def test_any_proof_holds_and_survives_json(size, part, secret, word):
    count = max(1, int(part * size))
    document = json.loads(json.dumps(proof(order(size, count), secret, word, "", "")))
    assert len(document["result"]) == count
    assert verify(document) == []


def test_a_changed_list_or_result_is_found():
    document = json.loads(json.dumps(proof(order(), "secret", "word", "", "")))
    document["order"]["subjects"][3]["weight"] = 9
    assert "the lists are not those that were sealed" in verify(document)
    document = json.loads(json.dumps(proof(order(), "secret", "word", "", "")))
    document["result"][0]["id"] = "s029"
    assert verify(document) == ["the draw comes out otherwise"]
    document["secret"] = "another"
    assert "the secret does not belong to the published seal" in verify(document)


def test_no_proof_at_all_is_said_to_be_none():
    with pytest.raises(DrawError, match="no proof"):
        verify({"order": {"subjects": 3}})


def test_the_seal_tells_nothing_of_the_secret_but_fixes_it():
    assert seal("a") != seal("b")
    assert "secret" not in seal("secret")


def test_a_weight_is_the_product_of_its_factors():
    assert weigh({}) == (1, ())
    assert weigh({"permit_class": "key", "credit": "red", "recent_cases": 1})[0] == 3 * 6 * 2
