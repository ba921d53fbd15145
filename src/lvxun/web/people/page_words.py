"""What the pages of a register are called in the matrix of rights."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PAGE_WORDS = {
    "registers": _("list of the registers"),
    "register-about": _("what the register is"),
    "public-registers": _("what is published"),
    "public-register": _("what is published of it"),
    "public-record": _("a published record"),
    "inbox": _("one's own inbox"),
    "duties": _("one's own duties"),
    "register-suggest": _("suggestions while typing"),
    "register-list": _("list of its records"),
    "register-view-save": _("keep a view of the list"),
    "register-view-drop": _("drop one's view"),
    "register-preview": _("try values out"),
    "register-export": _("take the list away"),
    "register-template": _("template of the sheet"),
    "register-import": _("bring in a sheet"),
    "register-import-detail": _("see one's own sheet"),
    "register-import-progress": _("see how far it is"),
    "register-import-held-back": _("take what was held back"),
    "register-import-act": _("decide on one's own sheet"),
    "record-new": _("open a record"),
    "duplicates": _("look for doubles"),
    "record": _("read a record"),
    "record-history": _("read its history"),
    "record-print": _("print it"),
    "attachment": _("fetch a file of it"),
    "record-comment": _("add a remark"),
    "record-attach": _("attach a file"),
    "record-edit": _("change values"),
    "record-revise": _("propose a revision"),
    "revision-decide": _("decide on a revision"),
    "register-merge": _("merge two records"),
    "record-unmerge": _("take a merger apart"),
    "record-move": _("take a step"),
    "register-bulk": _("take a step on several"),
    "record-file": _("fulfil a duty"),
}
