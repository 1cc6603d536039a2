"""Safekeeping: backups, how long they stay, where copies of them go, the drill that tries them."""
