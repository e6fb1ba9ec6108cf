"""The words of storsthlm: frozen records and enums that the steps exchange.

Nothing here reads, writes or decides. A module imports other modules of `model` and the standard library only.
"""
