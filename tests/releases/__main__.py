"""Keep a release: `python -m tests.releases sqlite:////tmp/sample.sqlite`."""

import sys

from sqlalchemy import create_engine

from tests.releases import write

if __name__ == "__main__":
    file = write(create_engine(sys.argv[1]))
    print(f"{file} ({file.stat().st_size // 1024} kB)")  # noqa: T201
