"""Accounts to try the site with: one for each kind of person, named demo-…, gone with the demonstration."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db.models import ProtectedError

from lvxun.web.demo.firms import credit_code
from lvxun.web.people.models import Role, User
from lvxun.web.served import package_region

PREFIX = "demo-"


@dataclass(frozen=True, slots=True)
class Account:
    """An account with its one-time password."""

    name: str
    role: str
    password: str


def make_accounts() -> list[Account]:
    """Make the accounts that are not there yet; each password is told once."""
    made = []
    for name, fields in _people().items():
        if User.objects.filter(username=name).exists():
            continue
        password = secrets.token_urlsafe(9)
        User.objects.create_user(name, password=password, **fields)
        made.append(Account(name, fields["role"], password))
    return made


def remove_accounts() -> int:
    """Delete the accounts; one that acted on a real record is closed instead: history keeps its name."""
    count = 0
    for user in User.objects.filter(username__startswith=PREFIX):
        try:
            user.delete()
        except ProtectedError:
            user.is_active = False
            user.set_unusable_password()
            user.save()
        count += 1
    return count


def _people() -> dict[str, dict[str, str]]:
    region = package_region()
    city = str(next(code for code, row in region.areas.iterrows() if row["kind"] == "prefecture"))
    county = city[:4] + "02"
    return {
        f"{PREFIX}province": _office(Role.OFFICER, "ecology", region.code),
        f"{PREFIX}city": _office(Role.OFFICER, "ecology", city),
        f"{PREFIX}county": _office(Role.OFFICER, "ecology", county),
        f"{PREFIX}inspector": _office(Role.INSPECTOR, "ecology", city),
        f"{PREFIX}industry": _office(Role.OFFICER, "industry", region.code),
        f"{PREFIX}planner": {"role": Role.PLANNER, "body": "drc"},
        f"{PREFIX}firm": {"role": Role.HOLDER, "holder": credit_code(city, 0)},
        f"{PREFIX}auditor": {"role": Role.AUDITOR, "area": region.code},
        f"{PREFIX}bank": {"role": Role.BANK, "area": region.code},
        f"{PREFIX}assessor": {"role": Role.ASSESSOR},
    }


def _office(role: Role, function: str, area: str) -> dict[str, str]:
    return {"role": role, "function": function, "area": area}
