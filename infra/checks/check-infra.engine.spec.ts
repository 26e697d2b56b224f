import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '#platform';

/** Runs the gate, or one check of it, over the files of a folder as continuous integration does. */
function check(root: string, { only = '', ...env }: { only?: string } & NodeJS.ProcessEnv = {}) {
  const program = projectPath('infra', 'scripts', 'check-infra.mjs');
  const { status, stdout } = spawnSync(process.execPath, [program, '--root', root, '--only', only], {
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', ...env },
  });
  return { status, failed: [...stdout.matchAll(/^FAILED: ([^:\n]+)/gm)].map(([, name]) => name), stdout };
}

/** Each kind of fault, planted once; the check that must catch it. */
const PLANTED: readonly { fault: string; file: string; from: string; to: string; caughtBy: string }[] = [
  {
    fault: 'an image without a tag',
    file: 'docker/Dockerfile',
    from: 'FROM node:20.20.2-bookworm-slim',
    to: 'FROM node',
    caughtBy: 'Dockerfile',
  },
  {
    fault: 'a word that compose does not know',
    file: 'compose/compose.yaml',
    from: 'depends_on:',
    to: 'depend_on:',
    caughtBy: 'compose file',
  },
  {
    fault: 'a dependency on a service that is not there',
    file: 'compose/compose.yaml',
    from: 'kafka: { condition: service_healthy }',
    to: 'kafko: { condition: service_healthy }',
    caughtBy: 'compose file',
  },
  {
    fault: 'a chart value that the schema does not know',
    file: 'helm/throughline/ci/full-values.yaml',
    from: 'logLevel: warn',
    to: 'logLevel: loud',
    caughtBy: 'chart, full-values.yaml',
  },
  {
    fault: 'a template that does not render',
    file: 'helm/throughline/templates/services.yaml',
    from: '{{- end }}',
    to: '',
    caughtBy: 'chart, minimal-values.yaml',
  },
  {
    fault: 'a manifest that Kubernetes would refuse',
    file: 'helm/throughline/templates/deployments.yaml',
    from: 'readinessProbe:',
    to: 'readynessProbe:',
    caughtBy: 'manifests, minimal-values.yaml',
  },
  {
    fault: 'a scrape configuration with a word out of place',
    file: 'observability/prometheus/prometheus.yml',
    from: 'dns_sd_configs:',
    to: 'dns_sd_config:',
    caughtBy: 'Prometheus configuration',
  },
  {
    fault: 'a query that is none',
    file: 'observability/prometheus/alerts.yaml',
    from: 'max(throughline_parked_families) > 0',
    to: 'max(throughline_parked_families >',
    caughtBy: 'Prometheus configuration',
  },
  {
    fault: 'an alert that no longer sounds when it should',
    file: 'observability/prometheus/alerts.yaml',
    from: 'max(throughline_parked_families) > 0',
    to: 'max(throughline_parked_families) > 5',
    caughtBy: 'alerts',
  },
  {
    fault: 'a panel whose query is none',
    file: 'observability/grafana/dashboards/views.json',
    from: 'max(min by',
    to: 'max((min by',
    caughtBy: 'dashboards',
  },
];

describe('The check of the deployment files', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'throughline-planted-'));
    cpSync(projectPath('infra'), join(root, 'infra'), { recursive: true, verbatimSymlinks: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('finds them in order, with every tool at hand: infra/scripts/install-tools.sh brings them', () => {
    const { status, stdout } = check(root);
    expect(stdout.split('\n').filter((line) => line && !line.startsWith('fine: '))).toEqual([]);
    expect(status).toBe(0);
  });

  it.each(PLANTED)('catches $fault', ({ file, from, to, caughtBy }) => {
    const path = join(root, 'infra', file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
    const { status, failed } = check(root, { only: caughtBy });
    expect(failed).toEqual([caughtBy]);
    expect(status).toBe(1);
  });

  it('fails where a tool is missing that continuous integration could have installed', () => {
    mkdirSync(join(root, 'bin'));
    writeFileSync(join(root, 'bin', 'apt-get'), '', { mode: 0o755 });
    const { status, stdout } = check(root, { INFRA_TOOLS: join(root, 'none'), PATH: join(root, 'bin') });
    expect(stdout).toContain('promtool is missing: infra/scripts/install-tools.sh brings it');
    expect(status).toBe(1);
  });

  it('says what it left unchecked elsewhere, and why', () => {
    const { status, stdout } = check(root, {
      CI: '',
      INFRA_TOOLS: join(root, 'none'),
      PATH: join(root, 'none'),
    });
    expect(stdout).toContain('NOT CHECKED: alerts: promtool cannot be had here');
    expect(stdout).not.toContain('fine: ');
    expect(status).toBe(0);
  });
});
