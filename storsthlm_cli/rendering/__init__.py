"""Rendering: an issue and a design become HTML and plain text with merge slots.

The entry is `render.render`; `designs.open_design` finds the templates.
"""
