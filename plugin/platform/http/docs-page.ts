// A page to read the OpenAPI document by: a static shell; what it shows is fetched with the reader's own sign-in.

export const docsPage = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Heyawari API</title>
<h1>Heyawari 部屋割り API</h1>
<p id="note">読み込み中…</p>
<main id="operations"></main>
<script src="docs.js" defer></script>
</html>
`;

/** Plain browser script; the PMS keeps a signed-in user's token in localStorage as \`authToken\`. */
export const docsScript = `
const note = document.getElementById('note');
const operations = document.getElementById('operations');
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

function show(path, method, operation) {
  const details = document.createElement('details');
  details.append(element('summary', method.toUpperCase() + ' ' + path + ' — ' + operation.summary));
  details.append(element('p', 'x-permission: ' + operation['x-permission']));
  details.append(element('pre', JSON.stringify({
    parameters: operation.parameters, requestBody: operation.requestBody, responses: operation.responses,
  }, null, 2)));
  operations.append(details);
}

fetch('openapi.json', { headers: { authorization: 'Bearer ' + localStorage.getItem('authToken') } })
  .then(async (answer) => {
    if (!answer.ok) throw new Error((await answer.json()).error);
    const { paths } = await answer.json();
    for (const [path, methods] of Object.entries(paths))
      for (const [method, operation] of Object.entries(methods)) show(path, method, operation);
    note.textContent = 'openapi.json — ' + Object.keys(paths).length + ' paths';
  })
  .catch((error) => { note.textContent = error.message; });
`;
