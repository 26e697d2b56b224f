import type { RequestListener } from 'node:http';

/** Scheme and authority, which a proxy may send before the path (RFC 9112, 3.2.2). */
const BEFORE_PATH = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;

/**
 * Lets `answer` see nothing but paths. All behind the door goes by one, and a request without one, such as `GET *`, need
 * not find a session, a room or an error page that was made for it.
 */
export const onlyPaths =
  (answer: RequestListener): RequestListener =>
  (request, response) => {
    const target = (request.url ?? '').replace(BEFORE_PATH, '');
    const path = /^[?#]|^$/.test(target) ? `/${target}` : target;
    if (!path.startsWith('/')) return noPath(request, response);
    request.url = path;
    answer(request, response);
  };

const NO_PATH = JSON.stringify({
  type: 'urn:throughline:problem:HTTP.BAD_REQUEST',
  title: 'The request names no path.',
  status: 400,
  code: 'HTTP.BAD_REQUEST',
  remedy: 'Ask for a path of this server, one that begins with a stroke.',
});

const noPath: RequestListener = (_request, response) => {
  response.writeHead(400, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  response.end(NO_PATH);
};
