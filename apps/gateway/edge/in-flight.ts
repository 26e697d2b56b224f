import type { Request, RequestHandler } from 'express';
import { callerOf } from '../auth/authenticate.js';
import { clientIdOf } from '../auth/tokens.js';
import { busy, tooManyAtOnce } from '../problems/known-problems.js';
import { MOST_OF_STRANGERS, type LoadLimits } from './load-limits.js';
import { Room } from './room.js';

const NEEDS_TOKEN = /^\/v1\/(events|decisions)(\/|$)/i;

/**
 * Refuses with 503 what strangers ask beyond what is kept for addresses that ask for no token, before anything of the
 * body is read. Clients have as much for themselves: strangers who send or read slowly turn no publisher away.
 */
export function boundStrangers({ maxRequests, maxBytes }: LoadLimits): RequestHandler {
  const room = new Room(maxRequests, maxBytes);
  return (request, response, next) => {
    if (NEEDS_TOKEN.test(request.path)) return next();
    const leave = room.take(bodySize(request, MOST_OF_STRANGERS));
    if (!leave) return next(busy());
    response.once('close', leave);
    next();
  };
}

/** What all clients draw from together, beyond what each has of its own. */
export const commonRoom = ({ maxRequests, maxBytes }: LoadLimits): Room => new Room(maxRequests, maxBytes);

/**
 * Refuses before anything of the body is read: with 429 what one client asks beyond its most, and with 503 what goes
 * beyond its own share while the common room is full. Its own share nobody else can use up.
 */
export function boundEachClient(most: number, common: Room, limits: LoadLimits): RequestHandler {
  const clients = new Map<string, { readonly whole: Room; readonly own: Room }>();
  const roomsOf = (id: string) => {
    const rooms = clients.get(id) ?? {
      whole: new Room(most, limits.maxBytesPerClient),
      own: new Room(limits.ownRequests, limits.ownBytes),
    };
    clients.set(id, rooms);
    return rooms;
  };
  return (request, response, next) => {
    const { whole, own } = roomsOf(clientIdOf(callerOf(request)));
    const size = bodySize(request, limits.maxBody);
    const leave = whole.take(size);
    if (!leave) return next(tooManyAtOnce());
    response.once('close', leave);
    const giveBack = own.take(size) ?? common.take(size);
    if (!giveBack) return next(busy());
    response.once('close', giveBack);
    next();
  };
}

/** As much as the body may come to: where it is compressed, or does not say how long it is, the most that is read. */
function bodySize(request: Request, maxBody: number): number {
  const [declared, encoding] = [request.get('content-length'), request.get('transfer-encoding')];
  if (declared === undefined && encoding === undefined) return 0;
  const compressed = request.get('content-encoding') !== undefined;
  return declared === undefined || compressed ? maxBody : Math.min(Number(declared), maxBody);
}
