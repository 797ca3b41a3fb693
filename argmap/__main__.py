"""``python -m argmap``."""

from argmap.cli.main import run

if __name__ == "__main__":
    run()
