import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';

const { scripts } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
/** Those of the project's own programs; the others are checked by whoever makes them. */
const OURS = Object.entries(scripts).flatMap(([name, line]) => {
  const [, program] = /^node ((?:infra|--[\w-]+ infra)\/\S+(?: [\w/.-]+)*)/.exec(line) ?? [];
  const isOurs = program !== undefined && !/run-tests|build\.mjs|quality/.test(program);
  return isOurs ? [[name, program.split(' ')] as const] : [];
});

async function run(command: readonly string[], ...args: readonly string[]) {
  const child = spawn(process.execPath, [...command, ...args], { cwd: projectPath() });
  const parts: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => parts[name].push(part));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout: parts.stdout.join(''), stderr: parts.stderr.join('') };
}

const readsByItself = (source: string): boolean => /\bparseArgs\b/.test(source);

const sources = () =>
  ['apps', 'libs', 'bench', 'test'].flatMap((folder) =>
    readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('architecture/'))
      .map((path) => `${folder}/${path}`),
  );

describe('A command that a person types', () => {
  it('has what it was given read where all commands have', () => {
    expect(readsByItself("import { parseArgs } from 'node:util';")).toBe(true);
    const those = sources().filter((path) => readsByItself(readFileSync(projectPath(path), 'utf8')));
    expect(those).toEqual(['libs/platform/arguments/understood.ts']);
  });

  it('is one of those that package.json names', () => {
    expect(OURS.length).toBeGreaterThan(25);
  });

  it.each(OURS)('npm run %s tells what it does and what it takes', async (_name, command) => {
    const { status, stdout, stderr } = await run(command, '--help');
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
    expect(stdout.split('\n').filter(Boolean).length).toBeGreaterThan(1);
    expect(status).toBe(0);
  });

  it.each(OURS)('npm run %s refuses what it does not know, in a sentence', async (_name, command) => {
    const { status, stdout, stderr } = await run(command, '--nonsense');
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
    expect(stderr).toMatch(/nonsense|not known/);
    expect(stderr).toMatch(/--help|npm run/);
    expect(status).not.toBe(0);
  });
});
