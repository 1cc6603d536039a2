"""Channels, one file each: a new channel is a new file here."""
