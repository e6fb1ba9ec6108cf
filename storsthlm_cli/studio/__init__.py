"""The preview page on this machine: the mail as its readers see it, what was found in it, and a test of it.

`serving` opens the socket and watches the files, `opening` the browser; `app` answers over HTTP behind `guard`.
`desk` keeps what is on show: a sheet (`sheets`) for each view, with its message (`letters`), the places in the mail
that findings are about (`anchors`), and the lists that readers are chosen from (`shelf`). `looks` dresses the mail as
dark or without styles, `trials` sends a test, `editors` opens a file at its line. `page` is what runs in the browser.
"""
