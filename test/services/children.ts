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

/** The process and those services of it that Ctrl-C in a terminal reaches: they are in one group. */
export async function startedInTerminalOf(parent: number): Promise<readonly number[]> {
  const pids = [parent, ...(await childrenOf(parent)).map(({ pid }) => pid)];
  const groups = await Promise.all(pids.map(groupOf));
  return pids.filter((_, at) => groups[at] === groups[0]);
}

async function groupOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

async function childAt(pid: number, parent: number): Promise<Child | undefined> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const stat = await read('stat');
  const owner = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  const [, service] = /apps\/([a-z]+)\/main\.js/.exec(await read('cmdline')) ?? [];
  return owner === parent && service ? { pid, service } : undefined;
}
