export interface Outcome {
  readonly fine: boolean;
  readonly stdout: string;
  readonly output: string;
}

/** Runs a tool to its end. Throws `ToolMissing`. */
export function run(tool: string, args: readonly string[]): Outcome;
