"""What an account is made of, and what can be done with it: evaluate, trace, draw at random."""
