"""What issues refer to by key: people, organisations, categories and municipalities, read from YAML."""
