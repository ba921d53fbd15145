"""The ways in to a record: its pages and the API, each as requests for an act of the matrix of rights."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from standing_before import Stage

import people
from lvxun.web.api.keys import make_key
from lvxun.web.people.models import User
from lvxun.web.people.rights_matrix import Answer
from lvxun.web.registers import services
from lvxun.web.registers import urls as registers
from lvxun.web.registers.models import Record, Revision, SavedView
from lvxun.web.sheets import urls as sheets
from lvxun.web.sheets.models import SheetImport, Status

OF_ONE_IMPORT = {"register-import-detail", "register-import-progress", "register-import-held-back"}


@dataclass(frozen=True)
class Asked:
    """A request: the way, the path, what is sent."""

    method: str
    path: str
    data: dict = field(default_factory=dict)


class Things:
    """What hangs on a record and is named by its number, as one would guess it: put there before a walk."""

    MERGED = "M/merged"

    def __init__(self, before_it: Stage) -> None:
        self.stage = before_it
        records = [before_it.records[state] for state in {act.state for act in before_it.acts_by_id()}]
        self.files = {record.pk: self._attachment(record) for record in records}
        self.revisions = {record.pk: self._revision(record) for record in records}
        self._put_a_merged_one()

    def view(self, user):
        """Return a view of one's own; of a stranger, somebody else's."""
        owner = user or User.objects.order_by("pk").first()
        kept, _ = SavedView.objects.get_or_create(
            owner=owner, region="liaoning", register=self.stage.register.id, name="to be dropped"
        )
        return kept.pk

    def sheet(self, user, name):
        """Return an import of one's own; of a stranger, somebody else's."""
        owner = user or User.objects.order_by("pk").first()
        key = self.stage.register.id
        kept, _ = SheetImport.objects.get_or_create(
            owner=owner, region="liaoning", register=key, file_name=name, status=Status.CHECKED, size=1
        )
        return kept.pk

    def _put_a_merged_one(self):
        """Put one more record there that was merged into another."""
        keep = next(iter(self.stage.records.values()))
        gone = Record.objects.get(pk=keep.pk)
        gone.pk, gone.code, gone.merged_into = None, self.MERGED, keep
        gone.save()

    def _attachment(self, record):
        return services.attach(None, record, SimpleUploadedFile("a.txt", b"proof", "text/plain")).pk

    def _revision(self, record):
        proposer = User.objects.create_user(f"proposer-{record.pk}")
        kept = {"proposed": {}, "before": {}, "why": "x", "proposed_by": proposer}
        return Revision.objects.create(record=record, version=1, **kept).pk


class Pages:
    """The pages of the site, to somebody who signed in."""

    def __init__(self, before_it: Stage, things: Things | None = None) -> None:
        self.stage, self.things, self.clients = before_it, things, {}

    def ask(self, act, user):
        name = user.username if user else ""
        if name not in self.clients:
            self.clients[name] = Client()
            if user is not None:
                self.clients[name].force_login(user, people.BACKEND)
        asked = self.request(act, user)
        return [getattr(self.clients[name], asked.method)(asked.path, asked.data)]

    @staticmethod
    def is_right(act, position, answer, response):
        """Say whether it is the matrix's answer: who has no sign-in is led to it instead of being told."""
        to_sign_in = response.status_code == 302 and response["Location"].startswith("/account/login/")
        if position == "stranger" or position.endswith("-left"):
            return to_sign_in if answer is Answer.HIDDEN else response.status_code == 200
        if act.page == "register-bulk" and answer is Answer.HIDDEN and response.status_code == 200:
            return not response.context["verdicts"]  # the selection holds what one sees: nothing of this
        expected = {Answer.MAY: {200, 302, 409, 422}, Answer.REFUSED: {403}, Answer.HIDDEN: {404}}
        return response.status_code in expected[answer] and not to_sign_in

    def request(self, act, user):
        key, record = self.stage.register.id, self.stage.records[act.state]
        base, version = f"/registers/{key}/", {"version": str(record.version)}
        one, step = f"{base}{quote(record.code)}/", {"transition": act.transition}
        by_page = {
            "registers": Asked("get", "/registers/"),
            "public-registers": Asked("get", "/public/registers/"),
            "public-register": Asked("get", f"/public{base}"),
            "inbox": Asked("get", "/inbox/"),
            "duties": Asked("get", "/duties/"),
            "register-suggest": Asked("get", "/registers/suggest/industry/"),
            "register-about": Asked("get", f"{base}about/"),
            "register-list": Asked("get", base),
            "register-view-save": Asked("post", f"{base}views/", {"name": "mine", "query": ""}),
            "register-preview": Asked("post", f"{base}preview/"),
            "record-new": Asked("get", f"{base}new/"),
            "duplicates": Asked("get", f"{base}duplicates/"),
            "record": Asked("get", one),
            "record-history": Asked("get", f"{one}history/"),
            "record-print": Asked("get", f"{one}print/"),
            "record-comment": Asked("post", f"{one}comment/", {"text": "x"}),
            "record-attach": Asked("post", f"{one}attach/", {"file": a_file()}),
            "record-edit": Asked("get", f"{one}edit/"),
            "record-revise": Asked("get", f"{one}revise/"),
            "record-unmerge": Asked("post", f"{base}{quote(Things.MERGED)}/unmerge/", version),
            "record-move": Asked("post", f"{one}move/", {**step, **version}),
            "register-bulk": Asked("post", f"{base}bulk/", {**step, "pk": [record.pk]}),
            "record-file": Asked("get", f"{one}file/{act.transition}/2025/"),
        }
        return by_page.get(act.page) or self.by_number(act, user, base, record)

    def by_number(self, act, user, base, record):
        """Return a request that names a thing by its number."""
        if act.page.startswith(("register-import", "register-export", "register-template")):
            return self.of_a_sheet(act.page, user)
        if act.page == "register-view-drop":
            return Asked("post", f"{base}views/{self.things.view(user)}/drop/")
        if act.page == "attachment":
            return Asked("get", f"/registers/files/{self.things.files[record.pk]}/")
        if act.page == "revision-decide":
            address = f"/registers/revisions/{self.things.revisions[record.pk]}/"
            return Asked("post", address, {"verdict": "agree"})
        assert act.page == "register-merge", act.page
        other = next(one for one in self.stage.records.values() if one.pk != record.pk)
        versions = {f"version.{one.pk}": one.version for one in (record, other)}
        return Asked(
            "post", f"{base}merge/", {"first": record.pk, "second": other.pk, "pair": "first", **versions}
        )

    def of_a_sheet(self, page, user):
        """Return a request about sheets; a sheet that was sent is one's own."""
        key = self.stage.register.id
        if page in OF_ONE_IMPORT:
            return Asked("get", reverse(page, args=[key, self.things.sheet(user, "kept.csv")]))
        if page == "register-import-act":
            number = self.things.sheet(user, "to be put aside.csv")
            return Asked("post", reverse(page, args=[key, number, "discard"]))
        return Asked("get", reverse(page, args=[key]))


