"""Installs the folder ontology/ as kg/data/ontology; pyproject.toml has the rest."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithOntology(build_py):
    """Copies the ontology's files into the build; an editable install reads them in place."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "kg" / "data" / "ontology"
            copytree(Path(__file__).parent / "ontology", target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithOntology})
