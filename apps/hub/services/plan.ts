import { portsFrom } from './ports.js';

export interface Counts {
  readonly intake: number;
  readonly projector: number;
  readonly workbench: number;
}

type ServiceName = keyof Counts | 'gateway';

export interface Plan {
  readonly signIn: number;
  /** In the order of being started: views first, because intake asks them what to decide again. */
  readonly services: readonly { readonly name: ServiceName; readonly port: number }[];
}

const ORDER = ['projector', 'intake', 'gateway', 'workbench'] as const;

/** People's port is the first, the sign-in's the next, partner systems' the third; free ones where `first` is 0. */
export async function planOf(first: number, counts: Counts): Promise<Plan> {
  const { projector, intake, workbench } = counts;
  const [people = 0, signIn = 0, partners = 0, ...others] = await portsFrom(
    first,
    2 + projector + intake + workbench,
  );
  const wanted = { gateway: [partners], workbench: [people], intake: [], projector: [] } as Record<
    ServiceName,
    number[]
  >;
  for (const name of ORDER)
    for (const count = { gateway: 1, ...counts }[name]; wanted[name].length < count;)
      wanted[name].push(others.shift() ?? 0);
  return { signIn, services: ORDER.flatMap((name) => wanted[name].map((port) => ({ name, port }))) };
}

export const urlsOf = ({ services }: Plan, wanted: ServiceName): readonly string[] =>
  services.flatMap(({ name, port }) => (name === wanted ? [`http://127.0.0.1:${port}`] : []));
