import {
  raw,
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response as Answer,
} from 'express';
import type { StaffRole } from '#access';
import { readOf } from '../access/read-of.js';

/** More than any file that a page takes, so that a page can say of one too large how large it may be. */
const MOST = '2mb';

/** A file of a form, read whole. */
export interface SentFile {
  readonly bytes: number;
  readonly text: string;
}

/**
 * For a page whose form has a file: its parts become the body, as with any other form, so that the token which guards
 * forms is found in it. What cannot be read has no token and is refused as forged.
 */
export const formWithFile = (
  roles: readonly StaffRole[],
  tooLarge: string,
): readonly (RequestHandler | ErrorRequestHandler)[] => [
  readOf(roles, raw({ type: 'multipart/form-data', limit: MOST, inflate: false })),
  (request: Request, _answer: Answer, next: NextFunction) => void takeParts(request).then(() => next(), next),
  (error: unknown, _request: Request, answer: Answer, next: NextFunction) =>
    isTooLarge(error) ? answer.status(303).location(tooLarge).end() : next(error),
];

async function takeParts(request: Request): Promise<void> {
  const sent: unknown = request.body;
  if (Buffer.isBuffer(sent)) request.body = await partsOf(sent, request.headers['content-type'] ?? '');
}

/** By the reader of forms that Node has. */
async function partsOf(sent: Buffer, type: string): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'content-type': type };
  const form = await new Response(new Uint8Array(sent), { headers }).formData().catch(() => undefined);
  const parts = [...(form?.entries() ?? [])].map(
    async ([name, value]) => [name, await partOf(value)] as const,
  );
  return Object.fromEntries(await Promise.all(parts));
}

const partOf = async (value: string | File): Promise<string | SentFile> =>
  typeof value === 'string' ? value : { bytes: value.size, text: await value.text() };

const isTooLarge = (error: unknown): boolean =>
  (error as { readonly type?: unknown } | undefined)?.type === 'entity.too.large';
