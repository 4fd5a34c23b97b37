"""Can the checks of the house fail? Each is shown something wrong and must name it."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from config import urls
from tools import check, check_docs, check_region_names, check_translations, compile_words, run_tests

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(sentence: str, dutch: str) -> str:
    """One entry of a catalogue."""
    return f'msgid "{sentence}"\nmsgstr "{dutch}"\n\n'


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small product with one page, one sentence in code and a catalogue, checked in place of ours."""
    (tmp_path / "casework" / "templates").mkdir(parents=True)
    (tmp_path / "casework" / "pages.py").write_text('gettext("Take it on")\n', encoding="utf-8")
    (tmp_path / "casework" / "templates" / "page.html").write_text(
        '{% load i18n %}\n  <p title="{% translate "Work list" %}">\n'
        "{% blocktranslate count n=n %}{{ n }} item{% plural %}{{ n }} items{% endblocktranslate %}</p>\n",
        encoding="utf-8",
    )
    catalogue = tmp_path / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        CATALOGUE
        + entry("Take it on", "Oppakken")
        + entry("Work list", "Werkvoorraad")
        + 'msgid "%(n)s item"\nmsgid_plural "%(n)s items"\n'
        + 'msgstr[0] "%(n)s stuk"\nmsgstr[1] "%(n)s stuks"\n\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(check_translations, "ROOT", tmp_path)
    monkeypatch.setattr(check_translations, "CATALOGUE", catalogue)
    monkeypatch.setattr(check_translations, "from_situations", lambda: iter(()))
    monkeypatch.setattr(compile_words, "ROOT", tmp_path)
    return tmp_path


def catalogue_of(product: Path) -> Path:
    return product / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def test_a_product_in_which_everything_is_said_in_dutch_passes(product):
    assert check_translations.main() == 0


@pytest.mark.parametrize("sentence", ["Take it on", "Work list", "%(n)s items"])
def test_a_sentence_without_dutch_is_named(product, capsys, sentence):
    path = catalogue_of(product)
    dutch = {"Take it on": "Oppakken", "Work list": "Werkvoorraad", "%(n)s items": "%(n)s stuks"}[sentence]
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{dutch}"', '""'), encoding="utf-8")
    assert check_translations.main() == 1
    assert sentence.removesuffix("s") in capsys.readouterr().out


def test_an_entry_that_stands_twice_is_named(product, capsys):
    with catalogue_of(product).open("a", encoding="utf-8") as handle:
        handle.write(entry("Work list", "Lijst"))
    assert check_translations.main() == 1
    assert "twice" in capsys.readouterr().out


def test_the_docstring_of_a_situation_is_a_sentence():
    found = dict(check_translations.from_situations())
    assert any(where.startswith("workflows.refusals.") for where in found.values())


def test_words_are_compiled_once_and_again_after_a_change(product, capsys):
    assert compile_words.main() == 0
    assert catalogue_of(product).with_suffix(".mo").exists()
    assert "Compiled" in capsys.readouterr().out
    assert compile_words.main() == 0
    assert capsys.readouterr().out == ""


def test_a_broken_catalogue_is_one_sentence(product, capsys):
    with catalogue_of(product).open("a", encoding="utf-8") as handle:
        handle.write('msgid "Half\n')
    assert compile_words.main() == 1
    assert "cannot be compiled" in capsys.readouterr().err


def test_a_page_that_names_a_lost_file_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(check_docs, "ROOT", tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "env.py").touch()
    page = tmp_path / "README.md"
    page.write_text(
        "See `config/env.py`, `config/gone.py`, `a/b` and [docs](docs/gone.md), [out](https://example.org).",
        encoding="utf-8",
    )
    assert check_docs.missing_paths(page) == ["config/gone.py", "docs/gone.md"]


def test_a_generated_page_that_is_old_is_seen(tmp_path, monkeypatch, capsys):
    page = tmp_path / "lifecycles.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setattr(check_docs, "ROOT", tmp_path)
    monkeypatch.setattr(check_docs, "GENERATED", {page: ["lifecycles"]})
    monkeypatch.setattr(check_docs, "generated", lambda command: "new")
    assert check_docs.main() == 1
    assert "lifecycles.md differs" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", ["place = 'Waterdam'", "call = '085-0000123'", "call = '0850000123'", "team = 'waterdam-noord'"]
)
def test_a_region_in_code_is_named(tmp_path, monkeypatch, line):
    monkeypatch.setattr(check_region_names, "ROOT", tmp_path)
    (tmp_path / "regions" / "delta").mkdir(parents=True)
    (tmp_path / "regions" / "delta" / "teams.toml").write_text(
        '[[team]]\nid = "waterdam-noord"\nname = "Noord"\ngemeente = "Waterdam"\n', encoding="utf-8"
    )
    for package in check_region_names.PACKAGES:
        (tmp_path / package).mkdir()
    assert check_region_names.main() == 0
    (tmp_path / "casework" / "teams.py").write_text(line + "\n", encoding="utf-8")
    assert check_region_names.main() == 1


def run_in(folder: Path, monkeypatch: pytest.MonkeyPatch, test: str) -> run_tests.Part:
    """The runner's account of a folder with one test file."""
    (folder / "pytest.ini").write_text(
        "[pytest]\naddopts = -p no:django -p no:cacheprovider\n", encoding="utf-8"
    )
    (folder / "test_one.py").write_text(test, encoding="utf-8")
    monkeypatch.setattr(run_tests, "ROOT", folder)
    return run_tests.run("one", ["test_one.py"], {})


def test_the_runner_counts_what_passed_failed_and_was_skipped(tmp_path, monkeypatch):
    part = run_in(
        tmp_path,
        monkeypatch,
        "import pytest\ndef test_a(): pass\ndef test_b(): assert False\ndef test_c(): pytest.skip('no')\n",
    )
    assert (part.passed, part.failed, part.skipped, part.absent) == (1, 1, 1, "")


def test_the_runner_does_not_take_silence_for_success(tmp_path, monkeypatch):
    assert run_in(tmp_path, monkeypatch, "x = 1\n").absent
    assert run_in(tmp_path, monkeypatch, "import nothing_of_that_name\n").failed == 1
    assert run_in(tmp_path, monkeypatch, "import os\ndef test_a(): os._exit(3)\n").failed == 1


def test_a_way_in_without_an_action_fails_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = [command for name, command, _ in check.CHECKS if name == "every way in says what it does"]
    assert command[-2:] == ["manage.py", "routes"]
    call_command("routes")
    assert '"action": "case.read"' in capsys.readouterr().out

    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse("wie dan ook")

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("vergeten/", forgotten)])
    clear_url_caches()
    try:
        with pytest.raises(SystemExit) as ended:
            call_command("routes")
    finally:
        monkeypatch.undo()
        clear_url_caches()
    assert ended.value.code == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["route"] for row in rows if row["action"] is None] == ["/vergeten/"]
