"""Greenhouse gases: fuels, processes, farming, waste, electricity brought in, sinks.

``carbon_account(basis)`` in :mod:`assembling` is the account of a year; ``reconcile(basis)`` in
:mod:`reconciling` sets it against the energy balance and the estimates of others.
"""
