"""A year's papers at once: a table with the files beside it, in one dry run.

A row is known again by unit, number and signing day. What comes in becomes notes and drafts that go
the ordinary way; nothing is made public here.
"""
