import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What each tool comes by; where that is not there either, the tool cannot be had on this machine. */
const CARRIERS = {
  'docker-compose': 'python3',
  hadolint: 'python3',
  'kubernetes-validate': 'python3',
  promtool: 'apt-get',
  helm: 'go',
};

const { INFRA_TOOLS, XDG_CACHE_HOME, PATH = '' } = process.env;
const installed = INFRA_TOOLS ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'throughline-infra');
const folders = [join(installed, 'bin'), ...PATH.split(delimiter)];

const find = (program) => folders.map((folder) => join(folder, program)).find(isProgram);

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Docker's own `compose` serves as well as the program of its own. */
function commandOf(tool) {
  const program = find(tool);
  if (program) return [program];
  const asPlugin = tool === 'docker-compose' && spawnSync('docker', ['compose', 'version']).status === 0;
  return asPlugin ? ['docker', 'compose'] : undefined;
}

/** Runs a tool to its end. Throws `ToolMissing`. */
export function run(tool, args, options = {}) {
  const [program, ...before] = commandOf(tool) ?? missing(tool);
  const { status, stdout, stderr, error } = spawnSync(program, [...before, ...args], {
    encoding: 'utf8',
    ...options,
  });
  return { fine: status === 0, stdout: stdout ?? '', output: `${stdout ?? ''}${stderr ?? error ?? ''}` };
}

export class ToolMissing extends Error {
  constructor(tool) {
    const carrier = CARRIERS[tool];
    const obtainable = find(carrier) !== undefined;
    super(
      obtainable
        ? `${tool} is missing: infra/scripts/install-tools.sh brings it`
        : `${tool} cannot be had here: it comes by ${carrier}, which is missing too`,
    );
    this.obtainable = obtainable;
  }
}

function missing(tool) {
  throw new ToolMissing(tool);
}
