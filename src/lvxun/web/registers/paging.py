"""Which page numbers a list shows."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.web.whole_numbers import whole_number

AROUND = 2


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list somebody is; ``last`` is None where the end is not known."""

    number: int
    last: int | None
    has_after: bool

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.has_after else None

    @property
    def has_other(self) -> bool:
        return self.number > 1 or self.has_after

    @property
    def shown(self) -> list[int | None]:
        """Return the numbers to show; None stands for a gap."""
        end = self.last or self.number + (1 if self.has_after else 0)
        wanted = {1, end, *range(self.number - AROUND, self.number + AROUND + 1)}
        numbers = sorted(one for one in wanted if 1 <= one <= end)
        found: list[int | None] = []
        for one in numbers:
            if found and found[-1] is not None and one - found[-1] > 1:
                found.append(None)
            found.append(one)
        return found


def page_number(text: str | None) -> int:
    """Return a page number from an address; the first one for what is none."""
    return max(1, whole_number(text) or 1)
