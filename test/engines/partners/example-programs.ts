import { cp, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { projectPath } from '#platform';
import { madeOnce } from './made-once.js';
import { requireProgram, runProgram, runWell, type Ended } from './run-program.js';

const java = projectPath('docs', 'partners', 'java');
const python = projectPath('docs', 'partners', 'python');
/** Quick to start rather than fast. */
const JVM = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx128m'];

/** The examples of docs/partners, made as its README says and run as a partner's developer would. */
export interface ExamplePrograms {
  java(program: 'Publish' | 'Receipts', args: readonly string[]): Promise<Ended>;
  python(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
}

export async function makeExamples(): Promise<ExamplePrograms> {
  const [project, environment] = await Promise.all([buildJava(), installPython()]);
  const jar = join(project, 'target', 'partner.jar');
  return {
    java: (program, args) => runProgram('java', [...JVM, '-cp', jar, `partner.${program}`, ...args]),
    python: (program, args, env) =>
      runProgram(join(environment, 'bin', 'python'), [resolve(python, program), ...args], env),
  };
}

async function buildJava(): Promise<string> {
  const entries = await readdir(join(java, 'src'), { recursive: true, withFileTypes: true });
  const sources = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return madeOnce('partner-java', [join(java, 'pom.xml'), ...sources.sort()], async (folder) => {
    await requireProgram(
      'mvn',
      ['--version'],
      'The Java examples need Java 17 and Apache Maven: install `mvn`.',
    );
    await cp(join(java, 'pom.xml'), join(folder, 'pom.xml'));
    await cp(join(java, 'src'), join(folder, 'src'), { recursive: true });
    await runWell('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), 'package']);
  });
}

async function installPython(): Promise<string> {
  const requirements = join(python, 'requirements.txt');
  return madeOnce('partner-python', [requirements], async (folder) => {
    const missing = 'The Python examples need Python 3.9 or newer: install `python3` with its module venv.';
    await requireProgram('python3', ['-c', 'import venv, ensurepip'], missing);
    await runWell('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', requirements];
    await runWell(join(folder, 'bin', 'python'), pip);
  });
}
