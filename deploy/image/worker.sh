#!/usr/bin/env bash
# worker.sh OPTIONS: a worker whose runs are processes beside it. When the container is stopped, the runs are told first,
# and each marks itself; Prefect's worker would kill them, and they would stay Running and keep their place in the limit.
set -um # with -m a process in the background hears SIGINT, by which Prefect's worker ends itself

end() {
    local runs
    runs=$(cat "/proc/$worker/task/"*/children)
    # shellcheck disable=SC2086 # one word a process
    [ -z "$runs" ] || kill -TERM $runs
    for run in $runs; do
        while kill -0 "$run" 2>/dev/null; do sleep 0.2; done
    done
    kill -TERM "$worker"
}

trap end TERM INT
prefect worker start "$@" &
worker=$!
while kill -0 "$worker" 2>/dev/null; do wait "$worker"; done
