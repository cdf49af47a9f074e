"""JupyterLab opens each notebook, runs it without an error, and the reading view works there."""

import nbformat
import pytest

from conftest import ROOT

PATIENT = 120_000  # milliseconds, on a busy machine

# the corpus notebook needs a corpus: tests/test_notebooks.py
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb") if path.stem != "corpus")
pytestmark = pytest.mark.xdist_group("browser")

# The kernel's dot is idle before the kernel listens: cells sent too early are lost. Its info says that it is there.
RUN_ALL = """async (name) => {
  const { commands, shell } = window.jupyterapp;
  const panel = await commands.execute('docmanager:open', { path: 'notebooks/' + name, factory: 'Notebook' });
  shell.activateById(panel.id);
  await panel.context.ready;
  await panel.sessionContext.ready;
  await panel.sessionContext.session.kernel.info;
  const ran = await commands.execute('notebook:run-all-cells');
  const outputs = panel.content.model.sharedModel.cells.flatMap((cell) => cell.toJSON().outputs || []);
  const errors = outputs.filter((output) => output.output_type === 'error');
  return { ran, shown: outputs.length, errors: errors.map((error) => error.evalue) };
}"""
PATIENCE = "(name) => Promise.race([(%s)(name), new Promise((_, fail) => setTimeout(fail, 180000, 'no answer'))])"
RUN_ALL = PATIENCE % RUN_ALL
PICKER = """import dateline as dl
dl.explore(dl.read("seeds/venezuela-coup-talks.txt"))"""
# Without asking whether to save, which a test cannot answer.
CLOSE = "() => window.jupyterapp.shell.currentWidget.dispose()"


@pytest.fixture(scope="module")
def opened(lab, browser):
    """JupyterLab, loaded once: its scripts take longer than a notebook."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.set_default_timeout(PATIENT)
    page.said = []
    page.on("console", lambda message: message.type == "error" and page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(lab)
    page.wait_for_function("window.jupyterapp?.shell && window.jupyterapp.restored")
    page.evaluate("() => window.jupyterapp.restored.then(() => null)")
    yield page
    page.close()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_from_top_to_bottom(opened, notebook):
    opened.said.clear()
    done = opened.evaluate(RUN_ALL, notebook)
    assert done["errors"] == []
    assert done["ran"]
    assert done["shown"] > 2
    if notebook == "compare.ipynb":  # of several articles, none of which is marked
        opened.evaluate(CLOSE)
        return
    opened.locator(".dateline-reading .text .name").first.wait_for()
    line = "getComputedStyle(document.querySelector('.dateline-reading .text .name')).textDecorationLine"
    assert opened.evaluate(line) == "underline"
    opened.click(".show-name")
    assert opened.evaluate(line) == "none"
    opened.locator('a[href="#s2"]').first.click()
    opened.wait_for_function("document.getElementById('s2').getBoundingClientRect().top > 0")
    assert opened.said == []
    opened.evaluate(CLOSE)
    opened.locator(".dateline-reading").first.wait_for(state="detached")


def test_a_widget_changes_the_figure(opened, lab_home):
    (lab_home / "seeds" / "second.txt").write_text("The ferry ran. The ferry sank.", encoding="utf-8")
    (lab_home / "seeds" / "articles.csv").unlink()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PICKER)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, lab_home / "notebooks" / "pick.ipynb")
    opened.said.clear()
    assert opened.evaluate(RUN_ALL, "pick.ipynb")["errors"] == []
    figure = opened.locator(".widget-html figure img")
    figure.wait_for()
    first, lists = figure.get_attribute("src"), opened.locator(".widget-dropdown select")
    lists.nth(1).select_option(label="officials (word, 6)")
    opened.locator("caption", has_text="Every occurrence of: official").wait_for()
    assert figure.get_attribute("src") != first
    lists.nth(0).select_option(label="seeds/second.txt")
    opened.locator("caption", has_text="Every occurrence of: ferry").wait_for()
    assert opened.said == []
