"""dateline reads news articles with receipts: what is it about, how is it told and by whom, what happened when."""

from importlib import import_module
from typing import Any

# Public name -> the room it lives in. Rooms are opened when they are asked for: pandas, NLTK and seaborn together take
# a second, which `dateline --help` need not wait for.
_ROOMS = {
    name: room
    for room, names in {
        "article": ("Article", "Correction", "ReadError"),
        "readers": ("read", "read_html"),
        "errata": ("corrections",),
        "segment": ("paragraphs", "sentences", "tokens", "ngrams"),
        "syntax": ("dependencies",),
        "attribution": ("quotes",),
        "entities": ("mentions",),
        "polarity": (
            "contributions",
            "target_contributions",
            "target_tone",
            "tone",
            "vader_contributions",
            "vader_tone",
        ),
        "voices": ("sentiment", "speakers", "compare_voices", "agreement"),
        "voices.loaded": ("loaded_words", "strongest", "telling_words"),
        "voices.regard": ("entity_tone", "target_tones"),
        "voices.sourcing": ("hedges", "sources"),
        "plots.voices": ("plot_arc", "plot_entity_tone", "plot_speakers"),
        "summary": ("text_figures", "voice_figures", "time_figures"),
        "terms.counts": ("by_voice", "cited", "frequency", "occurrences", "voiced"),
        "terms.association": ("collocations", "meetings", "multiwords"),
        "terms.contrast": ("key_terms", "keyness", "corrected"),
        "terms.floors": (
            "LEAST_N_DISPERSION",
            "WORDS_FOR_DISPERSION",
            "WORDS_FOR_DIVERSITY",
            "WORDS_FOR_READABILITY",
            "shown",
        ),
        "terms.forms": ("merged", "names", "variants"),
        "terms.phrases": ("keyphrases",),
        "terms.references": ("reference",),
        "terms.richness": ("diversity", "readability"),
        "terms.spread": ("dispersion",),
        "terms.context": ("kwic",),
        "timex": ("timexes", "creation_window", "creation_evidence"),
        "events": ("timeline", "undated", "unresolved", "provenance"),
        "exports": ("to_csv", "to_edtf", "to_parquet", "to_timelinejs", "to_timeml"),
        "interchange": ("to_brat", "to_concordance", "to_corpus", "to_tokens"),
        "plots.terms": ("plot_frequency", "plot_positions"),
        "plots.keyness": ("plot_keyness", "plot_network"),
        "plots.times": ("plot_timeline", "plot_flashbacks"),
        "reading": ("reading_view",),
        "picker": ("explore",),
        "display": ("heading", "marked_events", "show_figure", "show_table"),
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
