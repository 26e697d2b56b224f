import console from 'node:console';
import { parseArgs } from 'node:util';

/**
 * Runs the command that was named first. Tells the usage for `--help` or without a command, and says in one sentence what
 * cannot be understood or failed, with exit code 1. `commands`: by name, each called with the options.
 */
export async function runCommand({ usage, options, commands }) {
  try {
    const { values, positionals } = understood({ ...options, help: { type: 'boolean', default: false } });
    if (values.help) return console.log(usage);
    const command = Object.hasOwn(commands, positionals[0] ?? '') && commands[positionals[0]];
    if (!command || positionals.length > 1) throw new Error(usage);
    await command(values);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

function understood(options) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new Error(`${error.message.split(/[.,] /)[0]}; see --help.`, { cause: error });
  }
}
