/** Resolves when the part can do its work; rejects, or resolves to false, when it cannot. */
export type HealthCheck = () => Promise<boolean | void>;

export interface HealthChecks {
  register(name: string, check: HealthCheck): void;
  /** Which checks pass now, by name; one that took longer than the limit fails. */
  results(): Promise<ReadonlyMap<string, boolean>>;
  /** Names of those that fail. */
  failing(): Promise<readonly string[]>;
}

/** `limitMs`: a check that has not answered by then counts as failing. Default 2 seconds. */
export function createHealthChecks({ limitMs = 2_000 } = {}): HealthChecks {
  const checks = new Map<string, HealthCheck>();
  const results = async () => {
    const asked = [...checks].map(async ([name, check]) => [name, await isFine(check, limitMs)] as const);
    return new Map(await Promise.all(asked));
  };
  return {
    register: (name, check) => void checks.set(name, check),
    results,
    failing: async () => [...(await results())].filter(([, fine]) => !fine).map(([name]) => name),
  };
}

async function isFine(check: HealthCheck, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return (await Promise.race([check(), limit])) !== false;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
