"""Who may open what and do what: a table over all addresses, which fails for one that it does not know."""

from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

import people

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

OPEN = dict.fromkeys(("stranger", *(person.name for person in people.EVERYBODY)), 200)
SIGNED_IN = OPEN | {"stranger": 302}
OPEN_TO_STRANGERS = dict.fromkeys(OPEN, 302) | {"stranger": 200}
NOT_THERE = dict.fromkeys(OPEN, 404)
PLANNERS = {"planner", "administrator"}
FIGURE_KEEPERS = {*PLANNERS, "city-clerk"}


def only(allowed, done, refused=403):
    """Say that some may do it, with the answer ``done``; the others are refused."""
    return {name: done if name in allowed else refused for name in OPEN}


@dataclass(frozen=True)
class Row:
    """An address, how it is asked, and what each person is answered."""

    name: str
    expected: dict
    method: str = "get"
    args: tuple = ()
    data: dict = field(default_factory=dict)


READ = [
    Row("home", OPEN),
    Row("measure", OPEN, args=("m15",)),
    Row("targets", OPEN),
    Row("target", OPEN, args=("m15.1",)),
    Row("target-chart", OPEN, args=("m15.1",)),
    Row("assessment-workbook", OPEN),
    Row("assessment-brief", OPEN),
    Row("indicators", OPEN),
    Row("indicator", OPEN, args=("forest_cover",)),
    Row("indicator-chart", OPEN, args=("forest_cover",)),
    Row("series", OPEN, args=("gdp",)),
    Row("series-chart", OPEN, args=("gdp",)),
    Row("area", OPEN, args=("210100",)),
    Row("bodies", OPEN),
    Row("body", OPEN, args=("drc",)),
    Row("sources", OPEN),
    Row("source", OPEN, args=("nbs_provincial",)),
    Row("requests", OPEN),
    Row("coverage", OPEN),
    Row("search", OPEN, data={"q": "森林"}),
    Row("style", OPEN),
    Row("plan-review", OPEN),
    Row("plan-review-export", OPEN),
    Row("plan-review-item", dict.fromkeys(OPEN, 302), args=("measure", "m15")),
    Row("plan-diff", OPEN),
    Row("figures-import", OPEN),
    Row("figures-template", OPEN, args=("csv",)),
]
NOT_FOUND = [
    Row("measure", NOT_THERE, args=("m999",)),
    Row("target", NOT_THERE, args=("nothing",)),
    Row("target-chart", NOT_THERE, args=("nothing",)),
    Row("indicator", NOT_THERE, args=("nothing",)),
    Row("series", NOT_THERE, args=("nothing",)),
    Row("series", NOT_THERE, args=("gdp",), data={"area": "999999"}),
    Row("series-chart", NOT_THERE, args=("nothing",)),
    Row("area", NOT_THERE, args=("999999",)),
    Row("body", NOT_THERE, args=("nothing",)),
    Row("source", NOT_THERE, args=("nothing",)),
    Row("figures-import-detail", NOT_THERE, args=(987654,)),
    Row("figures-draft", NOT_THERE, args=(987654,)),
    Row("figures-held-back", NOT_THERE, args=(987654, "csv")),
    Row("figures-look-again", NOT_THERE, "post", args=(987654,)),
    Row("figures-discard", NOT_THERE, "post", args=(987654,)),
    Row("figures-withdraw", NOT_THERE, "post", args=(987654,)),
]
ACTS = [
    Row(
        "plan-review-item",
        only(PLANNERS, 302),
        "post",
        ("measure", "m15"),
        {"verdict": "accepted", "seen": "0"},
    ),
    Row("figures-import", only(FIGURE_KEEPERS, 422), "post"),  # 422: may, but sent no sheet
    Row("plan-diff", dict.fromkeys(OPEN, 422), "post"),  # compares, keeps nothing: open to all
    Row("home", dict.fromkeys(OPEN, 405), "post"),
    Row("measure", dict.fromkeys(OPEN, 405), "post", ("m15",)),
    Row("set_language", dict.fromkeys(OPEN, 302), "post", data={"language": "en", "next": "/"}),
]
ACCOUNT = [
    Row("account", SIGNED_IN),
    Row("account_login", OPEN_TO_STRANGERS),
    Row("account_logout", OPEN | {"stranger": 302}),
    Row("account_reauthenticate", SIGNED_IN),
    Row("account_change_password", SIGNED_IN),
    Row("usersessions_list", SIGNED_IN),
]
KEEPERS = only({"administrator"}, 200, refused=404) | {"stranger": 302}
PEOPLE = [
    Row("delegations", SIGNED_IN),
    Row("delegations", {**only({"planner", "inspector", "enterprise"}, 422), "stranger": 302}, "post"),
    Row("delegation-revoke", NOT_THERE | {"stranger": 302}, "post", (987654,)),
    Row("people", KEEPERS),
    Row("person-new", KEEPERS),
    Row("person-new", only({"administrator"}, 422, refused=404) | {"stranger": 302}, "post"),
    Row("person", NOT_THERE | {"stranger": 302}, args=("nobody",)),
    Row("person-act", NOT_THERE | {"stranger": 302}, "post", ("nobody", "leave")),
    Row("rights", only(PLANNERS, 200, refused=404) | {"stranger": 302}),
    Row("rights-csv", only(PLANNERS, 200, refused=404) | {"stranger": 302}),
]
# What comes with allauth: no registration, no mail is sent; what changes an account asks for a sign-in.
ALLAUTH = [
    Row("account_signup", OPEN_TO_STRANGERS),
    Row("account_inactive", OPEN),
    Row("account_email", SIGNED_IN),
    Row("account_set_password", dict.fromkeys(OPEN, 302)),
    Row("account_reset_password", NOT_THERE),  # no mail is sent
    Row("account_reset_password_done", NOT_THERE),
    Row("account_reset_password_from_key", NOT_THERE, args=("0", "set-password")),
    Row("account_reset_password_from_key_done", NOT_THERE),
    Row("account_email_verification_sent", OPEN),
    Row("account_confirm_email", OPEN, args=("nothing",)),
    Row("account_confirm_login_code", dict.fromkeys(OPEN, 302)),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_authenticate", dict.fromkeys(OPEN, 302)),
    Row("mfa_reauthenticate", dict.fromkeys(OPEN, 302)),
    Row("mfa_activate_totp", dict.fromkeys(OPEN, 302)),  # asks for the password once more first
    Row("mfa_deactivate_totp", dict.fromkeys(OPEN, 404) | {"stranger": 302}),
    Row("mfa_view_recovery_codes", dict.fromkeys(OPEN, 404) | {"stranger": 302}),
    Row("mfa_generate_recovery_codes", dict.fromkeys(OPEN, 302)),
    Row("mfa_download_recovery_codes", dict.fromkeys(OPEN, 404) | {"stranger": 302}),
]
# Registers: who sees which record is in test_people_*; here each address answers each person, no record.
LISTED = "cleaner_production"
MEMBERS_NOT_THERE = NOT_THERE | {"stranger": 302}
REGISTERS = [
    Row("registers", OPEN),
    Row("register-about", OPEN, args=(LISTED,)),
    Row("register-list", SIGNED_IN, args=(LISTED,)),
    Row("register-list", MEMBERS_NOT_THERE, args=("nothing",)),
    Row("register-suggest", SIGNED_IN, args=("industry",)),
    Row("register-preview", SIGNED_IN, "post", (LISTED,)),
    Row("register-view-save", dict.fromkeys(OPEN, 302), "post", (LISTED,), {"name": "x", "query": ""}),
    Row("register-view-drop", MEMBERS_NOT_THERE, "post", (LISTED, 987654)),
    Row("register-bulk", SIGNED_IN, "post", (LISTED,), {"transition": "list"}),
    Row("duplicates", only((), 200) | {"stranger": 302}, args=(LISTED,)),
    Row("register-merge", MEMBERS_NOT_THERE, "post", (LISTED,)),
    Row("record-new", only((), 200) | {"stranger": 302}, args=(LISTED,)),
    Row("register-template", only((), 200) | {"stranger": 302}, args=(LISTED,)),
    Row("register-export", SIGNED_IN, args=(LISTED,)),
    Row("register-import", only((), 200) | {"stranger": 302}, args=(LISTED,)),
    Row("register-import", only((), 422) | {"stranger": 302}, "post", (LISTED,)),
    Row("register-import-detail", only((), 200) | {"stranger": 302}, args=(LISTED, 987654)),
    Row("register-import-progress", only((), 200) | {"stranger": 302}, args=(LISTED, 987654)),
    Row("register-import-held-back", only((), 200) | {"stranger": 302}, args=(LISTED, 987654)),
    Row("register-import-act", only((), 200) | {"stranger": 302}, "post", (LISTED, 987654, "apply")),
    Row("record", MEMBERS_NOT_THERE, args=(LISTED, "QS1")),
    Row("record-edit", MEMBERS_NOT_THERE, args=(LISTED, "QS1")),
    Row("record-revise", MEMBERS_NOT_THERE, args=(LISTED, "QS1")),
    Row("record-history", MEMBERS_NOT_THERE, args=(LISTED, "QS1")),
    Row("record-print", MEMBERS_NOT_THERE, args=(LISTED, "QS1")),
    Row("record-file", MEMBERS_NOT_THERE, args=(LISTED, "QS1", "next_round", "2031-01-01")),
    Row("record-move", MEMBERS_NOT_THERE, "post", (LISTED, "QS1")),
    Row("record-attach", MEMBERS_NOT_THERE, "post", (LISTED, "QS1")),
    Row("record-comment", MEMBERS_NOT_THERE, "post", (LISTED, "QS1")),
    Row("record-unmerge", MEMBERS_NOT_THERE, "post", (LISTED, "QS1")),
    Row("attachment", MEMBERS_NOT_THERE, args=(987654,)),
    Row("revision-decide", MEMBERS_NOT_THERE, args=(987654,)),
    Row("inbox", SIGNED_IN),
    Row("duties", SIGNED_IN),
    Row("public-registers", OPEN),
    Row("public-register", OPEN, args=(LISTED,)),
    Row("public-register", NOT_THERE, args=("nothing",)),
    Row("public-record", NOT_THERE, args=(LISTED, "QS1")),
]
# The HTTP API: a stranger is asked for a key. What is posted here is no JSON, which others are told.
KEYED = SIGNED_IN | {"stranger": 401}
NOT_JSON = dict.fromkeys(OPEN, 400) | {"stranger": 401}
NO_SUCH = NOT_THERE | {"stranger": 401}
ONE = (LISTED, "QS1")
API = [
    Row("api-docs", OPEN),
    Row("api-keys", SIGNED_IN),
    Row("api-keys", dict.fromkeys(OPEN, 422) | {"stranger": 302}, "post"),
    Row("api-key-revoke", MEMBERS_NOT_THERE, "post", (987654,)),
    Row("api-v1:openapi-json", OPEN),
    Row("api-v1:api-root", NOT_THERE),
    *(Row(f"api-v1:{name}", OPEN) for name in ("public_registers", "whole", "measures", "targets")),
    *(Row(f"api-v1:{name}", OPEN) for name in ("assessment", "indicators")),
    Row("api-v1:public_records", OPEN, args=(LISTED,)),
    Row("api-v1:public_record", NOT_THERE, args=ONE),
    Row("api-v1:measure", OPEN, args=("m15",)),
    Row("api-v1:indicator", OPEN, args=("forest_cover",)),
    *(Row(f"api-v1:{name}", KEYED) for name in ("registers", "inbox", "duties")),
    Row("api-v1:tasks", only({*PLANNERS, "city-clerk", "inspector"}, 200) | {"stranger": 401}),
    Row("api-v1:definition", KEYED, args=(LISTED,)),
    Row("api-v1:records", KEYED, args=(LISTED,)),
    Row("api-v1:create", NOT_JSON, "post", (LISTED,)),
    *(Row(f"api-v1:{name}", NO_SUCH, args=ONE) for name in ("record", "history", "comments", "attachments")),
    *(Row(f"api-v1:{name}", NO_SUCH, args=ONE) for name in ("filings", "corrections")),
    *(Row(f"api-v1:{name}", NOT_JSON, "post", ONE) for name in ("move", "comment", "file_duty", "propose")),
    Row("api-v1:attach", dict.fromkeys(OPEN, 422) | {"stranger": 401}, "post", ONE),
    Row("api-v1:change", dict.fromkeys(OPEN, 422) | {"stranger": 401}, "patch", ONE),
    Row("api-v1:attachment", NO_SUCH, args=(987654,)),
    Row("api-v1:decide", NOT_JSON, "post", (987654,)),
]
OFFICIALS = {"planner", "administrator", "city-clerk", "inspector"}


