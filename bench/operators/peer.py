"""The cost of small operators from Python, ns a call: the lines of Program.cs."""
import time
import torch

torch.set_num_threads(1)
x, y, matrix, weight = torch.ones(1), torch.ones(1), torch.ones(4, 4), torch.ones(4, 4)
trained = torch.ones(1, requires_grad=True)


def measure(name, call, calls=20_000, repeats=7):
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter_ns()
        for _ in range(calls):
            call()
        best = min(best, (time.perf_counter_ns() - start) / calls)
    print(f"{name}\t{best:.0f}")


with torch.no_grad():
    measure("add, no grad", lambda: x.add(y))
    measure("view", lambda: matrix.view(2, 8))
    measure("permute", lambda: matrix.permute(1, 0))
    measure("matmul 4x4", lambda: matrix.matmul(weight))
    measure("sum", lambda: matrix.sum())
measure("add, grad", lambda: trained.add(y))
