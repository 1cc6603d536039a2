"""What is done about each intent: one file each."""
