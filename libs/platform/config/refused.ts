import { ValidateBy } from 'class-validator';

/** A variable that is known but cannot be honoured: any value is an error, so that none is ignored in silence. */
export const Refused = (sentence: string): PropertyDecorator =>
  ValidateBy({ name: 'refused', validator: { validate: () => false, defaultMessage: () => sentence } });
