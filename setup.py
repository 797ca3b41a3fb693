"""Builds argmap with the documentation inside it, for ``argmap help``; all else is in ``pyproject.toml``."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"


class BuildWithPages(build_py):
    """Copies the pages of ``docs`` into the package. An editable install reads them where they are."""

    def run(self):
        """Build as usual, then add the pages."""
        super().run()
        if self.editable_mode:
            return
        for page in sorted(DOCS.rglob("*.md")):
            target = Path(self.build_lib, "argmap", "documents", page.relative_to(DOCS))
            self.mkpath(str(target.parent))
            self.copy_file(str(page), str(target))


setup(cmdclass={"build_py": BuildWithPages})
