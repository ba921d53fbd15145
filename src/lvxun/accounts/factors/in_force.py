"""Which factor is in force."""
