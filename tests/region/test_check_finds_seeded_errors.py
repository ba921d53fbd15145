"""Of the errors that offices make, seeded at random into real figures, the check finds at least 95 %."""

from collections import defaultdict

from seeding import SEEDS, trials

from lvxun import region

SEEDS_BY_KIND = 2
WANTED = 0.95


def test_at_least_95_percent_of_seeded_errors_are_found(tmp_path, capsys):
    found = defaultdict(list)
    missed = []
    for kind, is_hit, seeded in trials(region.locate("liaoning"), SEEDS_BY_KIND, tmp_path):
        found[kind].append(is_hit)
        if not is_hit:
            missed.append((kind, sorted(seeded.keys)))
    every = [hit for hits in found.values() for hit in hits]
    rate = sum(every) / len(every)
    with capsys.disabled():
        print(f"\nseeded errors found: {sum(every)} of {len(every)} ({100 * rate:.1f} %), {len(found)} kinds")
    assert len(SEEDS) >= 30
    assert len(found) >= 28
    assert rate >= WANTED, missed
