"""Parts of speech and dependency trees (Universal Dependencies v2), from one small model of ours."""

from dateline.syntax.phrases import phrase
from dateline.syntax.table import dependencies
from dateline.syntax.trees import Trees, trees_of

__all__ = ["Trees", "dependencies", "phrase", "trees_of"]
