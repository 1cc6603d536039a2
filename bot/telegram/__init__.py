"""Telegram's Bot API: its calls, its updates, and what of both is ours."""
