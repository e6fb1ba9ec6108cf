"""Swedish phrases of day and time in running text: found by `grammar`, understood by `meaning`."""
