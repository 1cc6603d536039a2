"""Models over their real wires: a strict server on loopback for each kind of provider."""
