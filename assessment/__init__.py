"""Fieldworthy's scoring engine: pure Python, standard library only, the same in a browser and on a command line."""

__version__ = "2026.1.0"
