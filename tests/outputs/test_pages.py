from handbook.outputs.pages import extract_inline_scripts, mend_theme


def url_of(name: str) -> str:
    return f"../js/{name}"


def test_an_inline_script_moves_to_a_file_named_by_its_content() -> None:
    html, files = extract_inline_scripts("<body><script>var a=1</script></body>", url_of)
    (name,) = files
    assert files[name] == "var a=1"
    assert html == f'<body><script src="../js/{name}"></script></body>'


def test_data_and_files_stay_where_they_are() -> None:
    page = '<script src="a.js"></script><script id="c" type="application/json">{"a":1}</script>'
    assert extract_inline_scripts(page, url_of) == (page, {})


def test_the_same_script_is_one_file() -> None:
    _, files = extract_inline_scripts("<script>a()</script><script>a()</script>", url_of)
    assert len(files) == 1


def test_the_search_dialog_gets_a_name() -> None:
    assert 'aria-label="搜索"' in mend_theme('<div class="md-search" data-md-component="search" role="dialog">')
