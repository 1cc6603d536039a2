"""WhatsApp through Meta's Cloud API: what the channel in `bot/channels/` is made of."""
