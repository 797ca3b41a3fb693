"""Where lines go: orthogonal edge routing between the layers of boxes. ``README.md`` explains the stages."""
