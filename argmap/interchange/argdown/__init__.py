"""Argdown, the argument markup of Christian Voigt and Gregor Betz, and the JSON that its tools export.

Published source: "Syntax" at https://argdown.org/syntax/ and the grammar of ``@argdown/core`` 1.7 (MIT). The
tests hold this reader against its command line.
"""
