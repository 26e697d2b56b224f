import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './tools.mjs';

/** Kubernetes versions that the chart's manifests must fit: its floor and the newest that the schemas cover. */
const KUBERNETES = ['1.27.0', '1.37.0'];

/** Every check of the files under `root`; each gives `{ fine, output }` or throws `ToolMissing`. */
export function checksOf(root) {
  const compose = join(root, 'infra/compose/compose.yaml');
  const prometheus = join(root, 'infra/observability/prometheus');
  return [
    { name: 'Dockerfile', check: () => run('hadolint', [join(root, 'infra/docker/Dockerfile')]) },
    {
      name: 'compose file',
      check: () => run('docker-compose', ['--file', compose, '--profile', '*', 'config', '--quiet']),
    },
    ...valuesOf(root).flatMap((values) => chartChecks(join(root, 'infra/helm/throughline'), values)),
    {
      name: 'Prometheus configuration',
      check: () => run('promtool', ['check', 'config', join(prometheus, 'prometheus.yml')]),
    },
    { name: 'alerts', check: () => run('promtool', ['test', 'rules', join(prometheus, 'alerts.test.yaml')]) },
    {
      name: 'dashboards',
      check: () => checkDashboards(join(root, 'infra/observability/grafana/dashboards')),
    },
  ];
}

const valuesOf = (root) => readdirSync(join(root, 'infra/helm/throughline/ci')).sort();

function chartChecks(chart, values) {
  const given = ['--values', join(chart, 'ci', values)];
  return [
    { name: `chart, ${values}`, check: () => run('helm', ['lint', '--strict', chart, ...given]) },
    { name: `manifests, ${values}`, check: () => checkManifests(chart, given) },
  ];
}

function checkManifests(chart, given) {
  const rendered = run('helm', ['template', 'throughline', chart, ...given]);
  if (!rendered.fine) return rendered;
  return inFile('manifests.yaml', rendered.stdout, (file) => {
    const results = KUBERNETES.map((version) =>
      run('kubernetes-validate', ['--strict', '--quiet', '--no-warn', '-k', version, file]),
    );
    return { fine: results.every(({ fine }) => fine), output: results.map(({ output }) => output).join('') };
  });
}

/** Panels' expressions as rules, because promtool reads rules and no dashboards. */
function checkDashboards(folder) {
  const groups = readdirSync(folder).map((name) => {
    const { panels } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const rules = panels.flatMap(({ id, targets }) =>
      targets.map(({ refId, expr }) => ({
        record: `panel:${id}:${refId}`,
        expr: expr.replaceAll('$__rate_interval', '5m'),
      })),
    );
    return { name, rules };
  });
  return inFile('dashboards.json', JSON.stringify({ groups }), (file) =>
    run('promtool', ['check', 'rules', '--lint=none', file]),
  );
}

function inFile(name, text, work) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-infra-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
