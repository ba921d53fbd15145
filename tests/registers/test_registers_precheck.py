"""What a project meets: by the numbers of the rules, with what is missing said, never guessed."""

from hypothesis import given
from hypothesis import strategies as st

from lvxun.registers.permit_catalogue import PermitNeed, permit_need, questions
from lvxun.registers.precheck import Kind, facts_asked, precheck, rules

STEEL = {
    "industry": "3120", "area": "210300", "work": "new", "energy_kind": "none", "state_funded": False,
    "energy": 250000, "electricity": 3e8, "ghg": 600000, "land": 40, "hazardous_waste": 900, "toxic": True,
    "key_discharger": True, "in_park": True, "hazardous_chemicals": False, "floor_area": 0,
    "farmland_topsoil": False,
}  # fmt: skip


def certain(facts):
    return {one.rule.id for one in precheck(facts) if one.is_certain}


def test_a_steel_mill_meets_all_that_the_rules_name():
    assert certain(STEEL) == {
        "filing", "energy_review_province", "energy_user", "two_high", "eia_report", "permit_key",
        "disclosure", "cleaner_production", "hazardous_waste", "land", "carbon_market", "green_factory",
    }  # fmt: skip


def test_each_finding_has_document_confidence_and_who_decides():
    for one in precheck(STEEL):
        assert one.rule.document and one.rule.confidence and one.rule.function and one.rule.level


def test_what_is_not_told_leaves_a_rule_open_and_says_what_is_missing():
    (review,) = [one for one in precheck({"industry": "1351"}) if one.rule.id == "energy_review_province"]
    assert not review.is_certain
    assert review.missing == ("energy",)


def test_energy_at_the_very_limits():
    assert "energy_review_province" in certain({"energy": 10000})
    assert "energy_review_city" in certain({"energy": 9999.9})
    assert "energy_review_city" in certain({"energy": 999, "electricity": 5000000})
    assert not certain({"energy": 999, "electricity": 4999999}) & {
        "energy_review_city",
        "energy_review_province",
    }


def test_a_full_report_takes_the_place_of_the_form():
    assert "eia_form" not in certain(STEEL)
    assert "eia_form" in certain({"industry": "1351"})


def test_chemicals_outside_a_park_come_first():
    first = precheck({"industry": "2614", "hazardous_chemicals": True, "in_park": False})[0]
    assert (first.rule.kind, first.is_certain) == (Kind.BARRIER, True)


def test_wind_needs_approval_and_solar_a_filing():
    assert "approval_wind_nuclear_thermal" in certain({"energy_kind": "wind"})
    assert "filing_energy" in certain({"energy_kind": "solar"})


def test_the_permit_says_which_line_of_the_catalogue():
    (permit,) = [one for one in precheck({"industry": "8411", "beds": 500}) if one.rule.permit]
    assert (permit.permit.permit, permit.permit.entry.number) == ("key", "107")


def test_permit_classes_by_hand():
    # entry 69: refractories, a Liaoning industry; entry 13: slaughter; art. 7: more than 30 t COD; entry 109
    assert permit_need("3089", {}).permit == "registration"
    assert permit_need("3089", {"coal_fired": 1}).permit == "simplified"
    assert permit_need("1351", {"pigs": 19999}).permit == "registration"
    assert permit_need("1351", {"pigs": 20000}).permit == "simplified"
    assert permit_need("1351", {"pigs": 100000}).permit == "key"
    assert permit_need("6410", {"cod": 30}).permit == "none"
    assert permit_need("6410", {"cod": 30.1}).permit == "key"
    assert permit_need("6410", {"boiler_single": 20}) == PermitNeed(
        "simplified", permit_need("6410", {"boiler_single": 20}).entry, process_only=True
    )


def test_the_form_asks_only_what_the_catalogue_asks_of_an_industry():
    assert "pigs" in {one.id for one in questions("1351")}
    assert "pigs" not in {one.id for one in questions("3120")}


def test_rules_ask_for_facts_that_the_form_or_the_catalogue_knows():
    known = {fact.id for fact in facts_asked()} | {
        q.id for i in ("3120", "2110", "6410") for q in questions(i)
    }
    assert {fact for rule in rules() for fact in rule.asks()} <= known


@given(
    st.dictionaries(
        st.sampled_from([fact.id for fact in facts_asked()] + ["pigs", "cod"]),
        st.one_of(st.none(), st.booleans(), st.floats(), st.text(), st.integers()),
    )
)
def test_any_facts_get_an_answer(facts):
    for one in precheck(facts):
        assert one.is_certain or one.missing
