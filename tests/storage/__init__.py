"""What is special to each kind of storage, and what it does when things go wrong."""
