"""Sections of briefs, one file each: what it says, in which briefs, and in which order.

A section has `NAME`, `ORDER`, `KINDS`, `TEXTS` with a heading, and `lines(caller, store, period)`.
"""
