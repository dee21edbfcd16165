// A page to read and try the API by: Swagger UI, served from here, since many hotels' networks reach nothing outside; it shows nothing
// before it has fetched the document with the reader's own sign-in.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const shell = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Heyawari API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<main id="api"><p id="note">読み込み中…</p></main>
<script src="docs/swagger-ui-bundle.js" defer></script>
<script src="docs/page.js" defer></script>
</html>
`;

/** Plain browser script. The PMS keeps a signed-in user's token in localStorage as `authToken`, and its own pages send it as here. */
const script = `
const tell = (text) => { document.getElementById('note').textContent = text; };
const signIn = 'PMSにログインしてから、このページを開き直してください。 / Please sign in to the PMS, then reload this page.';
const withToken = (request) => {
  request.headers.Authorization = 'Bearer ' + localStorage.getItem('authToken');
  return request;
};

async function show() {
  if (!localStorage.getItem('authToken')) return tell(signIn);
  const answer = await fetch('openapi.json', withToken({ headers: {} }));
  if (answer.status === 401) return tell(signIn);
  const body = await answer.json();
  if (!answer.ok) return tell(body.error);
  SwaggerUIBundle({
    domNode: document.getElementById('api'),
    spec: body,
    requestInterceptor: withToken,
    validatorUrl: null,
    showExtensions: true,
  });
}

show().catch((error) => tell(error.message));
`;

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** Beside this file as built, or in its package as written. */
function assetFolder(): string {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return fileURLToPath(new URL('./swagger-ui/', here));
  return path.dirname(createRequire(here).resolve('swagger-ui-dist/package.json'));
}

/** The page at `/docs`, and what it loads below. */
export function createDocsPage(): Router {
  const router = Router({ strict: true });
  router.get('/docs', (_request, response) => void response.type('html').send(shell));
  // What the page loads is named from the folder above.
  router.get('/docs/', (_request, response) => response.redirect('../docs'));
  router.get('/docs/page.js', (_request, response) => void response.type('js').send(script));
  const root = assetFolder();
  for (const asset of assets)
    router.get(`/docs/${asset}`, (_request, response, next) =>
      response.sendFile(asset, { root, maxAge: '1d' }, (error) => {
        if (error && !response.headersSent) next(error);
      }),
    );
  return router;
}
