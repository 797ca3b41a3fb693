"""The functions of the actions. Each takes the screen and raises Refusal when it cannot act."""
