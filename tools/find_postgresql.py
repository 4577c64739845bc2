"""Prints the address of a PostgreSQL server where tests may make databases, or an empty line.

TEST_DATABASE_URL is taken at its word. Otherwise this machine's own server is asked, by its socket
and on the usual port. The name is new each time: two runs side by side share no database.
"""

import getpass
import os

import psycopg

PLACES = ("host=/var/run/postgresql", "host=127.0.0.1")
MAY_CREATE = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"


def may_create(place: str, user: str) -> bool:
    try:
        with psycopg.connect(
            f"{place} user={user} dbname=postgres connect_timeout=2"
        ) as connection:
            row = connection.execute(MAY_CREATE).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def find() -> str | None:
    if asked := os.environ.get("TEST_DATABASE_URL"):
        return asked
    for place in PLACES:
        for user in dict.fromkeys([getpass.getuser(), "postgres"]):
            if may_create(place, user):
                return f"postgres://{user}@/danchu_{os.getpid()}?{place}"
    return None


if __name__ == "__main__":
    print(find() or "")
