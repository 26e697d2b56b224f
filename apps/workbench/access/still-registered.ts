import type { RequestHandler } from 'express';
import { standsIn, type AgencyDirectory } from '#access';

/**
 * Sessions outlive the process, and the directory is read when it starts: ends that of a viewer whose agency or team is in it
 * no more.
 */
export const stillRegistered =
  (directory: AgencyDirectory): RequestHandler =>
  (request, _response, next) => {
    const { viewer } = request.session;
    if (viewer === undefined || standsIn(viewer, directory)) return next();
    request.session.regenerate(next);
  };
