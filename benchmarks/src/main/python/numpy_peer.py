"""NumPy and the BLAS it brings; the training step written by hand, as one does without a framework."""

import numpy as np

from peer import Row, fill, serve, weights


def step(row):
    batch, *widths = row.sizes
    x = fill((batch, widths[0]), 0)
    target = np.arange(batch) % 10
    rows = np.arange(batch)
    # Parameters number 0, 2, 4 … are weights, the ones between biases.
    w = [weights((widths[i + 1], widths[i]), 2 * i) for i in range(len(widths) - 1)]
    b = [np.zeros(width, np.float32) for width in widths[1:]]
    velocity = [np.zeros_like(p) for p in w + b]
    relu = row.variant == "relu"

    def run(check):
        inputs = []
        h = x
        for i in range(len(w)):
            inputs.append(h)
            h = h @ w[i].T
            h += b[i]
            if i + 1 < len(w):
                if relu:
                    np.maximum(h, 0, out=h)
                else:
                    np.negative(h, out=h)
                    np.exp(h, out=h)
                    h += 1
                    np.reciprocal(h, out=h)
        h -= h.max(1, keepdims=True)
        p = np.exp(h)
        total = p.sum(1, keepdims=True)
        loss = float((np.log(total[:, 0]) - h[rows, target]).mean())
        p /= total
        p[rows, target] -= 1
        p /= batch
        gw, gb = [None] * len(w), [None] * len(w)
        g = p
        for i in reversed(range(len(w))):
            gw[i] = g.T @ inputs[i]
            gb[i] = g.sum(0)
            if i > 0:
                g = g @ w[i]
                if relu:
                    g *= inputs[i] > 0
                else:
                    g *= inputs[i] * (1 - inputs[i])
        for p, v, g in zip(w + b, velocity, gw + gb):
            v *= np.float32(0.9)
            v += g
            p -= np.float32(0.01) * v
        return loss

    return run


def product(row):
    m, n, k = row.sizes
    a = fill((k, m), 0).T if row.variant == "tn" else fill((m, k), 0)
    b = fill((n, k), 1).T if row.variant == "nt" else fill((k, n), 1)

    def run(check):
        y = a @ b
        return y.sum(dtype=np.float64) if check else 0

    return run


OPS = {
    "add": lambda x, other: x + other,
    "mul": lambda x, other: x * other,
    "exp": lambda x, _: np.exp(x),
    "log": lambda x, _: np.log(x),
    "tanh": lambda x, _: np.tanh(x),
    "relu": lambda x, _: np.maximum(x, 0),
    "sum": lambda x, _: x.sum(),
    "mean": lambda x, _: x.mean(),
    "max": lambda x, _: x.max(1),
    "argmax": lambda x, _: x.argmax(1),
}


def work(row: Row):
    if row.op == "mlp":
        return step(row) if row.unit != "B" else None
    if row.op == "matmul":
        return product(row)
    if row.backward or row.op not in OPS:
        return None
    x = fill(row.sizes, 0) + np.float32(1.5) if row.op == "log" else fill(row.sizes, 0, 3)
    other = fill(row.sizes, 1, 3)
    op = OPS[row.op]
    return lambda check: np.sum(op(x, other), dtype=np.float64) if check else op(x, other)


serve(work)
