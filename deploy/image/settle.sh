#!/usr/bin/env bash
# settle.sh FOLDER [ALL]: compile the Python below a folder, and give every file of it, or of ALL, the same time: then
# the same files are the same layer. Compiled here, for a container that may write nowhere would compile everything at
# every start; unchecked, for what is checked by its time would be stale after the last line, and no image changes.
set -euo pipefail
PYTHONHASHSEED=0 python3 -m compileall -q -f --invalidation-mode unchecked-hash "$1"
mounted=(-path /proc -o -path /sys -o -path /dev -o -path /etc/hosts -o -path /etc/resolv.conf)
find "${2:-$1}" -xdev \( "${mounted[@]}" \) -prune -o -exec touch --no-dereference --date "@${SOURCE_DATE_EPOCH:-0}" {} +
