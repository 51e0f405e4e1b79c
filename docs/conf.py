"""How the documentation is built. It needs nothing from the network."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "generated"), str(ROOT / "docs" / "_ext")]

from lxd import __version__  # noqa: E402

project = "lxd"
author = "The lxd SDK maintainers"
project_copyright = author
version = release = __version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode", "documentation"]
exclude_patterns = ["_build", "_ext", "examples"]
default_role = "name"
add_module_names = False
python_use_unqualified_type_names = True
highlight_language = "default"  # Python where it is Python, and no complaint where it is not

autoclass_content = "both"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "fully-qualified"
autodoc_typehints_description_target = "documented_params"
napoleon_numpy_docstring = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = f"lxd {release}"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"top_of_page_buttons": []}
pygments_style = "friendly"
pygments_dark_style = "native"
