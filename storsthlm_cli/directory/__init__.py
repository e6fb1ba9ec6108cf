"""What issues refer to by key: people, organisations, categories, meetings, municipalities, terms, read from YAML."""
