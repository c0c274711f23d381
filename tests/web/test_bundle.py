"""Files of JavaScript that become one module."""

import pytest

from web import scripts


def test_a_bundle_exports_every_name_that_its_file_does(monkeypatch):
    files = {
        "a.js": 'import { one } from "./b.js";\nexport const two = one + 1,\n  three = 3;\n'
        "export function four(\n  a,\n  b = 2,\n) {\n  return a + b;\n}\nconst five = 5,\n  six = 6;\n",
        "b.js": "export const one = 1;\n",
    }
    monkeypatch.setattr(scripts, "text_of", files.__getitem__)
    assert "export const { two, three, four } = m1;" in scripts.bundled("a.js")


def test_two_files_in_one_scope_may_not_name_the_same(monkeypatch):
    files = {
        "a.js": 'import { one } from "./b.js";\nconst two = one,\n  six = 6;\n',
        "b.js": "export const one = 1;\nconst six = 7;\n",
    }
    monkeypatch.setattr(scripts, "text_of", files.__getitem__)
    with pytest.raises(ValueError, match="name twice, in one scope: six"):
        scripts.one_module("a.js")
