"""Somebody at a browser, doing a day's work on the pages: forms filled, steps taken, files attached."""

from io import BytesIO

from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

import people
from lvxun.web.people.models import User

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def photo(name):
    """Return a small picture as a camera would make one."""
    stream = BytesIO()
    Image.new("RGB", (8, 8), "grey").save(stream, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def paper(name):
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


class Desk:
    """One browser; whoever signs in sits down at it."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.page.set_default_timeout(15_000)

    def sit(self, person, language="zh-hans"):
        """Let somebody sign in, in place of whoever sat here before."""
        user = User.objects.filter(username=person.name).first() or people.make(person)
        client = Client()
        client.force_login(user, backend=people.BACKEND)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._keep({settings.SESSION_COOKIE_NAME: session})
        return self.speak(language)

    def speak(self, language):
        self._keep({"django_language": language})
        return self

    def _keep(self, cookies):
        self.page.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )

    def open(self, name, *args, query=""):
        self.page.goto(f"{self.address}{reverse(name, args=args)}{query}")
        return self

    def open_record(self, record, name="record"):
        return self.open(name, record.register, record.code)

    def fill(self, values, within="main"):
        """Fill inputs of a form by the names of a register's fields; a list ticks boxes."""
        for field, value in values.items():
            inputs = self.page.locator(f'{within} [name="v.{field}"]')
            if isinstance(value, list):
                for one in value:
                    self.page.locator(f'{within} [name="v.{field}"][value="{one}"]').check()
            elif inputs.first.evaluate("one => one.tagName") == "SELECT":
                inputs.first.select_option(value)
            else:
                inputs.first.fill(value)
        return self

    def send(self, within="form.record-form"):
        """Send a form with its main button."""
        with self.page.expect_navigation():
            self.page.locator(f"{within} button.primary").click()
        return self

    def step(self, record, transition, values=None, proofs=None, why=""):
        """Take a step on a record's page as its form asks for it."""
        self.open_record(record)
        card = f"#step-{transition}"
        if not self.page.locator(card).evaluate("one => one.open"):
            self.page.locator(f"{card} > summary").click()
        self.fill(values or {}, card)
        for proof, file in (proofs or {}).items():
            self.page.set_input_files(f'{card} [name="proof.{proof}"]', file)
        if why:
            self.page.fill(f"{card} [name=why]", why)
        self.send(f"{card} form")
        record.refresh_from_db()
        return self

    def holds(self, field):
        """Return what an input holds."""
        return self.page.locator(f'main [name="v.{field}"]').first.input_value()

    def fault(self, field):
        """Return what is said beside a field."""
        return " ".join(self.page.locator(f'[id="f-v-{field}-about"] .fault').all_inner_texts())

    @property
    def told(self):
        """What the page says."""
        return self.page.locator("main").inner_text()

    @property
    def here(self):
        """The state in which the record's way says that it is."""
        return self.page.locator(".way [aria-current=step] .name").inner_text()
