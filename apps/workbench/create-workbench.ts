import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { urlencoded } from 'express';
import { NestLogger } from '#platform/logging';
import { measureRequests } from '#platform/metrics';
import { trustedProxies } from '#runtime';
import { endInTime } from './access/longest-sitting.js';
import { readOf, readOfSignedIn } from './access/read-of.js';
import { createSessions } from './access/sessions.js';
import { stillRegistered } from './access/still-registered.js';
import type { WorkbenchDeps } from './deps.js';
import { loadAssets } from './frame/assets.js';
import { formWithFile } from './frame/form-with-file.js';
import { neverStored, securityHeaders } from './frame/security-headers.js';
import { tracePages } from './tracing.js';
import { WorkbenchModule } from './workbench.module.js';

/** What people see. Initialised but not listening; `close()` ends its timers and leaves the pool and the store open. */
export async function createWorkbench(deps: WorkbenchDeps): Promise<INestApplication> {
  const [assets, sessions] = await Promise.all([loadAssets(), createSessions(deps)]);
  const app = await NestFactory.create<NestExpressApplication>(WorkbenchModule.with(deps, assets), {
    logger: new NestLogger(deps.logger.of('workbench')),
    abortOnError: false,
    bodyParser: false,
  });
  app.disable('x-powered-by');
  app.disable('etag');
  // Behind a terminator of transport security, here or in the same cluster, the cookie must still count as secure.
  app.set('trust proxy', trustedProxies(deps));
  app.use(
    measureRequests(deps.metrics, 'workbench'),
    securityHeaders(deps.baseUrl),
    assets.handler,
    tracePages,
    neverStored,
    sessions.handler,
    endInTime,
    stillRegistered(deps.directory),
  );
  // An event that is tried is at most 256 KiB.
  app.use('/partner/try', readOf(['PARTNER'], urlencoded({ extended: false, limit: '800kb' })));
  // A proposed rule set is pasted whole, and a form's encoding makes it twice as long.
  const pasted = urlencoded({ extended: false, limit: '512kb', parameterLimit: 10 });
  app.use('/ig/rulesets', readOf(['IG_LEAD'], pasted));
  app.use('/ig/rulesets', ...formWithFile(['IG_LEAD'], '/ig/rulesets?file=too-large'));
  app.use(readOfSignedIn(urlencoded({ extended: false, limit: '60kb' })));
  const close = app.close.bind(app);
  app.close = async () => {
    await close();
    await sessions.close();
  };
  return app.init();
}
