"""A large map as a series of pages: how it is divided, laid out, and linked, and how pictures fit on paper."""
