"""Proofs: an issue as numbered lines on paper, for the second reader.

The entry is `proof.make_proof`; `page.page` and `plain.plain` write it as HTML and as text.
"""
