"""Parts of `just bench`: a scratch house, servers, load, acts, the table."""
