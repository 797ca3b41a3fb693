"""The functions of the actions. Each takes the screen and raises MapError when it cannot act."""
