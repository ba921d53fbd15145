"""The OpenAPI document, the page and the guide know every address; answers are what the document says."""

import re
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

import people
from cleaner_audits import accepted, make
from lvxun.web.api.keys import make_key
from lvxun.web.api.v1 import api
from lvxun.web.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
GUIDE = Path(__file__).parents[3] / "docs/api.md"
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
ROW = re.compile(r"^\| (GET|POST|PATCH|PUT|DELETE) \| `([^`]+)` \|", re.MULTILINE)


def document():
    return api.get_openapi_schema(path_prefix="/api/v1/")


def operations():
    return {(method.upper(), path) for path, each in document()["paths"].items() for method in each}


def test_the_guide_has_a_row_for_every_address_and_for_no_other():
    assert set(ROW.findall(GUIDE.read_text(encoding="utf-8"))) == operations()


def test_every_address_says_what_it_does():
    for path, methods in document()["paths"].items():
        for one in methods.values():
            assert one.get("summary") and one.get("description"), path


@pytest.fixture
def _one_connection():
    """Keep the test's connection, as Django's own test client does: each request would close it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def asked(db, settings, tmp_path, _one_connection):
    """A register with records, and the key of somebody who sees them."""
    settings.DATA = tmp_path
    make(1), accepted(2)
    return make_key(people.make(people.PREFECTURE), "fuzz", 30)[1]


@schema.parametrize()
@hypothesis.settings(max_examples=5, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_answers_are_as_the_document_says(case, asked):
    """A thing that is guessed is mostly not there: the register that is named is one that is."""
    if "register_id" in case.path_parameters:
        case.path_parameters["register_id"] = "cleaner_production"
    headers = {"Authorization": f"Bearer {asked}", "Accept-Encoding": "identity"}
    case.call_and_validate(headers=headers, checks=CHECKS)
