"""Whether an office can be: every fault at once, before an account is given or changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from stdnum.cn import uscc

from lvxun.region.bodies import functions
from lvxun.web.people.errors import PeopleError
from lvxun.web.people.models import Role, User
from lvxun.web.people.offices import level_of
from lvxun.web.served import package_region

STAFF = frozenset({Role.OFFICER, Role.INSPECTOR})
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Office:
    """What an account says about a person: the role, and where and for what it counts."""

    role: str = Role.READER
    body: str = ""
    function: str = ""
    area: str = ""
    holder: str = ""

    @classmethod
    def of(cls, user: User) -> Office:
        """Return a person's present office."""
        return cls(str(user.role), user.body, user.function, user.area, user.holder)

    def as_dict(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}

    def completed(self) -> Office:
        """Return the same with the function that the body has, where none was said."""
        body = package_region().bodies.get(self.body)
        if self.function or body is None or self.role not in STAFF:
            return self
        return replace(self, function=body.function)


@dataclass(frozen=True, slots=True)
class Contact:
    """What a person is called and where letters go; neither opens anything."""

    real_name: str = ""
    email: str = ""

    def faults(self) -> list[PeopleError]:
        """Return what is wrong with it."""
        found = []
        if len(self.real_name) > LONGEST_NAME:
            remedy = _("Shorten it.")
            found.append(PeopleError(_("The name is too long."), "real_name", remedy))
        try:
            if self.email:
                validate_email(self.email)
        except ValidationError:
            what = _("'%(address)s' is no e-mail address.") % {"address": self.email}
            found.append(PeopleError(what, "email", _("Give it as name@example.cn, or leave it empty.")))
        return found


def faults(office: Office) -> list[PeopleError]:
    """Return all that is wrong with an office, in the order of the form."""
    found = [_role_fault(office), _body_fault(office), _function_fault(office), _area_fault(office)]
    return [fault for fault in (*found, _holder_fault(office)) if fault]


def _role_fault(office: Office) -> PeopleError | None:
    if office.role in Role.values:
        return None
    remedy = _("Choose one of %(roles)s.") % {"roles": ", ".join(Role.values)}
    return PeopleError(_("'%(role)s' is not a role.") % {"role": office.role}, "role", remedy)


def _body_fault(office: Office) -> PeopleError | None:
    if not office.body or office.body in package_region().bodies:
        return None
    remedy = _("The page of the bodies lists them with their ids.")
    return PeopleError(_("No body has the id '%(body)s'.") % {"body": office.body}, "body", remedy)


def _function_fault(office: Office) -> PeopleError | None:
    if office.function and office.function not in functions():
        remedy = _("Choose one of rules/bodies.csv, such as ecology or industry.")
        what = _("No body has the function '%(function)s'.") % {"function": office.function}
        return PeopleError(what, "function", remedy)
    if office.role in STAFF and not office.function:
        remedy = _("Choose the function of the body that the person works for.")
        return PeopleError(_("An officer or inspector acts for a function."), "function", remedy)
    return None


def _area_fault(office: Office) -> PeopleError | None:
    if office.area and level_of(office.area) is None:
        remedy = _("Give the six-digit code of the province, a city or a county of it.")
        return PeopleError(_("'%(area)s' is no area of the region.") % {"area": office.area}, "area", remedy)
    if office.role in STAFF and not office.area:
        remedy = _("Choose the province, a city or a county.")
        return PeopleError(_("An officer or inspector acts within an area."), "area", remedy)
    return None


def _holder_fault(office: Office) -> PeopleError | None:
    if office.role != Role.HOLDER:
        if not office.holder:
            return None
        remedy = _("Leave the credit code empty, or choose the role of an enterprise.")
        return PeopleError(_("Only an enterprise or park has a credit code here."), "holder", remedy)
    if uscc.is_valid(office.holder):
        return None
    what = _("'%(code)s' is no unified social credit code.") % {"code": office.holder}
    return PeopleError(what, "holder", _("It has 18 signs, the last of which is a check sign."))
