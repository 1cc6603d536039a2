"""Recorded conversations with a model, replayed as journeys on Telegram."""
