"""How a plan's tasks stand: lamps, escalation, scores, by published parameters. Pure, no Django."""
