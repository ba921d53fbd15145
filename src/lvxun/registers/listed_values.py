"""Values that must be on a list: choices, areas, bodies, credit codes, industries, wastes, other records."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from stdnum.cn import uscc

from lvxun.registers.errors import FieldError
from lvxun.registers.model import Choice, Field, Label
from lvxun.registers.values import Reading, refuse_signs, short, token

CODE_LENGTH = 80
STRONG, WEAK = re.compile(r"[;；\n|]"), re.compile(r"[、,，]")  # a choice's own words may hold the weak ones
DASHES = str.maketrans({"－": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})


def clean_choice(field: Field, raw: object, reading: Reading) -> str:
    """Return the id of a choice; its words in either language are read too."""
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        raise FieldError("This is not one of the choices.", remedy=_choices_of(field.choices, reading))
    written = unicodedata.normalize("NFC", str(raw)).strip()
    choice = _choice(field, written)
    if choice is not None:
        return _in_force(choice, reading)
    words = [one for choice in field.choices for one in (choice.label.zh, choice.label.en, choice.id) if one]
    raise FieldError(
        f"“{short(written)}” is not one of the choices.",
        remedy=f"{_nearest(written, words)}{_choices_of(field.choices, reading)}",
    )


def clean_choices(field: Field, raw: object, reading: Reading) -> list[str]:
    """Return ids of choices in the order of the register's file, each once; text is split at ; or 、."""
    written = raw if isinstance(raw, list | tuple | set) else _parts(field, str(raw))
    given = [one for one in written if one is not None and not (isinstance(one, str) and not one.strip())]
    chosen = {clean_choice(field, one, reading) for one in given}
    return [choice.id for choice in field.choices if choice.id in chosen]


def clean_area(field: Field, raw: object, reading: Reading) -> str:
    """Return the code of an area of the region; a county of a known city is one too."""
    areas = reading.codes.areas
    written = token(raw)
    is_county = len(written) == 6 and written[4:].isdigit() and written[4:] != "00"
    if is_county and written not in areas and f"{written[:4]}00" in areas:
        return written
    return _listed(raw, areas, "no area of this region", "Give its code or name, such as 210100.")


def clean_body(field: Field, raw: object, reading: Reading) -> str:
    """Return the id of a body of the region, or a function of bodies."""
    return _listed(raw, reading.codes.bodies, "no body of this region", "Give its id or its full name.")


def clean_holder(field: Field, raw: object, reading: Reading) -> str:
    """Return a 统一社会信用代码 whose check sign is right (GB 32100-2015)."""
    code = token(raw).upper().replace(" ", "").replace("-", "")
    if len(code) != 18:
        raise FieldError(f"The credit code has {len(code)} signs.", remedy="It has 18 (统一社会信用代码).")
    wrong = sorted(set(code) - set("0123456789ABCDEFGHJKLMNPQRTUWXY"))
    if wrong:
        raise FieldError(
            f"A credit code has no {', '.join(wrong)}.",
            remedy="It has digits and capitals without I, O, S, V, Z.",
        )
    if not code[2:8].isdigit():
        raise FieldError(
            "Signs 3 to 8 of the credit code are not digits.", remedy="They are the office's area."
        )
    right = uscc.calc_check_digit(code[:17])
    if code[17] != right:
        raise FieldError(
            f"The credit code's check sign {code[17]} is wrong.",
            remedy=f"With the first 17 signs as written it would be {right}: compare it with the licence.",
        )
    return code


def clean_industry(field: Field, raw: object, reading: Reading) -> str:
    """Return a GB/T 4754-2017 code of two to four digits; its Chinese name is read too."""
    written = token(raw)
    if written in reading.codes.industries and written.isdigit():
        return written
    if written.isdigit() and not 2 <= len(written) <= 4:
        raise FieldError(
            f"“{short(raw)}” is no industry code.", remedy="It has two to four digits (GB/T 4754)."
        )
    known = {code: label for code, label in reading.codes.industries.items() if code.isdigit()}
    if written.isdigit() and written not in known:
        parent = next((written[:n] for n in range(len(written) - 1, 1, -1) if written[:n] in known), "")
        near = [code for code in known if parent and code.startswith(parent)][:6]
        remedy = f"Under {parent} there are {', '.join(near)}." if near else "See GB/T 4754-2017."
        raise FieldError(f"There is no industry {written}.", remedy=remedy)
    return _listed(raw, known, "no industry of GB/T 4754-2017", "Give its code, two to four digits.")


def clean_waste(field: Field, raw: object, reading: Reading) -> str:
    """Return a code of the national list of hazardous waste: 900-041-49."""
    written = token(raw).upper().translate(DASHES)
    written = re.sub(r"^HW\d\d\s*", "", written)
    known = reading.codes.wastes
    if written not in known:
        near = difflib.get_close_matches(written, list(known), 3)
        remedy = f"Near it are {', '.join(near)}." if near else "Codes look like 900-041-49."
        raise FieldError(f"“{short(raw)}” is not on the list of hazardous waste.", remedy=remedy)
    return written


def clean_reference(field: Field, raw: object, reading: Reading) -> str:
    """Return the code of a record of another register (whether there is one is the store's to say)."""
    return _short_code(raw, "This is not the code of a record.")


def clean_file(field: Field, raw: object, reading: Reading) -> str:
    """Return the id of an attachment of the record."""
    return _short_code(raw, "This is not an attachment of the record.")


def _choice(field: Field, written: str) -> Choice | None:
    for choice in field.choices:
        if written in (choice.id, choice.label.zh) or written.casefold() == choice.label.en.casefold():
            return choice
    return None


def _parts(field: Field, written: str) -> Iterator[str]:
    for part in STRONG.split(unicodedata.normalize("NFC", written)):
        yield from [part] if _choice(field, part.strip()) else WEAK.split(part)


def _in_force(choice: Choice, reading: Reading) -> str:
    if choice.in_force is not None and not choice.in_force.on(reading.opened):
        raise FieldError(
            f"“{choice.label.zh or choice.id}” was not in force on {reading.opened}.",
            remedy="Choose one that holds for records opened on that day.",
        )
    return choice.id


def _choices_of(choices: Iterable[Choice], reading: Reading) -> str:
    open_ones = [one for one in choices if one.in_force is None or one.in_force.on(reading.opened)]
    words = [f"{one.id} ({one.label.zh})" for one in open_ones[:12]]
    return f"Choose one of {', '.join(words)}{' …' if len(open_ones) > 12 else ''}."


def _listed(raw: object, known: Mapping[str, Label], what: str, remedy: str) -> str:
    """Return a code that is in a list: as it is, or by one of its names."""
    written = token(raw)
    if written in known:
        return written
    named = [code for code, label in known.items() if written in (label.zh, label.en)]
    if len(named) == 1:
        return named[0]
    words = [word for code, label in known.items() for word in (code, label.zh, label.en) if word]
    raise FieldError(f"“{short(raw)}” is {what}.", remedy=f"{_nearest(written, words)}{remedy}")


def _nearest(written: str, words: list[str]) -> str:
    near = difflib.get_close_matches(written, words, 1, 0.5)
    return f"Did you mean “{near[0]}”? " if near else ""


def _short_code(raw: object, what: str) -> str:
    written = token(raw)
    refuse_signs(written, "")
    if not 0 < len(written) <= CODE_LENGTH:
        raise FieldError(what, remedy=f"A code has 1 to {CODE_LENGTH} signs.")
    return written
