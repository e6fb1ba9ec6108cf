"""The database: what the tool must remember. SQLite through SQLAlchemy Core."""
