"""Fuzzing that follows coverage: inputs that reach new code are kept and changed further (libFuzzer, by Atheris).

    python -m tests.fuzz.guided                        every target, 20,000 inputs each
    python -m tests.fuzz.guided merge --runs 1000000   one target for longer
    python -m tests.fuzz.guided --corpus FOLDER        goes on from the inputs that an earlier run found

An input that breaks a law is written to ``build/fuzz``, and the command ends with 1. Mend the fault, and put the
input into ``tests/fuzz/seeds/TARGET``: every later run of the tests begins with it. Needs ``pip install atheris``
(Linux, Python 3.11 to 3.13).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

CRASHES = Path(__file__).parents[2] / "build" / "fuzz"
LONGEST = 4096
"""Bytes of an input."""
NAMES = ("map_file", "merge", "import_any", "copy_of_source")


def fuzz(name: str, runs: int, seed: int, corpus: Path, crashes: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["argmap"]):
        from tests.fuzz.targets import TARGETS, seeds
    corpus.mkdir(parents=True, exist_ok=True)
    crashes.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (corpus / sha256(data).hexdigest()[:16]).write_bytes(data)
    options = [
        f"-runs={runs}",
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={crashes / name}-",
        "-timeout=100",
        "-rss_limit_mb=4000",
        "-print_final_stats=1",
        "-verbosity=1",
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets that the arguments name, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(NAMES)}; all when none is named")
    parser.add_argument("--runs", type=int, default=20_000, help="inputs for each target")
    parser.add_argument("--seed", type=int, default=0, help="for the same inputs once more; 0 for new ones")
    parser.add_argument("--corpus", type=Path, help="a folder for the inputs that reached new code, to go on from")
    parser.add_argument("--crashes", type=Path, default=CRASHES, help="a folder for the inputs that break a law")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        fuzz(asked.targets[0], asked.runs, asked.seed, asked.corpus, asked.crashes)
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.targets or NAMES:
            corpus = (asked.corpus or Path(folder)) / name
            options = {"runs": asked.runs, "seed": asked.seed, "corpus": corpus, "crashes": asked.crashes}
            words = [f"--{option}={value}" for option, value in options.items()]
            command = [sys.executable, "-m", "tests.fuzz.guided", name, *words, "--here"]
            print(f"== {name}", flush=True)
            if subprocess.run(command, check=False).returncode:
                broken.append(name)
    if broken:
        print(f"Broken: {', '.join(broken)}; the inputs are in {asked.crashes}.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
