import { parseAllDocuments } from 'yaml';
import { projectPath } from '#platform';
import { run } from '../checks/tools.mjs';

interface Named {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

interface Bounds {
  readonly memory: string;
}

export interface Container {
  readonly image: string;
  readonly env: readonly Named[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly resources: { readonly requests?: Bounds; readonly limits?: Bounds };
  readonly lifecycle?: unknown;
  readonly livenessProbe?: unknown;
  readonly readinessProbe?: unknown;
}

export interface Pod {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly automountServiceAccountToken: boolean;
    readonly terminationGracePeriodSeconds?: number;
    readonly securityContext: Readonly<Record<string, unknown>>;
    readonly containers: readonly [Container];
    readonly volumes: readonly Readonly<Record<string, unknown>>[];
  };
}

export interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly template: Pod;
    readonly selector?: unknown;
    readonly podSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly egress?: readonly { readonly ports: readonly { readonly port: number }[] }[];
    readonly groups?: unknown;
  };
}

const CHART = projectPath('infra', 'helm', 'throughline');

/** What Helm makes of the chart with these values of `ci/`; `more` are arguments such as `--set`. */
export function render(values: string, ...more: string[]): readonly Manifest[] {
  const { fine, stdout, output } = run('helm', [
    ...['template', 'throughline', CHART, '--values', `${CHART}/ci/${values}-values.yaml`],
    ...more,
  ]);
  if (!fine) throw new Error(output);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
}

/** Everything that runs pods. */
export const workloads = (manifests: readonly Manifest[]) =>
  manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');

/** Settings of a workload as its process sees them; what comes from a Secret is looked up in `secrets`. */
export function settingsOf(
  manifests: readonly Manifest[],
  workload: Manifest,
  secrets: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [{ env, envFrom = [] }] = workload.spec.template.spec.containers;
  const maps = envFrom.map(({ configMapRef }) =>
    manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMapRef.name),
  );
  const own = env.map(({ name, value }) => [name, value ?? secrets[name] ?? '']);
  return Object.assign({}, ...maps.map((map) => map?.data), Object.fromEntries(own)) as Record<
    string,
    string
  >;
}