def officials(allowed=OFFICIALS, done=200, refused=404):
    """Say the answer to officials: others find nothing, a stranger is asked to sign in."""
    told = {name: done if name in allowed else refused if name in OFFICIALS else 404 for name in OPEN}
    return told | {"stranger": 302}


OVERSIGHT = [
    Row("oversight", OPEN),
    Row("oversight-rules", OPEN),
    Row("oversight-cases", OPEN),
    Row("measure-feedback", OPEN, args=("m15",)),
    Row("measure-chain", OPEN, args=("m15",)),
    Row("measure-feedback", NOT_THERE, args=("m999",)),
    Row("measure-chain", NOT_THERE, args=("m999",)),
    Row("oversight-mine", officials()),
    Row("oversight-alerts", officials()),
    Row("oversight-plan", officials(), args=(2026,)),
    Row("oversight-scores", officials()),
    Row("oversight-compare", officials()),
    Row("oversight-report", officials()),
    Row("oversight-campaigns", officials()),
    Row("oversight-assessments", officials()),
    Row("oversight-contacts", officials()),
    Row("oversight-versions", officials()),
    Row("oversight-calendar", officials()),
    Row("oversight-feedback", officials(PLANNERS)),
    Row("oversight-feed", NOT_THERE, args=("nobodys",)),
    Row("oversight-task", officials(done=404), args=(987654,)),
    Row("oversight-task-edit", officials({"planner"}, 404, 403), args=(987654,)),
    Row("oversight-task-new", officials({"planner"}, 404, 403), args=(2026,)),
    Row("oversight-task-act", officials(done=404), "post", (987654, "begin")),
    Row("oversight-report-decide", officials(done=404), "post", (987654, "accept")),
    Row("oversight-letter", officials(done=404), "post", (987654, "issue")),
    Row("oversight-evidence", officials(done=404), args=(987654,)),
    Row("oversight-score", officials(done=404), args=("body", "drc")),
    Row("oversight-campaign", officials(done=404), args=(987654,)),
    Row("oversight-campaign-act", officials(done=404), "post", (987654, "find")),
    Row("oversight-finding-act", officials(done=404), "post", (987654, "tell")),
    Row("oversight-case-decide", officials(done=404), "post", (987654,)),
    Row("oversight-plan-act", officials({"planner"}, 302, 403), "post", (2026, "draw-up")),
    Row("oversight-plan-act", officials(done=404), "post", (2026, "anything")),
    Row("oversight-alerts-now", officials({"planner"}, 302), "post"),
    Row("oversight-calendar-address", officials(done=302), "post"),
    Row("oversight-campaigns", officials({"planner", "inspector"}, 422, 403), "post"),
    Row("oversight-contacts", officials({"planner"}, 422, 403), "post"),
    Row("oversight-versions", officials({"planner"}, 422, 403), "post"),
    Row("oversight-feedback", officials(PLANNERS, 404), "post"),
    Row("oversight-cases", only({"planner", "inspector"}, 422), "post"),
    Row("measure-feedback", dict.fromkeys(OPEN, 302), "post", ("m15",), {"text": "河水干净多了。"}),
]
PLANNING = [
    Row("precheck", OPEN),
    Row("precheck", dict.fromkeys(OPEN, 422), data={"energy": "much"}),
    Row("precheck-questions", OPEN, data={"industry": "3120"}),
    Row("register-figure", OPEN, args=("cleaner_production", "audits_accepted_share")),
    Row("register-figure", NOT_THERE, args=("cleaner_production", "nothing")),
    Row("draws", OPEN),
    Row("draw-new", only((), 200) | {"stranger": 302}),
    Row("draw", NOT_THERE | {"stranger": 302}, args=(987654,)),
    Row("draw-proof", NOT_THERE | {"stranger": 302}, args=(987654,)),
]
ACCOUNTS = [
    *(Row(name, OPEN) for name in ("accounts", "account-series", "account-compare")),
    *(Row(name, OPEN, args=(2014,)) for name in ("account-cell", "account-cities", "account-footprint")),
    *(Row(name, OPEN, args=(2014,)) for name in ("account-json", "account-xlsx")),
    Row("account-table", OPEN, args=("carbon", 2014)),
    Row("account-sectors", OPEN, args=("carbon", 2014)),
    Row("account-sankey", OPEN, args=("energy", 2014)),
    Row("account-trade-chart", OPEN, args=(2014,)),
    Row("account-series-chart", OPEN),
    Row("account-change-chart", OPEN),
    Row("account-reconciliation", OPEN, args=(2014,)),
    Row("account-bridge", OPEN, args=(2014, "approaches")),
    Row("account-bridge", NOT_THERE, args=(2014, "nothing")),
    Row("account-table", NOT_THERE, args=("nothing", 2014)),
    Row("account-table", NOT_THERE, args=("carbon", 1800)),
    Row("account-cell", NOT_THERE, args=(2014,), data={"id": "nothing"}),
    Row("accounts", NOT_THERE, data={"gwp": "AR99"}),
    Row("account-series", NOT_THERE, data={"id": "nothing"}),
    Row("account-compare", NOT_THERE, data={"a": "x"}),
    Row("accounts", dict.fromkeys(OPEN, 405), "post"),
]
TABLE = [*ACCOUNTS]
TABLE += [*PLANNING, *OVERSIGHT, *API, *REGISTERS, *READ, *NOT_FOUND, *ACTS, *ACCOUNT, *PEOPLE, *ALLAUTH]


def client_of(name):
    client = Client()
    person = next((one for one in people.EVERYBODY if one.name == name), None)
    if person is not None:
        client.force_login(people.make(person), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def named_routes(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from named_routes(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space
            )


@pytest.mark.parametrize("person", list(OPEN))
@pytest.mark.parametrize(
    "row", TABLE, ids=lambda row: f"{row.method} {row.name} {' '.join(map(str, row.args))}"
)
def test_each_person_gets_the_answer_of_the_table(row, person):
    answer = getattr(client_of(person), row.method)(reverse(row.name, args=row.args), row.data)
    assert answer.status_code == row.expected[person]


def test_the_table_knows_every_address():
    assert set(named_routes(get_resolver().url_patterns)) == {row.name for row in TABLE}


def test_an_unknown_address_is_not_found(client):
    assert client.get("/nowhere/").status_code == 404
