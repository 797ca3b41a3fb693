"""A large map as pages: how it is divided, and how its pages lead to one another."""
