/** Resolves when the part can do its work; rejects, or resolves to false, when it cannot. */
export type HealthCheck = () => Promise<boolean | void>;

export interface HealthChecks {
  register(name: string, check: HealthCheck): void;
  /** Names of the checks that fail now, or that took longer than the limit. */
  failing(): Promise<readonly string[]>;
}

/** `limitMs`: a check that has not answered by then counts as failing. Default 2 seconds. */
export function createHealthChecks({ limitMs = 2_000 } = {}): HealthChecks {
  const checks = new Map<string, HealthCheck>();
  return {
    register: (name, check) => void checks.set(name, check),
    failing: async () => {
      const results = await Promise.all(
        [...checks].map(async ([name, check]) => ({ name, fine: await isFine(check, limitMs) })),
      );
      return results.filter(({ fine }) => !fine).map(({ name }) => name);
    },
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
