# The one door for daily work. `just` comes with ./test: .venv/bin/just, or `uv tool install rust-just`.

python := ".venv/bin/python"
export DANCHU_LOCAL := env("DANCHU_LOCAL", "1")

# What can be asked.
_default:
    @{{ just_executable() }} --list --unsorted

# Work on the code: reloads Python and templates on every change (CSS: start it again).
dev port="8000":
    {{ python }} -m danchu migrate --verbosity 0
    {{ python }} -m danchu collectstatic --noinput --verbosity 0
    {{ python }} -m danchu runserver --nostatic 127.0.0.1:{{ port }}

# Everything quick, in about two and a half minutes: lint, types, contract, islands, and on SQLite what is not in tests/dear.txt.
check:
    ./test --quick

# Everything. Arguments go to ./test.
test *arguments:
    ./test {{ arguments }}

# One believable commune, mid-story. Changes nothing where records are.
seed:
    {{ python }} -m danchu migrate --verbosity 0
    {{ python }} -m danchu load_units
    {{ python }} -m danchu seed
    {{ python }} -m danchu demo_logins

# Which room, articles, pages and tests a word belongs to: just where "lấy ý kiến" (or "lay y kien").
where +word:
    @{{ python }} tools/where.py {{ word }}

# What each test costs in processor time, dearest first; arguments go to pytest.
costs *arguments:
    PYTHONPATH=tools {{ python }} -m pytest -q -n 2 -p costs -m "not browser and not browser_pg and not running" {{ arguments }}

# Write MAP.md again from the rooms' cards; a test keeps it true.
map:
    {{ python }} -m danchu write_map

# Write down anew what every address answers to every role. Read the diff: each cell is a right.
golden:
    DANCHU_WRITE_GOLDEN=1 {{ python }} -m pytest -q -n 2 -m golden
    git diff --stat tests/golden

# Take a picture of every public page, and of the desk of petitions and reception, on a phone and on a screen.
screens:
    {{ python }} tools/screens.py

# Write the golden text of every official paper anew, and a picture of each into docs/papers/.
papers:
    DANCHU_WRITE_PAPERS=1 {{ python }} -m pytest -q -n 0 src/danchu/disclosure/tests/test_every_paper.py src/danchu/decisions/tests/test_papers.py src/danchu/petitions/tests/test_papers.py src/danchu/reception/tests/test_papers.py
    git diff --stat -- "src/danchu/*/tests/papers" docs/papers

# What law/ holds, what waits for a jurist, what no code names yet.
law:
    @{{ python }} tools/law_coverage.py

# What each page takes on the production server, both databases. Arguments go to tools/bench.py.
bench *arguments:
    @{{ python }} tools/bench.py {{ arguments }}

# How long reading law/ and asking for one value takes on this machine.
bench-law:
    @{{ python }} tools/bench_law.py

# Compile both lock files again after a change of pyproject.toml. No registry address is written.
lock:
    {{ python }} -m uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate pyproject.toml --group dev -o requirements.lock
    {{ python }} -m uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate -c requirements.lock pyproject.toml -o requirements.run.lock

# Format what can be formatted, and build the islands.
tidy:
    {{ python }} -m ruff format .
    {{ python }} -m ruff check --fix .
    npm run build
