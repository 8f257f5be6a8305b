"""Forward passes of the networks of ForwardTimes.cs from Python: lines "parameters", "pass ms" and "peak MiB", tab, value."""
import math
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):  # N×L×D
        n, length, d = x.shape
        q, k, v = self.qkv(x).reshape(n, length, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q * (d // self.heads) ** -0.5 @ k.transpose(-2, -1)).softmax(-1)  # N×heads×L×L
        return self.proj((weights @ v).transpose(1, 2).reshape(n, length, d))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(width, eps=1e-6), Attention(width, heads)
        self.norm2, self.mlp = nn.LayerNorm(width, eps=1e-6), nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):  # N×L×D
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    def __init__(self, image=224, patch=16, width=768, depth=12, heads=12, classes=1000):
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(0.02 * torch.randn(1, 1 + (image // patch) ** 2, width))
        self.patch_embed = nn.Conv2d(3, width, patch, stride=patch)
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(depth)])
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.head = nn.Linear(width, classes)

    def forward(self, image):  # N×C×H×W
        x = self.patch_embed(image).flatten(2).transpose(1, 2)  # N×L×D
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1) + self.pos_embed
        return self.head(self.norm(self.blocks(x))[:, 0])  # N×classes


class FrozenBatchNorm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        for name, values in dict(weight=torch.ones, bias=torch.zeros, running_mean=torch.zeros, running_var=torch.ones).items():
            self.register_buffer(name, values(channels))

    def forward(self, x):  # N×C×H×W
        scale = self.weight * (self.running_var + 1e-5).rsqrt()
        shift = self.bias - self.running_mean * scale
        return x * scale.reshape(1, -1, 1, 1) + shift.reshape(1, -1, 1, 1)


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inputs, width, 1, bias=False), FrozenBatchNorm(width)
        self.conv2, self.bn2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False), FrozenBatchNorm(width)
        self.conv3, self.bn3 = nn.Conv2d(width, 4 * width, 1, bias=False), FrozenBatchNorm(4 * width)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if inputs != 4 * width or stride != 1:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, 4 * width, 1, stride=stride, bias=False), FrozenBatchNorm(4 * width))

    def forward(self, x):  # N×C×H×W
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y += x if self.downsample is None else self.downsample(x)
        return self.relu(y)


def resnet50():
    layers, inputs = [], 64
    for width, depth, stride in [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]:
        for i in range(depth):
            layers.append(Bottleneck(inputs, width, stride if i == 0 else 1))
            inputs = 4 * width
    return nn.Sequential(nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False), FrozenBatchNorm(64), nn.ReLU(inplace=True),
                         nn.MaxPool2d(3, stride=2, padding=1), *layers)


class EncoderLayer(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(width, heads)
        self.linear1, self.linear2 = nn.Linear(width, hidden), nn.Linear(hidden, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x, mask, pos):  # L×N×D
        query = x + pos
        x = self.norm1(x + self.self_attn(query, query, value=x, key_padding_mask=mask)[0])
        return self.norm2(x + self.linear2(F.relu(self.linear1(x))))


class DecoderLayer(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.self_attn, self.multihead_attn = nn.MultiheadAttention(width, heads), nn.MultiheadAttention(width, heads)
        self.linear1, self.linear2 = nn.Linear(width, hidden), nn.Linear(hidden, width)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x, memory, mask, pos, query_pos):  # Q×N×D
        query = x + query_pos
        x = self.norm1(x + self.self_attn(query, query, value=x)[0])
        x = self.norm2(x + self.multihead_attn(x + query_pos, memory + pos, value=memory, key_padding_mask=mask)[0])
        return self.norm3(x + self.linear2(F.relu(self.linear1(x))))


def positions(mask, features):  # N×H×W → N×2F×H×W
    valid = ~mask
    y, x = valid.cumsum(1, dtype=torch.float32), valid.cumsum(2, dtype=torch.float32)
    y, x = y / (y[:, -1:, :] + 1e-6) * 2 * math.pi, x / (x[:, :, -1:] + 1e-6) * 2 * math.pi
    pairs = torch.div(torch.arange(features, dtype=torch.float32), 2, rounding_mode="floor")
    wavelengths = 10000 ** (2 * pairs / features)

    def waves(axis):
        angle = axis[..., None] / wavelengths
        return torch.stack((angle[..., 0::2].sin(), angle[..., 1::2].cos()), dim=4).flatten(3)

    return torch.cat((waves(y), waves(x)), dim=3).permute(0, 3, 1, 2)


class Detr(nn.Module):
    def __init__(self, width=256, heads=8, hidden=2048, depth=6, queries=100, classes=91):
        super().__init__()
        self.backbone = resnet50()
        self.input_proj = nn.Conv2d(2048, width, 1)
        self.encoder = nn.ModuleList([EncoderLayer(width, heads, hidden) for _ in range(depth)])
        self.decoder = nn.ModuleList([DecoderLayer(width, heads, hidden) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)
        self.query_embed = nn.Embedding(queries, width)
        self.class_embed = nn.Linear(width, classes + 1)
        self.bbox_embed = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, 4))

    def forward(self, images):  # N×3×H×W
        mask = torch.zeros(len(images), *images.shape[2:], dtype=torch.bool)
        features = self.backbone(images)  # N×C×h×w
        mask = F.interpolate(mask[None].float(), size=features.shape[-2:]).to(torch.bool)[0]
        memory = self.input_proj(features).flatten(2).permute(2, 0, 1)  # L×N×D
        pos = positions(mask, memory.shape[2] // 2).flatten(2).permute(2, 0, 1)
        mask = mask.flatten(1)
        for layer in self.encoder:
            memory = layer(memory, mask, pos)
        query_pos = self.query_embed.weight.unsqueeze(1).repeat(1, len(images), 1)
        x, outputs = torch.zeros_like(query_pos), []
        for layer in self.decoder:
            x = layer(x, memory, mask, pos, query_pos)
            outputs.append(self.norm(x))
        hs = torch.stack(outputs).transpose(1, 2)  # depth×N×Q×D
        logits, boxes = self.class_embed(hs), self.bbox_embed(hs).sigmoid()
        return logits[-1], boxes[-1]


TARGETS = {
    "vit_base_patch16_224": (VisionTransformer, 224, 224),
    "detr_resnet50_480x640": (Detr, 480, 640),
    "detr_resnet50_800x1066": (Detr, 800, 1066),
}


def main(target, threads, passes):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    build, height, width = TARGETS[target]
    network = build().eval()
    image = torch.randn(1, 3, height, width)
    print(f"parameters\t{sum(p.numel() for p in network.parameters())}")
    with torch.no_grad():
        for i in range(-1, passes):  # the first warms up
            start = time.perf_counter()
            network(image)
            if i >= 0:
                print(f"pass ms\t{1e3 * (time.perf_counter() - start):.1f}")
    print(f"peak MiB\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
