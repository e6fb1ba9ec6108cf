"""I: images; and what A has to say of their descriptions."""

from storsthlm_cli.checks.images import descriptions, pictures

__all__ = ["descriptions", "pictures"]
