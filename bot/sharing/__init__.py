"""What processes share through Redis. Without it nothing is lost: each goes by itself."""
