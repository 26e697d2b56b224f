import type { Manifest } from './manifests.js';

const USUAL: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'postgres:': 5432,
  'esdb:': 2113,
};
const ADDRESSES = ['DATABASE_URL', 'EVENTSTORE_URL', 'OIDC_ISSUER', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

/** Ports of the engines that these settings name. */
export function portsNamedIn(settings: Readonly<Record<string, string>>): readonly number[] {
  const brokers = (settings['KAFKA_BROKERS'] ?? '').split(',').filter(Boolean);
  return [
    ...brokers.map((broker) => Number(broker.split(':')[1])),
    ...ADDRESSES.flatMap((name) => settings[name] ?? []).map(portOf),
  ];
}

function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  return port ? Number(port) : (USUAL[protocol] ?? 0);
}

/** Ports of other pods and of the world that the policies let a service reach, in order. */
export function portsOpenTo(manifests: readonly Manifest[], component: string): readonly number[] {
  const own = manifests.filter(
    ({ kind, spec }) =>
      kind === 'NetworkPolicy' && spec.podSelector?.matchLabels['app.kubernetes.io/component'] === component,
  );
  const ports = own.flatMap(({ spec }) => (spec.egress ?? []).flatMap((rule) => rule.ports));
  return [...new Set(ports.map(({ port }) => port))].sort((a, b) => a - b);
}
