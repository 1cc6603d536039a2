"""Cuts the power at any write of a day, and checks that nothing acknowledged is lost."""
