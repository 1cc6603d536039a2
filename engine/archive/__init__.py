"""The archive of an export: a calendar and a page to read."""
