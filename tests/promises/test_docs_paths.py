"""Does every path that a document names exist?"""

from pathlib import Path

import pytest

from tools import check_docs


@pytest.mark.parametrize("page", check_docs.pages(), ids=lambda page: page.name)
def test_every_path_in_a_document_exists(page: Path) -> None:
    assert check_docs.missing_paths(page) == []
