"""The time of training steps of the ViT of VitTraining.cs from Python, one line a step: "step", tab, ms."""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

WARM_UP, BATCH = 3, 64
IMAGE, PATCH, WIDTH, DEPTH, HEADS, CLASSES = 32, 4, 48, 6, 3, 10


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x):  # N×L×D
        n, length, d = x.shape
        q, k, v = self.qkv(x).reshape(n, length, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4).unbind(0)  # N×heads×L×d
        weights = (q * (d // HEADS) ** -0.5 @ k.transpose(-2, -1)).softmax(-1)  # N×heads×L×L
        return self.proj((weights @ v).transpose(1, 2).reshape(n, length, d))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-6)
        self.attn = Attention()
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-6)
        self.mlp = nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x):  # N×L×D
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.pos_embed = nn.Parameter(0.02 * torch.randn(1, 1 + (IMAGE // PATCH) ** 2, WIDTH))
        self.patch_embed = nn.Conv2d(3, WIDTH, PATCH, stride=PATCH)
        self.blocks = nn.Sequential(*[Block() for _ in range(DEPTH)])
        self.norm = nn.LayerNorm(WIDTH, eps=1e-6)
        self.head = nn.Linear(WIDTH, CLASSES)

    def forward(self, image):  # N×C×H×W
        x = self.patch_embed(image).flatten(2).transpose(1, 2)  # N×L×D
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1) + self.pos_embed  # N×(1+L)×D
        return self.head(self.norm(self.blocks(x))[:, 0])  # N×classes


def main(steps):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    network = VisionTransformer()
    images, labels = torch.randn(BATCH, 3, IMAGE, IMAGE), torch.randint(CLASSES, (BATCH,))
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=0.05, foreach=True)
    print(f"parameters\t{sum(p.numel() for p in network.parameters())}")
    for step in range(-WARM_UP, steps):
        start = time.perf_counter()
        loss = F.cross_entropy(network(images), labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        loss.item()
        del loss
        if step >= 0:
            print(f"step\t{1e3 * (time.perf_counter() - start):.2f}")


main(int(sys.argv[1]))
