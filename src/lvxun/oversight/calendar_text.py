"""Deadlines as a calendar that phones and mail programs subscribe to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Lvxun//oversight//ZH"


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of the calendar; ``uid`` stays the same when the entry changes."""

    uid: str
    day: date
    title: str
    text: str
    address: str
    changed_at: datetime  # aware


def calendar(name: str, entries: Iterable[Entry], warn_days: int) -> bytes:
    """Return a calendar of whole-day entries, each with a reminder ``warn_days`` before."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Asia/Shanghai")
    for one in entries:
        made.add_component(_event(one, warn_days))
    return bytes(made.to_ical())


def _event(one: Entry, warn_days: int) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    event.add("description", one.text)
    event.add("url", one.address)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.title)
    alarm.add("trigger", timedelta(days=-warn_days))
    event.add_component(alarm)
    return event
