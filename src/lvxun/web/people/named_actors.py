"""Whom a register's file names: who acts on its records at some point, and who only reads them."""

from __future__ import annotations

from collections.abc import Iterator

from lvxun.registers.model import Actor, ActorRole, Level, Register


def named(register: Register) -> Iterator[Actor]:
    """Return everybody whom a register's file names, once or more."""
    yield from register.readers
    yield from acting_on(register)


def acting_on(register: Register) -> Iterator[Actor]:
    """Return everybody who acts on a register's records at some point."""
    yield from register.creators
    for step in register.transitions:
        yield from step.by
    for duty in register.duties:
        yield duty.who


def merging(register: Register) -> list[Actor]:
    """Return who takes two records for one: officers of the keeper at the level that decides, and above."""
    levels = dict.fromkeys((register.level, Level.PROVINCE, Level.NATION))
    return [Actor(ActorRole.OFFICER, level, register.keeper) for level in levels]
