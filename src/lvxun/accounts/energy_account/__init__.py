"""The energy account of a year: the balance in coal equivalent, totals, mix, intensity, dual control."""

from __future__ import annotations

from lvxun.accounts.balances.closing import closing_checks
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Account, Gap
from lvxun.accounts.energy_account.comparing import compare_with_published
from lvxun.accounts.energy_account.control import Judged, write_dual_control
from lvxun.accounts.energy_account.lines import Written, write_lines, write_published
from lvxun.accounts.energy_account.nonfossil import write_nonfossil
from lvxun.accounts.energy_account.output import write_intensity
from lvxun.accounts.energy_account.totals import write_totals

NO_BALANCE = Gap(
    "energy",
    "energy_balance",
    "能源平衡表：当年未公布，也无法重构",
    "Energy balance: not published for the year and not to be reconstructed",
    "statistics",
)


def energy_account(basis: Basis) -> Account:
    """Return the energy account of a region's year.

    With a balance: a line in 10^4 tce for every cell by calorific value, supply of electricity by equivalent
    value beside it, and the totals. Without one: what the published series alone allow.
    """
    draft = Draft("energy", basis.region.code)
    written = Written({}, {})
    if basis.balance is None:
        draft.miss(NO_BALANCE)
    else:
        written = write_lines(draft, basis, basis.balance)
        draft.check(*closing_checks(basis.balance))
        if basis.balance.joint is not None:
            draft.join(basis.balance.joint)
    published = write_published(draft, basis)
    headline = write_totals(draft, basis, written, published)
    has_nonfossil = write_nonfossil(draft, basis, written, headline)
    divisor = write_intensity(draft, basis, headline)
    write_dual_control(draft, basis, Judged(written, headline, divisor, has_nonfossil))
    compare_with_published(draft, basis, written)
    return draft.sealed()
