"""The cost of small operators from Python, one line each: name, tab, ns a call. The same operators as in SmallOperators.cs."""
import time

import torch
import torch.nn.functional as F

CALLS, REPEATS = 20_000, 7


def least_nanoseconds(call):
    least = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter_ns()
        for _ in range(CALLS):
            call()
        least = min(least, (time.perf_counter_ns() - start) / CALLS)
    return least


def measure(gradient):
    def ones(*shape):
        return torch.ones(*shape, requires_grad=gradient)

    x, matrix, row, weight, bias = ones(1), ones(4, 4), ones(1, 4), ones(4, 4), ones(4)
    y = torch.ones(1)
    calls = {
        "add": lambda: x.add(y),
        "view": lambda: matrix.view(2, 8),
        "permute": lambda: matrix.permute(1, 0),
        "matmul 4x4": lambda: matrix.matmul(weight),
        "sum": lambda: matrix.sum(),
        "linear 1x4": lambda: F.linear(row, weight, bias),
        "layer_norm 1x4": lambda: F.layer_norm(row, (4,), bias, bias),
    }
    with torch.set_grad_enabled(gradient):
        for name, call in calls.items():
            print(f"{name}{', grad' if gradient else ''}\t{least_nanoseconds(call):.0f}")


torch.set_num_threads(1)
measure(gradient=False)
measure(gradient=True)
