"""Made-up records for trying and for tests: clearly marked, seeded, and taken out again without a trace."""
