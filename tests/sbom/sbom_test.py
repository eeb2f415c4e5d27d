#!/usr/bin/env python3
"""What tools/sbom says of a program: sbom_test.py PROGRAM."""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sys.argv.pop() if len(sys.argv) > 1 else str(ROOT / "build/kartei")


def written():
    return subprocess.run([ROOT / "tools/sbom", PROGRAM], check=True, capture_output=True).stdout


class SbomTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bytes = written()
        cls.document = json.loads(cls.bytes)
        cls.components = cls.document["components"]

    def test_is_the_same_every_time(self):
        self.assertEqual(written(), self.bytes)

    def test_names_every_library_the_program_asks_the_loader_for(self):
        asked = subprocess.run(["readelf", "-d", PROGRAM], check=True, capture_output=True, text=True)
        dynamic = asked.stdout
        needed = re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic)
        files = {
            entry["value"]
            for component in self.components
            for entry in component["properties"]
            if entry["name"] == "kartei:library"
        }
        self.assertGreater(len(needed), 5)
        for library in needed:
            stem = library.split(".so")[0]
            self.assertTrue(any(name.startswith(stem) for name in files), library)

    def test_names_every_package_of_the_pages(self):
        wanted = json.loads((ROOT / "web/package.json").read_text())["dependencies"]
        names = {component["name"] for component in self.components}
        self.assertLessEqual(set(wanted), names)

    def test_every_part_has_version_licence_and_address(self):
        self.assertEqual((self.document["bomFormat"], self.document["specVersion"]), ("CycloneDX", "1.5"))
        for component in self.components:
            self.assertRegex(component["purl"], r"^pkg:(deb/debian|npm)/\S+@\S+$")
            self.assertTrue(component["version"], component)
            self.assertTrue(list(component["licenses"][0]["license"].values())[0], component)

    def test_every_part_stands_once_and_the_program_rests_on_it(self):
        references = [component["bom-ref"] for component in self.components]
        self.assertEqual(len(references), len(set(references)))
        self.assertEqual(self.document["dependencies"][0]["dependsOn"], references)


if __name__ == "__main__":
    unittest.main()
