"""Ten times what the assistant can bear: refused politely, in flat memory, the owner served."""
