"""A register as a site: time, memory, size, and how small the largest page gets on the wire.

`python benchmarks/publishing.py [ENTRIES …]`

CPU seconds, the peak memory of the process so far, the number of files, the size of the folder, of the
first page and of the same page compressed.
"""

from __future__ import annotations

import gzip
import resource
import sys
import tempfile
import time
from pathlib import Path

from synthetic import register

from touchpoint_model.publishing import publish_site


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    print("entries  publish s  peak MiB  files  site MB  page kB  compressed kB")
    for size in sizes:
        made = register(size)
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "site"
            start = time.process_time()
            publish_site(made, place)
            spent = time.process_time() - start
            files = [one for one in place.rglob("*") if one.is_file()]
            whole = sum(one.stat().st_size for one in files) / 1e6
            page = (place / "index.html").read_bytes()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        packed = len(gzip.compress(page))
        print(
            f"{size:7}  {spent:9.2f}  {peak:8.0f}  {len(files):5}  {whole:7.1f}"
            f"  {len(page) / 1e3:7.0f}  {packed / 1e3:13.0f}"
        )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 1_000, 10_000])
