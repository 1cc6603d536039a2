"""Notices, one file for each kind: what is told unasked, and when.

A kind has `KIND`, `HAS_DEADLINE`, `TEXTS` with its name, and `due(store, scan)`, see
`scheduler.notice`.
"""
