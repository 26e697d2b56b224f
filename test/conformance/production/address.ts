/** Variations of an address, as somebody would get it wrong or name fewer nodes. */
const PARTS = /^(\w+(?:\+discover)?:\/\/)(?:([^:@/?]+):([^@/?]+)@)?([^/?]+)\/?(\?.*)?$/;

interface Parts {
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly hosts: string;
  readonly query: string;
}

function partsOf(url: string): Parts {
  const [, scheme = '', user, password, hosts = '', query = ''] = PARTS.exec(url) ?? [];
  return { scheme, user, password, hosts, query };
}

const joined = ({ scheme, user, password, hosts, query }: Parts): string =>
  `${scheme}${user ? `${user}:${password}@` : ''}${hosts}${query}`;

export const userOf = (url: string): string | undefined => partsOf(url).user;
export const hostsOf = (url: string): string[] => partsOf(url).hosts.split(',');
export const isSecure = (url: string): boolean => !/[?&]tls=false/i.test(url);
export const isByName = (url: string): boolean => partsOf(url).scheme.includes('+discover');

export const withPassword = (url: string, password: string): string => joined({ ...partsOf(url), password });
export const withHost = (url: string, hosts: string): string =>
  joined({ ...partsOf(url), scheme: 'esdb://', hosts });

export function withAuthority(url: string, file: string): string {
  const { query, ...parts } = partsOf(url);
  const options = query
    .slice(1)
    .split('&')
    .filter((option) => option && !/^tls_?-?ca_?-?file=/i.test(option));
  return joined({ ...parts, query: `?${[...options, `tlsCaFile=${encodeURIComponent(file)}`].join('&')}` });
}

/** For tables and files: an address may hold a password. */
export const withoutAccount = (url: string): string => joined({ ...partsOf(url), user: undefined });

export function authorityOf(url: string): string | undefined {
  const [, file] = /[?&]tls_?-?ca_?-?file=([^&]+)/i.exec(url) ?? [];
  return file === undefined ? undefined : decodeURIComponent(file);
}
