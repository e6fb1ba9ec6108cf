"""The delivery engine, its transports and its ledgers. It knows messages as bytes and people as rows."""
