"""One commune carried from one house to another: its records, its files, its proofs."""
