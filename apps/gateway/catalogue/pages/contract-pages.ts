import { Router, type Response } from 'express';
import { findEntry, findPublishedContract } from '#contracts';
import { createTemplates, stylesheetOf } from '#platform/pages';
import { contractPage } from './contract-page.js';
import { everyEventPage } from './every-event-page.js';
import { indexPage } from './index-page.js';

const FOLDER = 'apps/gateway/catalogue/pages';
const MISSING = {
  title: 'Page not found',
  trail: [{ text: 'Event contracts', href: '/docs/contracts' }, { text: 'Page not found' }],
};

/** The contract browser: pages for people, without scripts, the same for everyone until the next release. */
export function contractPages(): Router {
  const page = pageMaker();
  const stylesheet = stylesheetOf('contracts.scss', [FOLDER]);
  const router = Router();
  const missing = (response: Response) =>
    send(
      response.status(404),
      page('missing', '', () => MISSING),
    );
  router.get('/', (_request, response) => send(response, page('index', '', indexPage)));
  router.get('/contracts.css', async (_request, response) => {
    response
      .set('cache-control', FOR_FIVE_MINUTES)
      .type('css')
      .send(await stylesheet());
  });
  router.get('/every-event', (_request, response) => send(response, page('every-event', '', everyEventPage)));
  router.get('/:type', ({ params: { type } }, response) => {
    const [entry, contract] = [findEntry(type), findPublishedContract(type)];
    if (!entry || !contract) return missing(response);
    send(
      response,
      page('contract', type, () => contractPage(entry, contract)),
    );
  });
  router.get('/:type/schema.json', ({ params: { type } }, response) => {
    const contract = findPublishedContract(type);
    if (!contract) return missing(response);
    response.attachment(`${contract.type}.schema.json`).json(contract.schema);
  });
  return router.use((_request, response) => missing(response));
}

const FOR_FIVE_MINUTES = 'public, max-age=300';
const send = (response: Response, html: string): void =>
  void response.set('cache-control', FOR_FIVE_MINUTES).type('html').send(html);

/** Renders each page once: there are as many as there are contracts, and a visitor could ask for them all day. */
function pageMaker() {
  const render = createTemplates(FOLDER);
  const made = new Map<string, string>();
  return (template: string, of: string, model: () => object): string => {
    const key = `${template} ${of}`;
    const html = made.get(key) ?? render(`${template}.njk`, model());
    made.set(key, html);
    return html;
  };
}
