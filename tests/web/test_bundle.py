"""Files of JavaScript that become one module."""

from web import scripts


def test_a_bundle_exports_every_name_that_its_file_does(monkeypatch):
    files = {
        "a.js": 'import { one } from "./b.js";\nexport const two = one + 1,\n  three = 3;\n'
        "export function four(\n  a,\n  b = 2,\n) {\n  return a + b;\n}\nconst five = 5,\n  six = 6;\n",
        "b.js": "export const one = 1;\n",
    }
    monkeypatch.setattr(scripts, "script", files.__getitem__)
    assert "export const { two, three, four } = m1;" in scripts.bundled("a.js")
