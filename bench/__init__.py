"""How fast, and measured against what: `make bench`."""
