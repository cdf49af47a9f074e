"""Parts of speech and dependency trees (Universal Dependencies v2), from one small model of ours."""
