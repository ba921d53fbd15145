"""Greenhouse gases: fuels, processes, farming, waste, electricity brought in, sinks."""
