"""What tests of the registers' pages share: somebody at a browser, and pages read as a browser would."""

from django.test import Client
from django.urls import reverse
from lxml import html

import people
from cleaner_audits import REGISTER, audit
from lvxun.web.people.models import User


def user(person):
    return User.objects.filter(username=person.name).first() or people.make(person)


def browse(person, language="en"):
    """Return a browser in which ``person`` has signed in."""
    client = Client()
    client.cookies["django_language"] = language
    client.force_login(user(person), backend=people.BACKEND)
    return client


def at(name, *args):
    return reverse(name, args=args)


def page_of(record, name="record"):
    return at(name, record.register, record.code)


def read(answer):
    return html.fromstring(answer.content)


def words(answer, path="//main"):
    return " ".join(" ".join(node.text_content() for node in read(answer).xpath(path)).split())


def faults(answer, field):
    """Return what is said beside a field of a form."""
    return words(answer, f"//*[@id='f-v-{field}-about']//*[contains(@class, 'fault')]")


def held(answer, name):
    """Return what an input of a page holds."""
    node = read(answer).xpath(f"//*[@name='{name}']")[0]
    if node.tag == "textarea":
        return node.text or ""
    if node.tag == "select":
        return next(iter(node.xpath(".//option[@selected]/@value")), "")
    return node.get("value", "")


def typed(number=1, **changes):
    """Return a filled form of a firm for the list of cleaner-production audits."""
    values = {**audit(number), **changes}
    form = {f"v.{key}": value for key, value in values.items()}
    return {**form, "v.cases.asked": "1"}


LIST = f"/registers/{REGISTER}/"
