import { readdir, readFile } from 'node:fs/promises';

export interface Child {
  readonly pid: number;
  /** `intake`, `projector`, ... */
  readonly service: string;
}

/** The services that a supervising process has started and that run now. */
export async function childrenOf(parent: number): Promise<readonly Child[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => childAt(pid, parent)));
  return found.flatMap((child) => child ?? []);
}

async function childAt(pid: number, parent: number): Promise<Child | undefined> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const stat = await read('stat');
  const owner = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  const [, service] = /apps\/([a-z]+)\/main\.js/.exec(await read('cmdline')) ?? [];
  return owner === parent && service ? { pid, service } : undefined;
}
