"""The only look-ups besides mail that leave the machine. Each is asked for by the user, or by a setting."""
