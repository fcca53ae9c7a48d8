"""How near the client comes to what latency allows: requests a second against threads ÷ latency, and a floor.

The sandbox runs in a process of its own and takes its time over every answer. The floor are threads that send the same
bytes over bare sockets and look at nothing that comes back: what is lacking there is the sandbox's and the machine's.
Both are measured in turn, several times, for a machine that others use too shows its best only now and then.

    python benchmarks/throughput.py --threads 1 16 --rounds 5
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

from pydantic import SecretStr

from benchmarks.floor import access_token, exchange
from benchmarks.served import Served, served_by
from tasks.spotify import Answer, Spotify, connect, crawl

PAGE = 50
PAGES = [f"me/tracks?limit={PAGE}&offset={offset}" for offset in range(0, 350, PAGE)]


@dataclass(frozen=True)
class Timed:
    """One measurement of so many requests: seconds by the clock, and of CPU here and in the sandbox."""

    requests: int
    wall: float
    cpu: float
    served: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.wall

    def __str__(self) -> str:
        here, there = (1000 * seconds / self.requests for seconds in (self.cpu, self.served))
        return f"{self.rate:10.1f}  {here:11.2f}  {there:14.2f}"


TITLES = "threads  who            requests/s  CPU ms here  in the sandbox  of threads÷lat  of floor"


def connected(served: Served, threads: int) -> Spotify:
    """Return our client, as the listener, with nothing to hold it back."""
    said = served.variables
    return connect(
        api_url=said["SPOTIFY_API_URL"],
        accounts_url=said["SPOTIFY_ACCOUNTS_URL"],
        client_id=said["SPOTIFY_CLIENT_ID"],
        client_secret=SecretStr(said["SPOTIFY_CLIENT_SECRET"]),
        refresh_token=SecretStr(said["SPOTIFY_REFRESH_TOKEN"]),
        workers=threads,
    )


def crawled(spotify: Spotify, threads: int, count: int) -> None:
    """Ask for so many pages as a run does."""
    done = crawl(islice(cycle(PAGES), count), spotify.ask, _nothing, threads)
    if len(done.answers) != count:
        raise done.failures[0][1]


def _nothing(_path: str, _answer: Answer) -> list[str]:
    return []


def timed(act: Callable[[int], None], served: Served, count: int) -> Timed:
    """Measure so many requests."""
    before = time.perf_counter(), time.process_time(), served.seconds()
    act(count)
    after = time.perf_counter(), time.process_time(), served.seconds()
    return Timed(count, *(late - early for early, late in zip(before, after, strict=True)))


def measure(served: Served, threads: int, count: int, rounds: int) -> dict[str, list[Timed]]:
    """Measure floor and client in turn."""
    with connected(served, threads) as spotify:
        token = access_token(served)
        ways: dict[str, Callable[[int], None]] = {
            "floor": lambda requests: exchange(served, token, islice(cycle(PAGES), requests), threads),
            "client": lambda requests: crawled(spotify, threads, requests),
        }
        for act in ways.values():
            act(max(threads, len(PAGES)))  # connections, and what the sandbox makes once
        found: dict[str, list[Timed]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, act in ways.items():
                found[way].append(timed(act, served, count))
        return found


def show(found: dict[str, list[Timed]], threads: int, latency: float) -> None:
    """Print best and median of each way, with their shares of what latency allows and of the floor."""
    floor = _picked(found["floor"])
    for way, measured in found.items():
        for name, one in _picked(measured).items():
            share, ratio = one.rate * latency / threads, one.rate / floor[name].rate
            print(f"{threads:7}  {way:6}  {name:6}  {one}  {share:14.1%}  {ratio:8.1%}")


def _picked(measured: list[Timed]) -> dict[str, Timed]:
    by_wall = sorted(measured, key=lambda one: one.wall)
    return {"best": by_wall[0], "median": by_wall[len(by_wall) // 2]}


def main() -> None:
    """Measure every number of threads."""
    asked = _parser().parse_args()
    latency = asked.latency_ms / 1000
    print(f"Pages of {PAGE} items, {asked.latency_ms:g} ms of latency, {asked.rounds} rounds of {asked.seconds:g} s")
    print(TITLES)
    with served_by("--latency-ms", str(asked.latency_ms)) as served:
        for threads in asked.threads:
            count = max(threads, round(asked.seconds * threads / latency))
            show(measure(served, threads, count, asked.rounds), threads, latency)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the client's throughput against a local sandbox.")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 4, 8, 16])
    parser.add_argument("--latency-ms", type=float, default=50.0)
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="of one measurement, were nothing lost; its last wait counts too"
    )
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each kind, in turn")
    return parser


if __name__ == "__main__":
    main()
