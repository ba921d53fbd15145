"""What the pages of a register are called in the matrix of rights."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PAGE_WORDS = {
    "registers": _("list of the registers"),
    "register-about": _("what the register is"),
    "public-registers": _("what is published of it"),
    "register-list": _("list of its records"),
    "register-export": _("take the list away"),
    "register-template": _("template of the sheet"),
    "register-import": _("bring in a sheet"),
    "record-new": _("open a record"),
    "record": _("read a record"),
    "record-history": _("read its history"),
    "record-print": _("print it"),
    "record-comment": _("add a remark"),
    "record-attach": _("attach a file"),
    "record-edit": _("change values"),
    "record-revise": _("propose a revision"),
    "revision-decide": _("decide on a revision"),
    "record-move": _("take a step"),
    "record-file": _("fulfil a duty"),
}
