"""YAML to Issue: the shape of an issue file, its calendar rows, and the folders that hold issues."""
