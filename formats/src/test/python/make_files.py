"""Writes the files in src/test/resources/lanewise/formats: run with a Python that has torch, the folder as the argument.

The numbers are plain formulas, so that the tests know them without a second file.
"""
import collections
import json
import struct
import sys
from pathlib import Path

import torch

out = Path(sys.argv[1])


def ramp(*shape, dtype=torch.float32):
    n = 1
    for s in shape:
        n *= s
    return (torch.arange(n, dtype=torch.float64) / 4 - 1).reshape(shape).to(dtype)


def safetensors(path, tensors, metadata):
    """The format in a few lines, independent of lanewise."""
    header, data = {"__metadata__": metadata}, b""
    names = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64", torch.int32: "I32",
             torch.uint8: "U8", torch.bool: "BOOL", torch.float16: "F16", torch.bfloat16: "BF16"}
    for name, x in tensors.items():
        raw = bytes(x.contiguous().flatten().view(torch.uint8).tolist()) if x.numel() else b""
        header[name] = {"dtype": names[x.dtype], "shape": list(x.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


base = ramp(4, 6)
every = collections.OrderedDict(
    float32=ramp(2, 3), float64=ramp(2, 3, dtype=torch.float64), float16=ramp(5, dtype=torch.float16),
    bfloat16=ramp(5, dtype=torch.bfloat16), int64=torch.tensor([-(2 ** 62), 7]), int32=torch.tensor([-5, 2 ** 30], dtype=torch.int32),
    uint8=torch.tensor([0, 200, 255], dtype=torch.uint8), bool=torch.tensor([True, False, True]),
    scalar=torch.tensor(2.5), empty=torch.zeros(0, 3))
safetensors(out / "types.safetensors", every, {"format": "pt", "naïve": "日本"})
torch.save(every, out / "types.pt")
torch.save({"whole": base, "transposed": base.t(), "part": base[1:3, 2:5], "every_other": base[:, ::2],
            "expanded": base[0, :1].expand(3), "parameter": torch.nn.Parameter(ramp(2))}, out / "views.pt")
torch.save({"nothing": None, "yes": True, "no": False, "int": 3, "big": 2 ** 40, "negative": -(2 ** 33), "float": 0.1, "text": "naïve 日本",
            "list": [1, [2.0, "x"]], "tuple": (0.9, 0.999), "size": torch.Size([2, 3]), "dict": {0: {"step": torch.tensor(1.0)}}},
           out / "plain.pt")
torch.save({"a": ramp(3), "set": {1, 2}}, out / "protocol4.pt", pickle_protocol=4)
torch.save({"a": ramp(3)}, out / "old.pt", _use_new_zipfile_serialization=False)
torch.save(torch.nn.Linear(2, 1), out / "model.pt")
torch.save({"a": torch.tensor([1 + 2j])}, out / "complex.pt")
torch.save({"a": torch.tensor([1, 2], dtype=torch.int16)}, out / "int16.pt")

# A network, its optimizer after two steps, and what it computes.
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(16, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3))
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
x = ramp(2, 1, 4, 4)
for _ in range(2):
    optimizer.zero_grad()
    net(x).pow(2).sum().backward()
    optimizer.step()
net.eval()
torch.save(net.state_dict(), out / "net.pt")
torch.save(optimizer.state_dict(), out / "adam.pt")
torch.save({"x": x, "y": net(x).detach()}, out / "net_io.pt")
safetensors(out / "net.safetensors", net.state_dict(), {"format": "pt"})
# The step after, to be repeated from the files.
net.train()
optimizer.zero_grad()
net(x).pow(2).sum().backward()
optimizer.step()
torch.save(net.state_dict(), out / "net_next.pt")
