"""The Argument Interchange Format as JSON: node sets of AIFdb, xAIF of OVA3, and OVA2's files.

Published source: Chesnevar et al., "Towards an argument interchange format", Knowledge Engineering Review 21 (2006);
Lawrence & Reed, AIFdb (https://www.aifdb.org), ``json.php``; xAIF (https://github.com/arg-tech/xaif).
"""
