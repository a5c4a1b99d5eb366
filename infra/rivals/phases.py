"""Prints, for each phase of a program, its name, its seconds, its seconds of computing on all cores and its peak of
memory in bytes, parted by tabs."""
import contextlib
import resource
import sys
import time


def limit_memory(bytes_):
    resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))


@contextlib.contextmanager
def phase(name):
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    start = time.perf_counter()
    start_of_computing = time.process_time()
    try:
        yield
    except MemoryError:
        sys.exit(f"it died in the phase {name}: out of memory")
    seconds = time.perf_counter() - start
    computing = time.process_time() - start_of_computing
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    print(name, seconds, computing, peak, sep="\t", flush=True)
