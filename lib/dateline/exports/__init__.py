"""Tables as other tools take them: TimeML, TimelineJS, EDTF, brat, corpora, CSV, Parquet."""
