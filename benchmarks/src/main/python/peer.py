"""A Python peer's side of the talk: see lanewise.benchmarks.Serve, whose words these are, and Rows for the sizes."""

import gc
import json
import os
import sys
import time

import numpy as np

CHECKED = 10
WINDOWS, STILL, FASTER = 15, 2, 0.98
SETTLING = 4
SHORTEST_SAMPLE = 50e-6
SAMPLES = 100


class Row:
    def __init__(self, line):
        self.group, self.name, self.op, self.variant, self.unit, sizes = line.rstrip("\n").split("\t")
        self.sizes = [int(size) for size in sizes.split(",")] if sizes else []
        self.backward = self.variant == "both"


def fill(shape, seed, scale=1.0):
    """The numbers of lanewise.benchmarks.Fill."""
    n = int(np.prod(shape))
    values = (7919 * np.arange(n, dtype=np.int64) + 104729 * seed) % 2003 / 1001.5 - 1
    return (values * scale).astype(np.float32).reshape(shape)


def weights(shape, number):
    return fill(shape, number + 1, 1 / np.sqrt(np.prod(shape[1:])))


def mnist():
    """The training images (60000, 784), normalised, and their classes; None where MNIST names no folder."""
    folder = os.environ.get("MNIST")
    if not folder or not os.path.isdir(folder):
        return None
    import gzip

    def read(name, header):
        with gzip.open(os.path.join(folder, name + ".gz")) as file:
            return np.frombuffer(file.read(), np.uint8, offset=header)

    images = read("train-images-idx3-ubyte", 16).reshape(-1, 784)
    return (images.astype(np.float32) / 255 - 0.1307) / 0.3081, read("train-labels-idx1-ubyte", 8).astype(np.int64)


def peak():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


def repeat(run, n):
    """Seconds a run."""
    start = time.perf_counter()
    for _ in range(n):
        run(False)
    return (time.perf_counter() - start) / n


def warm(run, ms, checked):
    start = time.perf_counter()
    for i in range(checked):
        check = run(i == checked - 1)
    seconds = (time.perf_counter() - start) / checked
    best, still = float("inf"), 0
    while still < STILL and time.perf_counter() - start < ms / 1e3:
        seconds = repeat(run, max(1, int(ms / 1e3 / WINDOWS / seconds)))
        still = still + 1 if seconds > FASTER * best else 0
        best = min(best, seconds)
    return float(check), seconds


def timed(run, ms, seconds):
    n = int(max(1, max(SHORTEST_SAMPLE, ms / 1e3 / SAMPLES) / seconds))
    repeat(run, max(1, int(ms / 1e3 / SETTLING / seconds)))
    start = time.perf_counter()
    samples = []
    while time.perf_counter() - start < ms / 1e3:
        samples.append(float("%.5g" % (repeat(run, n) * 1e6)))
    return samples


def serve(work):
    """Answers until the input ends; work(row) returns a function of check, or None."""
    threads = int(sys.argv[1])
    if len(sys.argv) > 2:
        run = work(Row(sys.argv[4]))
        for i in range(int(sys.argv[3])):
            check = run(i + 1 == int(sys.argv[3]))
        print(json.dumps({"check": float(check), "peakMB": peak()}))
        return
    for line in sys.stdin:
        command, ms, rest = line.split("\t", 2)
        row = Row(rest)
        answer = {"group": row.group, "row": row.name, "threads": threads}
        try:
            if command == "warm":
                run = None
                gc.collect()
                run = work(row)
                if run is None:
                    answer["unsupported"] = True
                else:
                    answer["check"], seconds = warm(run, int(ms), 1 if row.unit == "s" else CHECKED)
            else:
                answer["us"] = timed(run, int(ms), seconds)
        except Exception as e:  # the driver shows it beside the row
            answer["error"] = repr(e)
        print(json.dumps(answer), flush=True)
