"""argmap maps a public dispute: claims, objections, who holds which, and the tensions between them."""

__version__ = "0.1.0"
