import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RequestHandler } from 'express';
import { projectPath } from '#platform';
import { compileStylesheet } from './stylesheet.js';

interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

export interface Assets {
  /** Changes with the content, so that browsers may keep it for a year. */
  readonly path: string;
  readonly handler: RequestHandler;
}

const GOVUK = 'node_modules/govuk-frontend/dist/govuk';
const MOJ = 'node_modules/@ministryofjustice/frontend/moj';

/** Everything a page loads, held in memory; only these names are answered. */
export async function loadAssets(): Promise<Assets> {
  const assets = new Map<string, Asset>([
    ['workbench.css', { type: 'text/css', body: Buffer.from(await compileStylesheet()) }],
    ['workbench.js', await script('apps/workbench/frame/assets/workbench.js')],
    ['govuk-frontend.js', await script(`${GOVUK}/govuk-frontend.min.js`)],
    ['icon.svg', await svg('apps/workbench/frame/assets/icon.svg')],
  ]);
  const hash = createHash('sha256');
  for (const { body } of assets.values()) hash.update(body);
  const path = `/assets/${hash.digest('hex').slice(0, 12)}`;
  const served = new Map([...assets].map(([name, asset]) => [`${path}/${name}`, asset]));
  for (const icon of [
    'icon-close-cross-black.svg',
    'icon-tag-remove-cross.svg',
    'icon-tag-remove-cross-white.svg',
  ]) {
    served.set(`/assets/images/${icon}`, await svg(`${MOJ}/assets/images/${icon}`));
  }
  return { path, handler: serve(served) };
}

function serve(served: ReadonlyMap<string, Asset>): RequestHandler {
  return (request, response, next) => {
    const asset = request.method === 'GET' ? served.get(request.path) : undefined;
    if (asset === undefined) return next();
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.type(asset.type).send(asset.body);
  };
}

const script = async (path: string): Promise<Asset> => ({
  type: 'text/javascript',
  body: await readFile(projectPath(path)),
});
const svg = async (path: string): Promise<Asset> => ({
  type: 'image/svg+xml',
  body: await readFile(projectPath(path)),
});
