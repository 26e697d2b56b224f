import { isIPv6 } from 'node:net';

/** What one caller commands of addresses: an address of IPv4, and of IPv6 the 64 bits that a single line is given. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? hextets(plain).slice(0, 4).join(':') : plain;
}

function hextets(address: string): readonly string[] {
  const [before = '', after] = address.replace(/%.*$/, '').split('::');
  const [head, tail] = [wordsOf(before), wordsOf(after ?? '')];
  const left = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array.from({ length: left }, () => '0'), ...tail];
}

const wordsOf = (part: string): readonly string[] =>
  part.split(':').flatMap((word) => (word === '' ? [] : [Number.parseInt(word, 16).toString(16)]));
