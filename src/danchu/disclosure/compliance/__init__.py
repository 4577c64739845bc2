"""Which papers were made public, by which ways, on which days, by whom, with which proof.

`counting` asks the records (one unit of account: a paper, a way, a kind of day), `owing` says by
which ways a paper that waits must still go, `asking` reads the address, `sheets` and `telling` make
the pages of a commune, `province` reads the cells that `actions.counting` fills, `marks` says which
cells an act changed, `files` are the same lists to take away.
"""
