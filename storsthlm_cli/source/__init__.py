"""Text files with places: YAML values and Markdown, each character of which knows where it stands in its file."""
