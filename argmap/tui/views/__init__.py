"""The views of the main screen: outline, tables, claim, diagram, and the bars around them."""
