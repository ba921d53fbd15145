"""Environmentally extended input-output: multipliers, footprints, trade, CBAM."""
