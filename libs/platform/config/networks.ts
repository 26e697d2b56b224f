import { isIP } from 'node:net';
import { ValidateBy } from 'class-validator';

/** Addresses and networks, separated by commas. */
export const Networks = (): PropertyDecorator =>
  ValidateBy({
    name: 'networks',
    validator: {
      validate: (value) => typeof value === 'string' && value.split(',').every(isNetwork),
      defaultMessage: () => 'must be addresses or networks such as 10.20.0.0/16,127.0.0.1',
    },
  });

/** All addresses there are is no network of one's own. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
