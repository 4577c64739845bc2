# Sourced by ./run and ./test from the root of the repository: sets $python to a Python 3.11 or newer, or stops.
# An environment that is already there comes first, then what the machine calls python3.

fits() {
    "$1" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=
for candidate in .venv/bin/python ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    found="không có python3"
    command -v python3 >/dev/null 2>&1 && found=$(python3 --version 2>&1)
    echo "✗ Cần Python 3.11 trở lên, có venv (máy này: $found). Needs Python 3.11+ with venv; set PYTHON=/path to one." >&2
    exit 1
fi
