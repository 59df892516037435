"""Checks by hand that PyTorch reads what lanewise wrote: python3 check_files.py FOLDER RESOURCES; see TorchFilesTest.writesForPython."""
import json
import struct
import sys
from pathlib import Path

import torch

folder = Path(sys.argv[1])


def read_safetensors(path):
    raw = path.read_bytes()
    n, = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8:8 + n])
    header.pop("__metadata__", None)
    types = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64, "I32": torch.int32, "U8": torch.uint8, "BOOL": torch.bool}
    out = {}
    for name, e in header.items():
        begin, end = e["data_offsets"]
        part = bytearray(raw[8 + n + begin:8 + n + end])
        out[name] = (torch.frombuffer(part, dtype=types[e["dtype"]]) if part else torch.empty(0, dtype=types[e["dtype"]])).reshape(e["shape"])
    return out


made = Path(sys.argv[2]) if len(sys.argv) > 2 else None
pt, st = torch.load(folder / "out.pt"), read_safetensors(folder / "out.safetensors")
assert list(pt) == list(dict(pt)) and set(pt) == set(st), (list(pt), list(st))
for name in pt:
    assert pt[name].dtype == st[name].dtype and pt[name].shape == st[name].shape and torch.equal(pt[name], st[name]), name
if made:
    for name, x in torch.load(made / "types.pt").items():
        assert torch.equal(pt[name], x.float() if x.dtype in (torch.float16, torch.bfloat16) else x), name
    net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(16, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3))
    net.load_state_dict(torch.load(folder / "net.pt"))
    optimizer = torch.optim.Adam(net.parameters())
    optimizer.load_state_dict(torch.load(folder / "adam.pt"))
    io = torch.load(made / "net_io.pt")
    assert torch.allclose(net(io["x"]), io["y"])
    optimizer.zero_grad()
    net(io["x"]).pow(2).sum().backward()
    optimizer.step()
    for name, x in torch.load(made / "net_next.pt").items():
        assert torch.allclose(net.state_dict()[name], x, atol=1e-6), name
print("fine", len(pt), "tensors")
