"""Small multiples: hand-worked paths, and what is below its floor is said."""

from dateline.reports.index import time_strip, tone_strip, top_terms


def test_a_stem_for_each_piece_cut_at_the_edge():
    pieces = [{"voice": "narration", "tone": "0.25"}, {"voice": "quotation", "tone": "-0.9"},
              {"voice": "narration", "tone": ""}, {"voice": "narration", "tone": "0"}]  # fmt: skip
    drawn = tone_strip(pieces).paths
    assert drawn["narration"] == "M33.3 20v-10.0M166.7 20v-0.0"
    assert drawn["quotation"] == "M100.0 20v20.0"


def test_a_date_is_as_wide_as_what_is_known_of_it():
    events = [{"kind": "event", "first_day": "2018-01-01", "last_day": "2018-01-05"},
              {"kind": "reporting", "first_day": "2018-01-10", "last_day": ""},
              {"kind": "event", "first_day": "", "last_day": ""}]  # fmt: skip
    drawn, ends = time_strip(events).paths, time_strip(events).ends
    assert drawn["event"] == "M0.0 5v14m0 -7h100.0"
    assert drawn["other"] == "M180.0 21v14m0 -7h20.0"
    assert ends == ("2018-01-01", "2018-01-10")


def test_of_nothing_there_is_no_drawing():
    assert [drawing([]) for drawing in (tone_strip, time_strip, top_terms)] == [None, None, []]


def test_two_pieces_are_too_few_for_a_drawing():
    assert tone_strip([{"voice": "narration", "tone": "0.1"}] * 2) is None


def test_terms_leave_out_stop_words_numbers_and_what_occurs_once():
    rows = [
        ("the", "9", "word", "True"),
        ("<b>", "5", "name", "False"),
        ("12", "4", "number", "False"),
        ("cat", "1", "word", "False"),
    ]
    table = [dict(zip(("term", "n", "kind", "is_stop"), row, strict=True)) for row in rows]
    assert top_terms(table) == [("<b>", 5)]
