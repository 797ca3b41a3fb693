"""What is on the screen: outline, tables, claim, diagram, and the lines around them."""
