import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectPath } from '#platform';

const infra = (...path: string[]) => projectPath('infra', ...path);
const text = (...path: string[]) => readFileSync(infra(...path), 'utf8');

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity?: string };
  readonly annotations: { readonly summary?: string; readonly runbook?: string };
}

export function alerts(): readonly Alert[] {
  const file = parse(text('observability', 'prometheus', 'alerts.yaml')) as { groups: { rules: Alert[] }[] };
  return file.groups.flatMap(({ rules }) => rules);
}

interface AlertTests {
  readonly tests: readonly {
    readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts?: unknown[] }[];
  }[];
}

/** Alerts that a test shows to sound. */
export function alertsShownToSound(): readonly string[] {
  const { tests } = parse(text('observability', 'prometheus', 'alerts.test.yaml')) as AlertTests;
  const cases = tests.flatMap((test) => test.alert_rule_test);
  return cases.filter((each) => each.exp_alerts).map((each) => each.alertname);
}

interface Dashboard {
  readonly title: string;
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

/** Every query of every panel, with where it stands. */
export function panelQueries(): readonly { readonly place: string; readonly expr: string }[] {
  const folder = ['observability', 'grafana', 'dashboards'];
  return readdirSync(infra(...folder)).flatMap((name) => {
    const { title, panels } = JSON.parse(text(...folder, name)) as Dashboard;
    return panels.flatMap((panel) =>
      panel.targets.map(({ expr }) => ({ place: `${title}, ${panel.title}`, expr })),
    );
  });
}

interface ComposeService {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly secrets?: readonly (string | { readonly target: string })[];
}

/** The compose file's services that run the project's own images, by name. */
export function ownServices(): ReadonlyMap<string, ComposeService> {
  const { services } = parse(text('compose', 'compose.yaml'), { merge: true }) as {
    services: Record<string, ComposeService>;
  };
  return new Map(Object.entries(services).filter(([, { image }]) => image.startsWith('throughline/')));
}

/** Settings that a service of the compose file is given: openly, or as a file that the entry turns into one. */
export function settingsOf({ environment = {}, secrets = [] }: ComposeService): Record<string, string> {
  const files = secrets.map((secret) => (typeof secret === 'string' ? secret : secret.target));
  const secret = files.filter((file) => /^[A-Z_]+$/.test(file)).map((name) => [name, SAMPLES[name] ?? '']);
  const open = Object.entries(environment).map(([name, value]) => [name, interpolated(String(value))]);
  return Object.fromEntries([...open, ...secret]) as Record<string, string>;
}

/** As if no variable of the shell were set. */
const interpolated = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

/** Stand for what a secret holds. */
export const SAMPLES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://throughline:invented@postgres:5432/throughline',
  EVENTSTORE_URL: 'esdb://eventstore:2113?tls=false',
  OIDC_CLIENT_SECRET: 'invented-and-long-enough',
  KAFKA_SASL_USERNAME: 'hub',
  KAFKA_SASL_PASSWORD: 'invented',
};

/** Words written like settings in the chart's values and templates. */
export function namesInChart(): readonly string[] {
  const chart = infra('helm', 'throughline');
  const files = readdirSync(join(chart, 'templates')).map((name) => join(chart, 'templates', name));
  const all = [join(chart, 'values.yaml'), ...files].map((file) => readFileSync(file, 'utf8')).join('\n');
  return [...new Set([...all.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name))];
}

/** What a service says that it cannot do without. */
export function needsOf(service: string): readonly string[] {
  const source = readFileSync(projectPath('apps', service, 'main.ts'), 'utf8');
  return [...(/needs: \[([^\]]+)\]/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, name = '']) => name,
  );
}

/** Compiled programs that images, compose file and chart start. */
export function programsNamed(): readonly string[] {
  const all = [
    text('docker', 'Dockerfile'),
    text('compose', 'compose.yaml'),
    text('helm', 'throughline', 'templates', 'topics-job.yaml'),
  ].join('\n');
  return [...new Set([...all.matchAll(/\bdist\/[\w/.-]+\.js\b/g)].map(([program]) => program))];
}
