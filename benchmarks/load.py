"""Whether `kg serve` survives clients that mean it badly: good, slow, huge and malformed queries.

    python benchmarks/load.py --seconds 60 --clients 8 --output output

Starts a server on a free port, lets the clients ask at once, and prints what came back, by kind of
query. Fails if a server error comes back that is no deliberate 503 (out of time or memory, too
busy), or if the server does not answer at once afterwards.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx

JOINS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
# kind -> requests: method, address, body, type; and the statuses that are right
KINDS: dict[str, tuple[tuple[tuple[str, str, bytes, str], ...], set[int]]] = {
    "good": (
        (
            ("POST", "/sparql", b"SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", QUERY),
            ("GET", f"/sparql?query={quote('ASK { ?s ?p ?o }')}", b"", ""),
            ("GET", "/questions/who-says?event=Attack", b"", ""),
            ("GET", "/", b"", ""),
            ("GET", "/graphs?default", b"", ""),
        ),
        {200, 503},  # 503 only where all workers are busy with the slow ones
    ),
    "slow": (
        (
            ("POST", "/sparql", f"SELECT (COUNT(*) AS ?n) {{ {JOINS} }}".encode(), QUERY),
            ("POST", "/sparql", b"ASK { ?s (!<a:b>)* ?o . ?o (!<a:c>)* ?u FILTER(?s = 5) }", QUERY),
        ),
        {503},
    ),
    "huge": (
        (
            ("POST", "/sparql", b"SELECT * { ?a ?b ?c . ?d ?e ?f }", QUERY),
            ("POST", "/sparql", f"SELECT * {{ {JOINS} }} ORDER BY ?a ?l".encode(), QUERY),
            ("POST", "/sparql", b"ASK { FILTER(1 = 1" + b" && 1 = 1" * 150_000 + b") }", QUERY),
        ),
        {403, 413, 400, 503},
    ),
    "malformed": (
        (
            ("POST", "/sparql", b"SELECT * {", QUERY),
            ("POST", "/sparql", b"\xff\xfe", QUERY),
            ("POST", "/sparql", b"CLEAR ALL", UPDATE),
            ("POST", "/sparql", b"{" * 100_000, QUERY),
            ("GET", "/sparql?query=ASK%7B%7D&query=x", b"", ""),
            ("GET", "/data/%00%ff/..%2f..%2fetc/passwd", b"", ""),
            ("GET", "/static/..%2f..%2fontology.json", b"", ""),
            ("PUT", "/graphs?default", b"x", "text/turtle"),
            ("BREW", "/", b"", ""),
        ),
        {400, 403, 404, 405, 503},
    ),
}


@dataclass
class Result:
    """What came back: kind -> status -> how often, the slowest good answer, what was wrong."""

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--output", type=Path, default=Path("output"))
    parser.add_argument("--timeout", type=float, default=3, help="of a query, in seconds")
    given = parser.parse_args()
    result = run_load(given.output, given.seconds, given.clients, given.timeout)
    print(f"{'kind':10} {'status':>6} {'times':>7} {'median s':>9} {'slowest s':>9}")
    for kind, counts in sorted(result.statuses.items()):
        took = sorted(result.seconds[kind])
        for status, times in sorted(counts.items()):
            print(f"{kind:10} {status:6} {times:7} {took[len(took) // 2]:9.3f} {took[-1]:9.3f}")
    for problem in result.wrong[:20]:
        print(problem, file=sys.stderr)
    return 1 if result.wrong else 0


def run_load(output: Path, seconds: float, clients: int, timeout: float) -> Result:
    """Starts a server on an output, lets clients ask for so many seconds, and looks at it again."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(output), "--port", "0"]
    command += ["--timeout", str(timeout), "--max-answer", "2", "--max-memory", "800"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    result = Result()
    try:
        end = time.monotonic() + seconds
        with ThreadPoolExecutor(clients) as pool:
            for task in [pool.submit(ask_until, end, address, n, result) for n in range(clients)]:
                task.result()
        look_again(address, result, timeout)
        if process.poll() is not None:
            result.wrong.append(f"the server ended with code {process.returncode}")
    finally:
        process.terminate()
        process.wait(20)
    return result


def ask_until(end: float, address: str, number: int, result: Result) -> None:
    """One client: a random mixture, the same for the same number."""
    chance = random.Random(number)
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < end:
            kind = chance.choices(list(KINDS), weights=(70, 8, 8, 14))[0]
            requests, right = KINDS[kind]
            method, path, body, media = chance.choice(requests)
            begin = time.monotonic()
            headers = {"Content-Type": media} if media else {}
            try:
                answer = client.request(method, path, content=body, headers=headers)
            except httpx.HTTPError as error:
                result.wrong.append(f"{kind} {method} {path[:60]}: {type(error).__name__} {error}")
                continue
            result.seconds[kind].append(time.monotonic() - begin)
            result.statuses[kind][answer.status_code] += 1
            if answer.status_code not in right or "Traceback" in answer.text:
                result.wrong.append(
                    f"{kind} {method} {path[:60]} {body[:60]!r}: "
                    f"{answer.status_code} {answer.text[:120]}"
                )


def look_again(address: str, result: Result, timeout: float) -> None:
    """Afterwards a good query is answered, as soon as what still runs has had its time."""
    with httpx.Client(base_url=address, timeout=60) as client:
        time.sleep(timeout)
        begin = time.monotonic()
        answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
        if answer.status_code != 200 or not answer.json()["boolean"]:
            result.wrong.append(f"afterwards: {answer.status_code} {answer.text[:120]}")
        if time.monotonic() - begin > 2:
            result.wrong.append("afterwards a good query took more than two seconds")


if __name__ == "__main__":
    sys.exit(main())
