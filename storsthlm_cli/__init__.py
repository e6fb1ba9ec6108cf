"""storsthlm: a newsletter from YAML to the inbox, with every step proved."""

__version__ = "0.1.0"
