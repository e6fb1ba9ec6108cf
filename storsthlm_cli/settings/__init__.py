"""storsthlm.yaml, the environment and flags become `Settings`, each value with its origin; passwords stay outside.

- `loading`: find the workspace and load its settings
- `records`: what they are
- `sources`: one value, from where it is to be had
- `vocabulary`: the keys there are, and the nearest to one that is not
- `values`: what a value must look like
- `secrets`: the mail server's password, from the keyring or a file
"""
