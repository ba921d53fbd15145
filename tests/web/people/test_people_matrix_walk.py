"""No position sees or does what the matrix forbids.

Every step of every register is tried by every position at the services, which pages, sheets and the API all
go through: a refusal there is a refusal everywhere. Pages and direct ids are tried by everybody for two
registers (``WALKED``), every address of them, and by one position of each kind for the others. A new way in
(the API) is one more entry of ``DOORS``.
"""

from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from standing_before import good_values, stage

import people
from lvxun.web.people.positions import positions
from lvxun.web.people.rights_matrix import PAGES, Answer, Rule
from lvxun.web.registers import services, urls
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.errors import StaleRecordError
from lvxun.web.registers.models import Attachment, Comment, Filing, Record, RecordEvent, Revision, SavedView

pytestmark = pytest.mark.django_db
REGISTERS = sorted(definitions())
WALKED = ("cleaner_production", "scattered_firms")
LATER = {"register-export", "register-template", "register-import"}  # sheets: their routes come with them
KEPT = (Record, RecordEvent, Attachment, Comment, Filing, Revision)


def standing():
    """Return what is kept, to see that a refusal changed nothing."""
    versions = list(Record.objects.order_by("id").values_list("id", "version", "state", "merged_into_id"))
    views = SavedView.objects.filter(name="mine").count()
    return [versions, views, *(model.objects.count() for model in KEPT)]


def test_the_matrix_knows_every_address_of_the_registers():
    named = {route.name for route in urls.urlpatterns}
    assert named - set(PAGES) == set()
    assert set(PAGES) - named <= LATER


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


@dataclass
class Asked:
    """How an address is asked about a record: the way, the path, what is sent."""

    method: str
    path: str
    data: dict


class Pages:
    """The pages of the site as a door: an act as a request."""

    def __init__(self, before_it):
        self.stage = before_it
        self.clients = {}
        self.merged = self.merged_record()
        asked = {act.state: act.page for act in before_it.acts_by_id()}
        records = [before_it.records[state] for state in asked]
        self.files = {record.pk: self.attachment(record) for record in records}
        self.revisions = {record.pk: self.revision(record) for record in records}

    def ask(self, act, user):
        name = user.username if user else ""
        if name not in self.clients:
            self.clients[name] = Client()
            if user is not None:
                self.clients[name].force_login(user, people.BACKEND)
        asked = self.request(act, user)
        return getattr(self.clients[name], asked.method)(asked.path, asked.data)

    def request(self, act, user):
        register, record = self.stage.register.id, self.stage.records.get(act.state)
        base = f"/registers/{register}/"
        one = f"{base}{quote(record.code)}/"
        version = {"version": str(record.version)}
        by_page = {
            "registers": ("get", "/registers/", {}),
            "public-registers": ("get", "/public/registers/", {}),
            "public-register": ("get", f"/public{base}", {}),
            "inbox": ("get", "/inbox/", {}),
            "duties": ("get", "/duties/", {}),
            "register-suggest": ("get", "/registers/suggest/industry/", {}),
            "register-about": ("get", f"{base}about/", {}),
            "register-list": ("get", base, {}),
            "register-view-save": ("post", f"{base}views/", {"name": "mine", "query": ""}),
            "register-preview": ("post", f"{base}preview/", {}),
            "record-new": ("get", f"{base}new/", {}),
            "duplicates": ("get", f"{base}duplicates/", {}),
            "record": ("get", one, {}),
            "record-history": ("get", f"{one}history/", {}),
            "record-print": ("get", f"{one}print/", {}),
            "record-comment": ("post", f"{one}comment/", {"text": "x"}),
            "record-attach": ("post", f"{one}attach/", {"file": SimpleUploadedFile("b.txt", b"proof")}),
            "record-edit": ("get", f"{one}edit/", {}),
            "record-revise": ("get", f"{one}revise/", {}),
            "record-unmerge": ("post", f"{base}{quote(self.merged.code)}/unmerge/", version),
            "record-move": ("post", f"{one}move/", {"transition": act.transition, **version}),
            "register-bulk": ("post", f"{base}bulk/", {"transition": act.transition, "pk": [record.pk]}),
            "record-file": ("get", f"{one}file/{act.transition}/2025/", {}),
        }
        if act.page in by_page:
            return Asked(*by_page[act.page])
        return self.by_id(act, user, base, record)

    def by_id(self, act, user, base, record):
        """Return a request that names a thing by its number, as one would guess it."""
        if act.page == "register-view-drop":
            return Asked("post", f"{base}views/{self.view(user)}/drop/", {})
        if act.page == "attachment":
            return Asked("get", f"/registers/files/{self.files[record.pk]}/", {})
        if act.page == "revision-decide":
            return Asked("post", f"/registers/revisions/{self.revisions[record.pk]}/", {"verdict": "agree"})
        assert act.page == "register-merge", act.page
        other = next(one for one in self.stage.records.values() if one.pk != record.pk)
        versions = {f"version.{one.pk}": one.version for one in (record, other)}
        pair = {"first": record.pk, "second": other.pk, "pair": "first"}
        return Asked("post", f"{base}merge/", {**pair, **versions, "why": "x"})

    def view(self, user):
        """Return a view of one's own; of somebody who may not have one, somebody else's."""
        owner = user or people.User.objects.first()
        kept, _ = SavedView.objects.get_or_create(
            owner=owner, region="liaoning", register=self.stage.register.id, name="to be dropped"
        )
        return kept.pk

    def merged_record(self):
        """Return one more record that was merged into another."""
        keep = next(iter(self.stage.records.values()))
        gone = Record.objects.get(pk=keep.pk)
        gone.pk, gone.code, gone.merged_into = None, "M/merged", keep
        gone.save()
        return gone

    def attachment(self, record):
        return services.attach(None, record, SimpleUploadedFile("a.txt", b"proof", "text/plain")).pk

    def revision(self, record):
        proposer = people.User.objects.create_user(f"proposer-{record.pk}")
        kept = {"proposed": {}, "before": {}, "why": "x", "proposed_by": proposer}
        return Revision.objects.create(record=record, version=1, **kept).pk


