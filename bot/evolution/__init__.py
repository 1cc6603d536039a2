"""WhatsApp through Evolution API v2: what the channel in `bot/channels/` is made of."""
