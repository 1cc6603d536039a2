"""Kills the assistant at every kind of moment and checks that nothing acknowledged is lost."""
