"""The commands: flags in, one workflow, one report, one exit code. The only room that knows Typer."""
