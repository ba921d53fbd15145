"""People with known rights, for every test about who may do what."""

from dataclasses import dataclass
from datetime import date

from lvxun.web.people.models import Delegation, Role, User

PASSWORD = "a long passphrase for tests"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

FIRM = "91210100MA0XYN001J"
OTHER_FIRM = "91210200MA0XYN002T"


@dataclass(frozen=True)
class Person:
    name: str
    role: Role
    body: str = ""
    function: str = ""
    area: str = ""
    holder: str = ""
    left_on: date | None = None


PLANNER = Person("planner", Role.PLANNER, "drc")
ADMINISTRATOR = Person("administrator", Role.ADMINISTRATOR)
STATISTICIAN = Person("city-clerk", Role.STATISTICIAN, "shenyang")
ENTERPRISE = Person("enterprise", Role.HOLDER, holder=FIRM)
INSPECTOR = Person("inspector", Role.INSPECTOR, "ecology", "ecology", "210100")
EVERYBODY = (PLANNER, ADMINISTRATOR, STATISTICIAN, ENTERPRISE, INSPECTOR)

# Whoever else has to do with the records of a register.
COUNTY = Person("county", Role.OFFICER, "shenyang", "ecology", "210102")
PREFECTURE = Person("prefecture", Role.OFFICER, "shenyang", "ecology", "210100")
PROVINCE = Person("province", Role.OFFICER, "ecology", "ecology", "210000")
OTHER_CITY = Person("other-city", Role.OFFICER, "dalian", "ecology", "210200")
OTHER_COUNTY = Person("other-county", Role.OFFICER, "shenyang", "ecology", "210103")
OTHER_FUNCTION = Person("other-function", Role.OFFICER, "shenyang", "culture_tourism", "210100")
ANOTHER_ENTERPRISE = Person("another-enterprise", Role.HOLDER, holder=OTHER_FIRM)
AUDITOR = Person("auditor", Role.AUDITOR, area="210000")
BANK = Person("bank", Role.BANK, area="210000")
ASSESSOR = Person("assessor", Role.ASSESSOR)
READER = Person("reader", Role.READER)
LEAVER = Person("leaver", Role.OFFICER, "ecology", "ecology", "210000", left_on=date(2026, 1, 31))
DELEGATE = Person("delegate", Role.OFFICER, "shenyang", "culture_tourism", "210100")
OFFICES = (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    OTHER_CITY,
    OTHER_COUNTY,
    OTHER_FUNCTION,
    ANOTHER_ENTERPRISE,
    AUDITOR,
    BANK,
    ASSESSOR,
    READER,
    LEAVER,
)


def make(person: Person) -> User:
    return User.objects.create_user(
        person.name,
        password=PASSWORD,
        role=person.role,
        body=person.body,
        function=person.function,
        area=person.area,
        holder=person.holder,
        left_on=person.left_on,
    )


def officer(name: str, function: str, area: str) -> User:
    """Make an officer of a function within an area: what most registers ask for."""
    return make(Person(name, Role.OFFICER, "", function, area))


def lend(giver: User, taker: User, since: date, until: date) -> Delegation:
    """Let ``taker`` act for ``giver`` in a period, whatever it is."""
    return Delegation.objects.create(giver=giver, taker=taker, since=since, until=until, why="holiday")
