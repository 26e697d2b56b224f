import { type Address } from '#contracts';
import { type Dice } from '../chance/dice.js';

const STREET_STARTS = [
  'Larkrise',
  'Tallow',
  'Quillmaker',
  'Saltmarsh',
  'Hobbin',
  'Threlby',
  'Wrenfold',
  'Candlewick',
  'Osierbed',
  'Fennimore',
  'Gritstone',
  'Marlpit',
  'Skylark',
  'Bobbinmill',
  'Harrowgap',
  'Cloudberry',
  'Tinkersley',
  'Brindlewood',
  'Ferriman',
  'Lapwing',
  'Dunnock',
  'Millrace',
  'Pennygate',
  'Sallowfield',
] as const;
const STREET_ENDS = ['Street', 'Road', 'Close', 'Avenue', 'Mews', 'Lane', 'Drive', 'Court'] as const;
/** Invented towns, each with its own postcode districts of ZZ, an area that does not exist. */
const TOWNS = ['Northbridge', 'Eastmere', 'Thornwick', 'Saltholm', 'Harrowby Vale', 'Wexcombe'] as const;
/** Letters the Royal Mail uses in the second half of a postcode. */
const INWARD = [...'ABDEFGHJLNPQRSTUWXYZ'];

export function inventAddress(dice: Dice): Required<Address> {
  const town = dice.whole(0, TOWNS.length - 1);
  const district = town * 16 + dice.whole(1, 16);
  return {
    line1: `${dice.whole(1, 180)} ${dice.pick(STREET_STARTS)} ${dice.pick(STREET_ENDS)}`,
    town: TOWNS[town] ?? TOWNS[0],
    postcode: `ZZ${district} ${dice.whole(1, 9)}${dice.pick(INWARD)}${dice.pick(INWARD)}`,
  };
}
