import { isDeepStrictEqual } from 'node:util';
import type { Container, Pod } from './manifests.js';

type PodSpec = Pod['spec'];

/** What keeps a pod from Pod Security "restricted", or from what this project asks beyond it. */
export function faultsOf(pod: PodSpec): readonly string[] {
  const { securityContext: rights } = pod;
  return [
    ...faultIf(rights['runAsNonRoot'] !== true || rights['runAsUser'] === 0, 'may run as root'),
    ...faultIf(
      !isDeepStrictEqual(rights['seccompProfile'], { type: 'RuntimeDefault' }),
      'has no seccomp profile',
    ),
    ...faultIf(pod.automountServiceAccountToken, 'holds a token of Kubernetes'),
    ...pod.containers.flatMap(containerFaults),
  ];
}

const containerFaults = ({ securityContext: rights, resources }: Container) => [
  ...faultIf(rights['allowPrivilegeEscalation'] !== false, 'may gain privileges'),
  ...faultIf(!isDeepStrictEqual(rights['capabilities'], { drop: ['ALL'] }), 'has capabilities'),
  ...faultIf(rights['readOnlyRootFilesystem'] !== true, 'may write its programs'),
  ...faultIf(!resources.requests || !resources.limits, 'has no bounds'),
];

const faultIf = (wrong: boolean, fault: string) => (wrong ? [fault] : []);
