import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { parseSettings } from '#platform/config';
import { alerts, needsOf, SAMPLES } from '../../test/architecture/deployment-files.js';
import { faultsOf } from './pod-faults.js';
import { render, settingsOf, workloads, type Manifest } from './manifests.js';
import { portsNamedIn, portsOpenTo } from './ports.js';

const VALUES = ['minimal', 'full', 'certificate'];
const componentOf = ({ metadata }: Manifest) => metadata.labels['app.kubernetes.io/component'] ?? '';

describe.each(VALUES)('The chart with %s values', (values) => {
  const manifests = render(values);
  const running = workloads(manifests);
  const deployments = running.filter(({ kind }) => kind === 'Deployment');

  it('holds no secret, only the names of some', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const secret = running.flatMap(({ spec }) => spec.template.spec.containers[0].env);
    for (const { name, value } of secret.filter((each) => /URL$|SECRET|PASSWORD/.test(each.name)))
      expect([name, value]).toEqual([name, name === 'PUBLIC_URL' ? value : undefined]);
  });

  it('runs every pod without root, privileges, writable programs or a token of Kubernetes', () => {
    expect(running.flatMap(({ spec }) => faultsOf(spec.template.spec))).toEqual([]);
  });

  it('gives each service settings that it takes, and all that it cannot do without', () => {
    expect(deployments.map(componentOf)).toEqual(['gateway', 'intake', 'projector', 'workbench']);
    for (const deployment of running) {
      const settings = settingsOf(manifests, deployment, SAMPLES);
      expect(() => parseSettings(settings, '/app')).not.toThrow();
      const needs = deployment.kind === 'Job' ? ['KAFKA_BROKERS'] : needsOf(componentOf(deployment));
      expect(Object.keys(settings)).toEqual(expect.arrayContaining([...needs]));
    }
  });

  it('watches each service, keeps one of it through a drain, and lets nothing in or out but what is named', () => {
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    const denied = policies.find(({ metadata }) => metadata.name.endsWith('-deny'))?.spec;
    expect(Object.keys(denied ?? {})).toEqual(['podSelector', 'policyTypes']);
    for (const deployment of deployments) {
      const [container] = deployment.spec.template.spec.containers;
      expect(container).toMatchObject({ livenessProbe: {}, readinessProbe: {} });
      const component = componentOf(deployment);
      const budgets = manifests.filter(({ kind }) => kind === 'PodDisruptionBudget');
      expect(budgets.map(componentOf)).toContain(component);
      expect(policies.map(componentOf)).toContain(component);
      const denied = policies.find((policy) => policy.metadata.name.endsWith('-deny'));
      expect(deployment.spec.template.metadata.labels).toMatchObject(
        denied?.spec.podSelector?.matchLabels ?? {},
      );
    }
  });
});

describe('A network policy', () => {
  const faults = (values: string, ...more: string[]) => {
    const manifests = render(values, ...more);
    return workloads(manifests).flatMap((workload) => {
      const open = portsOpenTo(manifests, componentOf(workload));
      const named = portsNamedIn(settingsOf(manifests, workload, SAMPLES));
      return named.filter((port) => !open.includes(port)).map((port) => `${componentOf(workload)} ${port}`);
    });
  };

  it.each(VALUES)('lets each service reach every port that its settings name, with %s values', (values) => {
    expect(faults(values)).toEqual([]);
  });

  it('follows a setting that names another port', () => {
    const ports = [
      'kafka.brokers=one.example.org:19092\\,two.example.org:29092',
      'oidc.issuer=https://login.example.org:8443/realms/county',
      'settings.otlpEndpoint=https://collector.example.org',
    ];
    expect(faults('full', ...ports.flatMap((each) => ['--set', each]))).toEqual([]);
    expect(portsOpenTo(render('minimal'), 'workbench')).toEqual([53, 443, 2113, 5432]);
    expect(portsOpenTo(render('minimal'), 'gateway')).toEqual([53, 5432]);
  });
});

