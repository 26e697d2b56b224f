import { request } from 'node:http';
import { getContainerRuntimeClient } from 'testcontainers';

export type FoundEngine =
  | { readonly present: true; readonly host: string; readonly version: string }
  | { readonly present: false; readonly why: string };

const USUAL_PLACE = 'unix:///var/run/docker.sock';

/** The container engine that `testcontainers` would use, or why there is none, in a few plain words. */
export async function findEngine(): Promise<FoundEngine> {
  try {
    const { host, serverVersion } = (await getContainerRuntimeClient()).info.containerRuntime;
    return { present: true, host, version: String(serverVersion) };
  } catch {
    const place = process.env['DOCKER_HOST'] ?? USUAL_PLACE;
    return { present: false, why: `no container engine answers at ${place}: ${await silenceOf(place)}` };
  }
}

/** What comes of asking there by hand: the library tells of several tries at once, and of none in detail. */
function silenceOf(place: string): Promise<string> {
  const where = place.startsWith('unix://') ? { socketPath: place.slice(7) } : hostOf(place);
  if (!where) return Promise.resolve('such an address cannot be asked');
  return new Promise((resolve) => {
    const asked = request({ ...where, path: '/_ping', timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(`it answers with HTTP ${answer.statusCode}`);
    });
    asked.on('timeout', () => asked.destroy(new Error('it does not answer in time')));
    asked.on('error', ({ code, message }: NodeJS.ErrnoException) =>
      resolve(code ? (SAID_AS[code] ?? code) : message),
    );
    asked.end();
  });
}

const SAID_AS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket',
  ECONNREFUSED: 'nothing listens there',
  EACCES: 'this account may not use it',
};

function hostOf(place: string): { host: string; port: number } | undefined {
  const [, host, port] = /^(?:tcp|http):\/\/([^:/]+):(\d+)/.exec(place) ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
}
