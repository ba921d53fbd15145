"""Five people with known rights, for every test about who may do what."""

from dataclasses import dataclass

from lvxun.web.people.models import Role, User

PASSWORD = "a long passphrase for tests"


@dataclass(frozen=True)
class Person:
    name: str
    role: Role
    body: str


PLANNER = Person("planner", Role.PLANNER, "drc")
ADMINISTRATOR = Person("administrator", Role.ADMINISTRATOR, "")
STATISTICIAN = Person("city-clerk", Role.STATISTICIAN, "shenyang")
ENTERPRISE = Person("enterprise", Role.READER, "")
INSPECTOR = Person("inspector", Role.READER, "ecology")
EVERYBODY = (PLANNER, ADMINISTRATOR, STATISTICIAN, ENTERPRISE, INSPECTOR)


def make(person: Person) -> User:
    return User.objects.create_user(person.name, password=PASSWORD, role=person.role, body=person.body)
