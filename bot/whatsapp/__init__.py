"""What both ways into WhatsApp share: its markup, its numbers."""
