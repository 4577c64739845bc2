"""The law of grassroots democracy as data, and the arithmetic over it.

Pure Python: no Django, no database, no clock, no network. Days are always passed in.
"""
