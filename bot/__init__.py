"""The process and its edges: settings, composition root, command line, HTTP, channels, worker."""

__version__ = "0.1.0"
