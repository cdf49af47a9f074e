"""dateline reads news articles with receipts: what is it about, how is it told and by whom, what happened when.

What is given wrongly is refused in one line, a `ReadError` that names it and says what to do: `TableError` for a table
that is none, lacks a column or is of another article, `ParameterError` for a value that cannot be used.
"""

from importlib import import_module
from typing import Any

# Public name -> the room it lives in. Rooms are opened when they are asked for: pandas, NLTK and seaborn together take
# a second, which `dateline --help` need not wait for.
_ROOMS = {
    name: room
    for room, names in {
        "article": ("Article", "ReadError"),
        "readers": ("read",),
        "readers.folders": (
            "read_story",
            "read_all",
        ),
        "segments.segmentation": ("paragraphs", "sentences"),
        "segments.tokenization": ("tokens", "ngrams"),
        "syntax": ("dependencies",),
        "attribution": ("quotes",),
        "entities": ("mentions",),
        "polarity": ("contributions", "target_tone", "tone"),
        "voices": ("sentiment", "speakers", "compare_voices", "agreement"),
        "voices.loaded": ("loaded_words", "strongest", "telling_words"),
        "voices.regard": ("entity_tone", "target_tones"),
        "voices.sourcing": ("hedges", "sources"),
        "figures": ("quantities",),
        "plots.voices": ("plot_arc", "plot_entity_tone", "plot_speakers"),
        "pages.methods": ("key_figures",),
        "terms.counts": ("with_sentences", "frequency", "occurrences", "with_voices"),
        "terms.association": ("collocations", "pair_places"),
        "terms.contrast": ("key_terms", "keyness"),
        "terms.thresholds": ("above_floor",),
        "terms.forms": ("with_terms", "names", "variants"),
        "terms.phrases": ("keyphrases",),
        "terms.references": ("reference",),
        "terms.richness": ("diversity", "readability"),
        "terms.spread": ("dispersion",),
        "terms.context": ("kwic",),
        "timex": ("timexes", "creation_window", "creation_evidence"),
        "segments.genres": ("genre",),
        "events": ("timeline", "undated", "unresolved"),
        "brief": ("findings", "with_labels"),
        "story.copies": ("stories", "shared_sentences"),
        "story.comparison": ("compare",),
        "story.merging": ("merged_timeline",),
        "story.evidence": ("compared_findings",),
        "corpus.asking": ("Corpus",),
        "exports.times": ("to_csv", "to_parquet"),
        "plots.terms": ("plot_frequency", "plot_keyness", "plot_network", "plot_positions"),
        "plots.corpus": ("plot_articles",),
        "plots.times": ("plot_timeline", "plot_flashbacks"),
        "pages.marked_article": ("articles_view", "reading_view"),
        "pages.picker": ("explore",),
        "pages.article_head": ("heading",),
        "pages.shown": ("marked_events", "show_figure", "show_findings", "show_table"),
    }.items()
    for name in names
}
__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(f"dateline.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return __all__
