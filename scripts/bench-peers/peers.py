"""Times scipy and networkx on the graph in a folder of raw little-endian columns; prints one JSON object a line.

first.i32 (junctions + 1), target.i32, mm.i32: arcs of each junction, the least of parallel ones, no loops.
sources.i32: junctions; limit.txt: mm. Times are the least of `rounds` runs of the searches alone, in milliseconds.
"""

import json
import sys
import time
from pathlib import Path

import networkx
import numpy
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

folder = Path(sys.argv[1])
column = lambda name: numpy.fromfile(folder / f"{name}.i32", dtype="<i4")
first, target, mm, sources = (column(name) for name in ("first", "target", "mm", "sources"))
limit = int((folder / "limit.txt").read_text())
junctions = len(first) - 1


def least(rounds, task):
    best, answer = None, None
    for _ in range(rounds):
        start = time.perf_counter()
        answer = task()
        took = (time.perf_counter() - start) * 1000
        best = took if best is None else min(best, took)
    return best, answer


def tell(peer, task, took, pairs, total):
    print(json.dumps({"peer": peer, "task": task, "ms": took, "pairs": int(pairs), "sum": int(total)}), flush=True)


matrix = csr_matrix((mm.astype(float), target, first), shape=(junctions, junctions))


def scipy_catchments():
    pairs = total = 0
    for at in range(0, len(sources), 50):
        distances = dijkstra(matrix, directed=True, indices=sources[at : at + 50], limit=limit)
        reached = distances[numpy.isfinite(distances)]
        pairs += reached.size
        total += reached.sum()
    return pairs, total


took, (pairs, total) = least(5, scipy_catchments)
tell(f"scipy {scipy.__version__} dijkstra(limit)", "catchments", took, pairs, total)


def scipy_nearest():
    distances = dijkstra(matrix, directed=True, indices=sources, min_only=True)
    reached = distances[numpy.isfinite(distances)]
    return reached.size, reached.sum()


took, (pairs, total) = least(15, scipy_nearest)
tell(f"scipy {scipy.__version__} dijkstra(min_only)", "nearest", took, pairs, total)

graph = networkx.Graph()
for junction in range(junctions):
    for arc in range(first[junction], first[junction + 1]):
        graph.add_edge(junction, int(target[arc]), weight=int(mm[arc]))
graph.add_nodes_from(int(source) for source in sources)


def networkx_catchments():
    pairs = total = 0
    for source in sources:
        distances = networkx.single_source_dijkstra_path_length(graph, int(source), cutoff=limit)
        pairs += len(distances)
        total += sum(distances.values())
    return pairs, total


took, (pairs, total) = least(3, networkx_catchments)
tell(f"networkx {networkx.__version__} cutoff", "catchments", took, pairs, total)