DOORS = (Pages,)
EXPECTED = {
    Answer.MAY: {200, 302, 409, 422},
    Answer.REFUSED: {403},
    Answer.HIDDEN: {404},
}


def is_right(act, position, answer, response):
    """Say whether an answer is the matrix's: who has no sign-in is led to it instead of being told."""
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/account/login/")
    if position == "stranger" or position.endswith("-left"):
        return to_sign_in if answer is Answer.HIDDEN else response.status_code in EXPECTED[answer]
    if act.page == "register-bulk" and answer is Answer.HIDDEN and response.status_code == 200:
        return not response.context["verdicts"]  # the selection holds what one sees: nothing of this
    return response.status_code in EXPECTED[answer] and not to_sign_in


def opened(before_it):
    """Return every door to a stage; what a direct id needs (a file, a revision) is put there now."""
    return [kind(before_it) for kind in DOORS]


def walk(before_it, doors, wanted):
    """Ask for every wanted cell at every door; return those that are answered otherwise."""
    wrong = []
    for door in doors:
        for (act, position), answer in before_it.answers.items():
            if act.page in LATER or act.page == "public-record" or not wanted(act, answer):
                continue
            response = door.ask(act, before_it.people.get(position))
            if not is_right(act, position, answer, response):
                wrong.append((act.page, act.transition, position, str(answer), response.status_code))
    return wrong


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
        assert (
            walk(before_it, opened(before_it), lambda act, answer: act.rule in SHOWS and answer is Answer.MAY)
            == []
        )

    @pytest.mark.parametrize("key", WALKED)
    def test_what_is_allowed_is_done(self, key):
        before_it = stage(definitions()[key])
        assert (
            walk(before_it, opened(before_it), lambda act, answer: act.rule in DOES and answer is Answer.MAY)
            == []
        )

    @pytest.mark.parametrize("key", [key for key in REGISTERS if key not in WALKED])
    def test_a_record_is_not_there_for_who_may_not_see_it(self, key):
        register = definitions()[key]
        before_it = stage(register, one_of_each_kind(register))

        def wanted(act, answer):
            return act.page == "record" and answer is not Answer.MAY

        assert walk(before_it, opened(before_it), wanted) == []
