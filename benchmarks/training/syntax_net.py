"""The parser as PyTorch trains it; `lib/dateline/syntax/model.py` reads it with NumPy.

Words are looked up by form, mixed, and seen in their context by layers of two kinds: a convolution over three words
with two maxout pieces, and attention with a term for distance. Tags are told after the second layer and given back to
those that follow; the last gives arcs and relations (Dozat and Manning 2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import nn

from dateline.syntax.features import HASHED

DIMENSIONS = {"word": 64, "vector": 50, "prefix": 32, "suffix2": 24, "suffix3": 40, "suffix4": 32, "shape": 32}
EDGES = (1, 2, 3, 4, 6, 9, 14, 22, 40)  # distances that have a bucket of their own, in either direction
BUCKETS = 2 * len(EDGES) + 1


@dataclass
class Config:
    layers: str = "CCACA"  # C a convolution, A attention
    width: int = 256
    heads: int = 4
    arc: int = 160
    relation: int = 64
    dropout: float = 0.25
    told: int = 2  # after how many layers tags are told


def buckets(n: int) -> torch.Tensor:
    """Of each word (row) and each possible head (column): where the head lies."""
    gap = torch.arange(n)[None, :] - torch.arange(n)[:, None]
    far = torch.bucketize(gap.abs(), torch.tensor(EDGES), right=True)
    return torch.where(gap > 0, far, -far) + len(EDGES)


class Convolution(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.linear = nn.Linear(3 * c.width, 2 * c.width)
        self.norm = nn.LayerNorm(c.width)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, x, mask, near):
        before, after = nn.functional.pad(x, (0, 0, 1, 0))[:, :-1], nn.functional.pad(x, (0, 0, 0, 1))[:, 1:]
        pieces = self.linear(torch.cat([before, x, after], 2))
        half = x.shape[2]
        return x + self.dropout(self.norm(torch.maximum(pieces[..., :half], pieces[..., half:])))


class Attention(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.norm = nn.LayerNorm(c.width)
        self.into = nn.Linear(c.width, 3 * c.width)
        self.out = nn.Linear(c.width, c.width)
        self.distance = nn.Parameter(torch.zeros(c.heads, BUCKETS))
        self.heads = c.heads
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, x, mask, near):
        b, n, d = x.shape
        q, k, v = self.into(self.norm(x)).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        bias = self.distance[:, near][None] + torch.where(mask, 0.0, -1e4)[:, None, None, :]
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(d // self.heads) + bias, 3)
        return x + self.dropout(self.out((weights @ v).transpose(1, 2).reshape(b, n, d)))


class Parser(nn.Module):
    def __init__(self, c: Config, words: int, vectors: torch.Tensor, upos: int, xpos: int, relations: int):
        super().__init__()
        self.config = c
        d = DIMENSIONS
        self.word = nn.Embedding(words, d["word"])
        self.vector = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.hashed = nn.ModuleDict({name: nn.Embedding(rows, d[name]) for name, rows in HASHED.items()})
        for table in (self.word, *self.hashed.values()):
            nn.init.normal_(table.weight, std=0.3)
        self.mix = nn.Linear(sum(d.values()), 2 * c.width)
        self.norm = nn.LayerNorm(c.width)
        self.layers = nn.ModuleList([Convolution(c) if kind == "C" else Attention(c) for kind in c.layers])
        self.upos = nn.Linear(c.width, upos)
        self.xpos = nn.Linear(c.width, xpos)
        self.back = nn.Linear(upos + xpos, c.width, bias=False)
        self.last = nn.LayerNorm(c.width)
        self.arcs = nn.Linear(c.width, 2 * c.arc)
        self.root = nn.Parameter(torch.randn(c.arc) * 0.1)
        self.bilinear = nn.Linear(c.arc, c.arc, bias=False)
        self.toward = nn.Linear(c.arc, 1, bias=False)
        self.distance = nn.Linear(c.arc, BUCKETS)
        self.kinds = nn.Linear(c.width, 2 * c.relation)
        self.kind_root = nn.Parameter(torch.randn(c.relation) * 0.1)
        self.kind = nn.Parameter(torch.randn(c.relation + 1, relations, c.relation + 1) * 0.05)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, rows, mask):
        """Logits of UPOS, XPOS, arcs [sentence, word, root and words], and what `relations` asks for."""

        parts = [self.word(rows[..., 0]), self.vector(rows[..., 1])]
        parts += [table(rows[..., 2 + i]) for i, table in enumerate(self.hashed.values())]
        pieces = self.mix(self.dropout(torch.cat(parts, 2)))
        half = self.config.width
        x = self.dropout(self.norm(torch.maximum(pieces[..., :half], pieces[..., half:])))
        keep = mask[..., None].float()
        near = buckets(rows.shape[1])
        x = x * keep
        for i, layer in enumerate(self.layers):
            if i == self.config.told:
                upos, xpos = self.upos(x), self.xpos(x)
                told = torch.cat([torch.softmax(upos, 2), torch.softmax(xpos, 2)], 2)
                x = x + self.back(told)
            x = layer(x, mask, near) * keep
        x = self.last(x)
        relu = nn.functional.leaky_relu
        dep, head = self.dropout(relu(self.arcs(x), 0.1)).chunk(2, 2)
        head = torch.cat([self.root.expand(len(x), 1, -1), head], 1)
        arcs = self.bilinear(dep) @ head.transpose(1, 2) / math.sqrt(self.config.arc)
        arcs = arcs + self.toward(head).transpose(1, 2)
        by_distance = torch.gather(self.distance(dep), 2, near.expand(len(x), -1, -1))
        arcs = arcs + nn.functional.pad(by_distance, (1, 0))
        arcs = arcs.masked_fill(~nn.functional.pad(mask, (1, 0), value=True)[:, None, :], -1e4)
        kinds = self.dropout(relu(self.kinds(x), 0.1)).chunk(2, 2)
        return upos, xpos, arcs, kinds

    def relations(self, kinds, heads):
        """Logits of each word's relation to a head: 0 the root, then the words."""
        dep, head = kinds
        head = torch.cat([self.kind_root.expand(len(dep), 1, -1), head], 1)
        head = torch.gather(head, 1, heads[..., None].expand(-1, -1, head.shape[2]))
        one = torch.ones_like(dep[..., :1])
        dep, head = torch.cat([dep, one], 2), torch.cat([head, one], 2)
        b, n, r = dep.shape
        toward = (dep.reshape(-1, r) @ self.kind.reshape(r, -1)).view(b, n, -1, r)
        return (toward * head[:, :, None, :]).sum(3)
