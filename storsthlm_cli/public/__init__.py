"""The newsletter's small web server, behind somebody else's TLS: the way out of the list, and the public archive.

`serving` opens the socket, `app` answers over HTTP, and `doorman` stands before it: headers, the log, what went wrong.
`paths` reads addresses, `bodies` what a POST asks, `guesses` slows down who tries tokens. `pages` makes the pages out
of `words` and `looks`; `site` hands out the files of the archive.
"""
