"""The preview page on this machine: the mail as its readers see it, what was found in it, and a test of it.

`serving` opens the socket and watches the files, `app` answers over HTTP behind `guard`, `desk` keeps what is on show.
"""
