import type { RequestHandler } from 'express';
import { STAFF_ROLES, type StaffRole } from '#access';

/**
 * Reads the form of those who may send it. Whoever is sent on to sign in, or has no such page, is told so without it: reading
 * two megabytes of form takes longer than any page.
 */
export const readOf =
  (roles: readonly StaffRole[], read: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const { viewer } = request.session;
    const may = viewer !== undefined && roles.includes(viewer.role);
    return may ? read(request, response, next) : next();
  };

export const readOfSignedIn = (read: RequestHandler): RequestHandler => readOf(STAFF_ROLES, read);
