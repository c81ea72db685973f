"""Prints the CPU seconds that SciPy takes for KS and Wasserstein of the first column of two raw folders."""

import sys
import time

from scipy import stats

from tables import read_table

reference, current = (read_table(path)["x0"].to_numpy() for path in sys.argv[1:3])
start = time.process_time()
stats.ks_2samp(reference, current)
stats.wasserstein_distance(reference, current)
print(time.process_time() - start)
