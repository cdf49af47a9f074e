"""The reference of dateline's public names as pages, from their docstrings.

python docs/make_reference.py build/reference
"""

import sys
from pathlib import Path

import pdoc

import dateline

# Public names live in rooms that are opened when asked for; pdoc looks only at what is there.
for name in dateline.__all__:
    setattr(dateline, name, getattr(dateline, name))
pdoc.render.configure(docformat="google", show_source=False)
pdoc.pdoc("dateline", "!dateline.", output_directory=Path(sys.argv[1]))