describe('The chart', () => {
  it('would be caught running as root, with a privilege, or with a token', () => {
    const pod = workloads(render('minimal'))[0]?.spec.template.spec;
    if (!pod) throw new Error('The chart renders no pod');
    const [container] = pod.containers;
    const securityContext = { ...container.securityContext, capabilities: { add: ['NET_ADMIN'] } };
    expect(faultsOf({ ...pod, securityContext: { ...pod.securityContext, runAsNonRoot: false } })).toEqual([
      'may run as root',
    ]);
    expect(faultsOf({ ...pod, containers: [{ ...container, securityContext }] })).toEqual([
      'has capabilities',
    ]);
    expect(faultsOf({ ...pod, automountServiceAccountToken: true })).toEqual(['holds a token of Kubernetes']);
  });

  it('lets each service reach only the keys that it uses', () => {
    const keys = (component: string) => {
      const deployment = workloads(render('minimal')).find((each) => componentOf(each) === component);
      const mounted = deployment?.spec.template.spec.volumes.find(({ name }) => name === 'mounted-keys');
      return (mounted?.['secret'] as { items: { key: string }[] }).items.map(({ key }) => key);
    };
    expect(keys('gateway')).toEqual(['token.secret']);
    expect(keys('intake')).toEqual(['key-encryption.key']);
    expect(keys('projector')).toEqual(['key-encryption.key']);
    expect(keys('workbench')).toEqual(['key-encryption.key', 'session.secret']);
  });

  it('has every service trust authorities of one’s own, where they are named', () => {
    const trusted = (...more: string[]) =>
      workloads(render('minimal', ...more)).map(({ spec }) => {
        const [{ env, volumeMounts }] = spec.template.spec.containers;
        const file = env.find(({ name }) => name === 'NODE_EXTRA_CA_CERTS')?.value;
        const mounts = volumeMounts.filter(({ mountPath }) => file?.startsWith(`${mountPath}/`));
        const volumes = spec.template.spec.volumes.filter((each) =>
          mounts.some(({ name }) => name === each['name']),
        );
        return [file, ...volumes.map((volume) => volume['secret'])];
      });
    expect(trusted()).toEqual([[undefined], [undefined], [undefined], [undefined]]);
    const own = ['/run/secrets/authorities/ca.crt', { secretName: 'county-authorities' }];
    expect(trusted('--set', 'secrets.authorities=county-authorities')).toEqual([own, own, own, own]);
  });

  it('asks for as much memory as each service was measured to take, and may take half as much again', () => {
    const page = readFileSync(projectPath('docs', 'performance.md'), 'utf8');
    const mib = (text = '') => Number.parseInt(text, 10) * (text.endsWith('Gi') ? 1024 : 1);
    const deployments = workloads(render('minimal'));
    expect(deployments).toHaveLength(4);
    for (const deployment of deployments) {
      const measured = Number(
        new RegExp(`^\\| ${componentOf(deployment)} +\\| +(\\d+) \\|$`, 'im').exec(page)?.[1],
      );
      const [{ resources }] = deployment.spec.template.spec.containers;
      expect(mib(resources.requests?.memory)).toBeGreaterThanOrEqual(measured);
      expect(mib(resources.limits?.memory)).toBeGreaterThanOrEqual(measured * 1.5);
    }
  });

  it('lets a service that is called answer until nobody sends to it any more, and then end in order', () => {
    for (const deployment of workloads(render('minimal'))) {
      const { containers, terminationGracePeriodSeconds = 30 } = deployment.spec.template.spec;
      expect(terminationGracePeriodSeconds).toBeGreaterThan(60);
      const waits = ['gateway', 'workbench'].includes(componentOf(deployment));
      const preStop = { exec: { command: ['sleep', '5'] } };
      expect(containers[0].lifecycle).toEqual(waits ? { preStop } : undefined);
    }
  });

  it('gives every setting as text, also one that looks like a number', () => {
    const given = ['oidc.clientId=0123', 'kafka.brokers=1:1'].flatMap((each) => ['--set-string', each]);
    const manifests = render('minimal', ...given);
    const values = workloads(manifests).flatMap(({ spec }) => spec.template.spec.containers[0].env);
    const map = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
    const all = [...values.flatMap(({ value }) => value ?? []), ...Object.values(map)];
    expect(all).toContain('0123');
    expect(all.filter((value) => typeof value !== 'string')).toEqual([]);
  });

  it('opens the way to the brokers before the topics are made, also in an upgrade', () => {
    const [job, policy] = ['Job', 'NetworkPolicy'].map((kind) =>
      render('full').find((each) => each.kind === kind && componentOf(each) === 'topics'),
    );
    const hook = (manifest?: Manifest) => manifest?.metadata.annotations?.['helm.sh/hook'];
    expect(hook(job)).toBe('pre-install,pre-upgrade');
    expect(hook(policy)).toBe(hook(job));
    expect(Number(policy?.metadata.annotations?.['helm.sh/hook-weight'])).toBeLessThan(0);
    expect(render('minimal').filter((each) => componentOf(each) === 'topics')).toEqual([]);
  });

  it('makes topics only where the feed is in Kafka', () => {
    const jobs = (values: string) => render(values).filter(({ kind }) => kind === 'Job');
    expect(jobs('minimal')).toEqual([]);
    expect(jobs('full')).toHaveLength(1);
  });

  it('carries the same alerts as everywhere', () => {
    const rule = render('full').find(({ kind }) => kind === 'PrometheusRule');
    expect(rule?.spec.groups).toEqual([{ name: 'throughline', rules: alerts() }]);
  });

  it.each(['secrets.engines=', 'secrets.keys=', 'publicUrl=http://throughline.example.org', 'secret.keys=x'])(
    'is not installed with %s',
    (wrong) => {
      expect(() => render('minimal', '--set', wrong)).toThrow(/values don't meet the specifications/);
    },
  );
});
