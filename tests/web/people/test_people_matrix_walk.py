"""No position sees or does what the matrix forbids.

Every step of every register is tried by every position at the services, which pages, sheets and the API all
go through: a refusal there is a refusal everywhere. Every address of the pages and of the API, direct ids
too, is asked for two registers (``WALKED``), a record's own address for the others, by one position of each
kind. A new way in is one more entry of ``doors.DOORS``.
"""

import re

import pytest
from django.core.exceptions import PermissionDenied
from doors import Api, Pages, names_served, opened, walk
from standing_before import good_values, stage

from lvxun.web.api.v1 import api
from lvxun.web.people.positions import positions
from lvxun.web.people.rights_matrix import PAGES, Answer, Rule
from lvxun.web.registers import services
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.errors import StaleRecordError
from lvxun.web.registers.models import Attachment, Comment, Filing, Record, RecordEvent, Revision, SavedView

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
REGISTERS = sorted(definitions())
WALKED = ("cleaner_production", "scattered_firms")
OF_RECORDS = re.compile(r"/records|/attachments|/revisions|/inbox|/duties")
KEPT = (Record, RecordEvent, Attachment, Comment, Filing, Revision)


def standing():
    """Return what is kept, to see that a refusal changed nothing."""
    versions = list(Record.objects.order_by("id").values_list("id", "version", "state", "merged_into_id"))
    views = SavedView.objects.filter(name="mine").count()
    return [versions, views, *(model.objects.count() for model in KEPT)]


def test_the_matrix_knows_every_address_of_the_registers():
    assert names_served() == set(PAGES)


def test_the_walk_knows_every_address_of_the_api_about_records():
    paths = api.get_openapi_schema()["paths"]
    written = {(method, path) for path, methods in paths.items() for method in methods}
    about_records = {one for one in written if OF_RECORDS.search(one[1]) and "/public/" not in one[1]}
    assert about_records == {(method, path) for method, path, _page in Api.ROUTES}


class TestAtTheServices:
    @pytest.mark.parametrize("key", REGISTERS)
    def test_a_step_is_taken_and_a_record_opened_only_by_who_may(self, key):
        before_it = stage(definitions()[key])
        before = standing()
        for act, position, answer in before_it.of(Rule.MOVE):
            if act.page == "record-move" and position in before_it.people:
                expected = StaleRecordError if answer is Answer.MAY else PermissionDenied
                assert self.told(before_it, act, position, answer) is expected, (act, position)
        for act, position, answer in before_it.of(Rule.CREATE):
            if act.page == "record-new" and answer is not Answer.MAY and position in before_it.people:
                with pytest.raises(PermissionDenied):
                    services.create(before_it.people[position], key, good_values(before_it.register))
        assert standing() == before

    @staticmethod
    def told(before_it, act, position, answer):
        """Try a step and return what is raised; an allowed one at an older version, so that nothing moves."""
        record, version = before_it.records[act.state], 0 if answer is Answer.MAY else 1
        try:
            services.move(before_it.people[position], record, act.transition, version=version, why="x")
        except (StaleRecordError, PermissionDenied) as fault:
            return type(fault)
        return None


SHOWS = {Rule.OPEN, Rule.OWN, Rule.LIST, Rule.CREATE, Rule.SEE, Rule.LOOK_FOR_DOUBLES}
DOES = {Rule.REMARK, Rule.CHANGE, Rule.FILE, Rule.PROPOSE, Rule.MOVE}


def one_of_each_kind(register):
    """Return one position of each kind: what levels and functions differ in, the services were asked."""
    kinds = {(one.role, one.elsewhere, one.has_left, one.holder): one for one in positions(register)}
    return list(kinds.values())


class TestAtTheDoors:
    @pytest.mark.parametrize("key", WALKED)
    def test_what_is_forbidden_is_refused_at_every_address_and_changes_nothing(self, key):
        register = definitions()[key]
        before_it = stage(register, one_of_each_kind(register))
        doors = opened(before_it)
        before = standing()
        assert walk(before_it, doors, lambda act, answer: answer is not Answer.MAY) == []
        assert standing() == before

    def test_what_is_allowed_is_shown(self):
        register = definitions()[WALKED[0]]
        before_it = stage(register, one_of_each_kind(register))
        doors = opened(before_it)
        assert walk(before_it, doors, lambda act, answer: answer is Answer.MAY and act.rule in SHOWS) == []

    @pytest.mark.parametrize("key", WALKED)
    def test_what_is_allowed_is_done(self, key):
        before_it = stage(definitions()[key])
        doors = opened(before_it)
        assert walk(before_it, doors, lambda act, answer: answer is Answer.MAY and act.rule in DOES) == []

    @pytest.mark.parametrize("key", [key for key in REGISTERS if key not in WALKED])
    def test_a_record_is_not_there_for_who_may_not_see_it(self, key):
        register = definitions()[key]
        before_it = stage(register, one_of_each_kind(register))

        def wanted(act, answer):
            return act.page == "record" and answer is not Answer.MAY

        assert walk(before_it, [Pages(before_it)], wanted) == []
