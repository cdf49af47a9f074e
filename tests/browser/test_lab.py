"""JupyterLab opens each notebook, runs it without an error, and the reading view works there."""

import pytest

from conftest import ROOT

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
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
CLOSE = "() => window.jupyterapp.commands.execute('application:close-all')"


@pytest.fixture(scope="module")
def opened(lab, browser):
    """JupyterLab, loaded once: its scripts take longer than a notebook."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
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
    assert done["shown"] > 5
    opened.locator(".dateline-reading .text .name").first.wait_for()
    line = "getComputedStyle(document.querySelector('.dateline-reading .text .name')).textDecorationLine"
    assert opened.evaluate(line) == "underline"
    opened.click(".show-name")
    assert opened.evaluate(line) == "none"
    opened.locator('td a[href="#s2"]').first.click()
    opened.wait_for_function("document.getElementById('s2').getBoundingClientRect().top > 0")
    assert opened.said == []
    opened.evaluate(CLOSE)
    if opened.locator(".jp-Dialog").is_visible():
        opened.click(".jp-Dialog button:has-text('Discard')")
    opened.locator(".dateline-reading").first.wait_for(state="detached")
