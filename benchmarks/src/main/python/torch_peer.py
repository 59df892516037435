"""PyTorch from Python."""

import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from peer import Row, fill, mnist, serve, weights

torch.set_num_threads(int(sys.argv[1]))


def tensor(shape, seed, scale=1.0):
    return torch.from_numpy(fill(shape, seed, scale))


def filled(model):
    with torch.no_grad():
        for number, (name, p) in enumerate(model.named_parameters()):
            if p.dim() > 1:
                p.copy_(torch.from_numpy(weights(tuple(p.shape), number)))
            elif "bias" in name:
                p.zero_()
    return model


def perceptron(row):
    _, *widths = row.sizes
    layers = [nn.Linear(widths[0], widths[1])]
    for i in range(1, len(widths) - 1):
        layers += [nn.ReLU() if row.variant == "relu" else nn.Sigmoid(), nn.Linear(widths[i], widths[i + 1])]
    return filled(nn.Sequential(*layers))


def cnn():
    return filled(
        nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(9216, 128), nn.ReLU(), nn.Linear(128, 10)))


def step(model, x):
    target = torch.arange(x.shape[0]) % 10
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)

    def run(check):
        loss = criterion(model(x), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return run


def epoch(row):
    data = mnist()
    if data is None:
        return None
    images, classes = map(torch.from_numpy, data)
    model = perceptron(row)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)

    def run(check):
        total = 0
        batches = torch.randperm(len(images)).split(row.sizes[0])
        for batch in batches:
            loss = criterion(model(images[batch]), classes[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        return total / len(batches)

    return run


def forward(op):
    def run(check):
        with torch.no_grad():
            y = op()
        return y.double().sum().item() if check else 0

    return run


def op(row, function, *inputs):
    if not row.backward:
        return forward(function)
    for x in inputs:
        x.requires_grad_()
    g = torch.ones_like(function().detach())

    def run(check):
        y = function()
        y.backward(g)
        result = (y.double().sum() + inputs[0].grad.double().sum()).item() if check else 0
        for x in inputs:
            x.grad = None
        return result

    return run


def attention(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v)
    return torch.softmax(q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5, -1) @ v


def elementwise(row):
    x = tensor(row.sizes, 0) + 1.5 if row.op == "log" else tensor(row.sizes, 0, 3)
    other = tensor(row.sizes, 1, 3)
    columns = row.sizes[1]
    one, zero = torch.ones(columns), torch.zeros(columns)
    mean, variance = torch.zeros(16), torch.ones(16)
    ops = {
        "add": lambda: x + other,
        "mul": lambda: x * other,
        "gelu": lambda: F.gelu(x),
        "silu": lambda: F.silu(x),
        "max": lambda: x.max(1)[0],
        "argmax": lambda: x.argmax(1),
        "softmax": lambda: x.softmax(1),
        "log_softmax": lambda: x.log_softmax(1),
        "layer_norm": lambda: F.layer_norm(x, (columns,), one, zero),
        "batch_norm": lambda: F.batch_norm(x.reshape(-1, 16, 4, 4), mean, variance, one[:16], zero[:16], True),
    }
    return op(row, ops.get(row.op) or (lambda: getattr(x, row.op)()), x)


def work(row: Row):
    s = row.sizes
    if row.unit == "B":
        return None
    if row.op == "mlp":
        return step(perceptron(row), tensor(s[:2], 0))
    if row.op == "cnn":
        return step(cnn(), tensor((s[0], 1, 28, 28), 0))
    if row.op == "epoch":
        return epoch(row)
    if row.op == "inference":
        model, x = perceptron(row).eval(), tensor(s[:2], 0)
        return forward(lambda: model(x))
    if row.op == "one_element":
        a, b = tensor((1,), 0).requires_grad_(), tensor((1,), 1)
        return lambda check: (a + b).item() if check else a + b
    if row.op == "matmul":
        m, n, k = s
        a = tensor((k, m), 0).t() if row.variant == "tn" else tensor((m, k), 0)
        b = tensor((n, k), 1).t() if row.variant == "nt" else tensor((k, n), 1)
        return forward(lambda: a @ b)
    if row.op in ("lstm", "gru"):
        model = filled((nn.LSTM if row.op == "lstm" else nn.GRU)(s[2], s[3]))
        x = tensor((s[1], s[0], s[2]), 0)
        return op(row, lambda: model(x)[0], *model.parameters())
    if row.op == "encoder":
        model = filled(nn.TransformerEncoderLayer(s[2], s[3], s[4], dropout=0, batch_first=True))
        x = tensor(s[:3], 0)
        return op(row, lambda: model(x), *model.parameters())
    if row.op == "sdpa":
        q, k, v = (tensor(s, i) for i in range(3))
        return op(row, lambda: attention(q, k, v), q, k, v)
    if row.op == "conv2d":
        kernel, padding, groups = s[5:]
        fan_in = s[1] // groups * kernel * kernel
        x, bias = tensor(s[:4], 0), tensor(s[4:5], 2)
        weight = tensor((s[4], s[1] // groups, kernel, kernel), 1, 1 / np.sqrt(fan_in))
        return op(row, lambda: F.conv2d(x, weight, bias, padding=padding, groups=groups), x, weight, bias)
    if row.op in ("max_pool2d", "avg_pool2d"):
        x = tensor(s[:4], 0)
        return op(row, lambda: getattr(F, row.op)(x, s[4]), x)
    return elementwise(row)


serve(work)
