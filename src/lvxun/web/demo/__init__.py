"""Made-up records for trying and for tests: clearly marked, seeded, and taken out again without a trace."""

SEED = 20211027  # any will do; it is reported
FIRMS = 2000