class Api:
    """The HTTP API, to somebody with a key; to a stranger without one."""

    BASE = "/api/v1/registers/{register_id}/records"
    ONE = f"{BASE}/{{code}}"
    # Every address about records; the walk fails for one that is left out.
    ROUTES = (
        ("get", "/api/v1/inbox", "inbox"),
        ("get", "/api/v1/duties", "duties"),
        ("get", BASE, "register-list"),
        ("post", BASE, "record-new"),
        ("get", ONE, "record"),
        ("patch", ONE, "record-edit"),
        ("get", f"{ONE}/history", "record-history"),
        ("get", f"{ONE}/comments", "record"),
        ("post", f"{ONE}/comments", "record-comment"),
        ("get", f"{ONE}/attachments", "record"),
        ("post", f"{ONE}/attachments", "record-attach"),
        ("get", f"{ONE}/filings", "record"),
        ("post", f"{ONE}/filings", "record-file"),
        ("get", f"{ONE}/revisions", "record"),
        ("post", f"{ONE}/revisions", "record-revise"),
        ("post", f"{ONE}/moves", "record-move"),
        ("get", "/api/v1/attachments/{attachment_id}", "attachment"),
        ("post", "/api/v1/revisions/{revision_id}/verdict", "revision-decide"),
    )

    def __init__(self, before_it: Stage, things: Things) -> None:
        self.stage, self.things, self.client = before_it, things, Client()

    @cached_property
    def keys(self):
        return {user.pk: make_key(user, "walk", 30)[1] for user in self.stage.people.values()}

    def ask(self, act, user):
        headers = {"authorization": f"Bearer {self.keys[user.pk]}"} if user else {}
        record = self.stage.records[act.state]
        place = {
            "register_id": self.stage.register.id,
            "code": quote(record.code),
            "attachment_id": self.things.files.get(record.pk, 0),
            "revision_id": self.things.revisions.get(record.pk, 0),
        }
        return [
            self.sent(method, path.format(**place), act, record.version, headers)
            for method, path, page in self.ROUTES
            if page == act.page
        ]

    def sent(self, method, path, act, version, headers):
        if act.page == "record-attach":
            return self.client.post(path, {"file": a_file()}, headers=headers)
        bodies = {
            "record-new": {"values": {}},
            "record-edit": {"values": {}, "version": version},
            "record-comment": {"text": "x"},
            "record-file": {"duty": act.transition, "period": "2025"},
            "record-revise": {"values": {}, "version": version, "why": "x"},
            "record-move": {"transition": act.transition, "version": version},
            "revision-decide": {"verdict": "agree"},
        }
        if method == "get":
            return self.client.get(path, headers=headers)
        body = bodies[act.page]
        return getattr(self.client, method)(path, body, content_type="application/json", headers=headers)

    @staticmethod
    def is_right(act, position, answer, response):
        """Say whether it is the matrix's answer; no key, or a leaver's, opens nothing."""
        if position == "stranger" or position.endswith("-left"):
            return response.status_code == 401
        expected = {Answer.MAY: {200, 201, 409, 422}, Answer.REFUSED: {403}, Answer.HIDDEN: {404}}
        return response.status_code in expected[answer]


def a_file():
    """Return a small file to send; each is read once."""
    return SimpleUploadedFile("b.txt", b"proof")


DOORS = (Pages, Api)


def names_served():
    """Return the names of the addresses about records, of the apps that have some."""
    return {route.name for app in (registers, sheets) for route in app.urlpatterns}


def opened(before_it: Stage) -> list:
    """Return every door to a stage."""
    things = Things(before_it)
    return [kind(before_it, things) for kind in DOORS]


def walk(before_it: Stage, doors, wanted):
    """Ask for every wanted cell at every door; return those that are answered otherwise."""
    wrong, served = [], names_served()
    for door in doors:
        for (act, position), answer in before_it.answers.items():
            if act.page not in served or act.page == "public-record" or not wanted(act, answer):
                continue
            for response in door.ask(act, before_it.people.get(position)):
                if not door.is_right(act, position, answer, response):
                    told = (act.page, act.transition, position, str(answer), response.status_code)
                    wrong.append((type(door).__name__, *told))
    return wrong
