import { Matches } from 'class-validator';

export class ContractParams {
  /** `<sector>.<event>.v<major>`. */
  @Matches(/^[a-z][a-z-]{1,30}\.[a-z][a-z0-9-]{1,60}\.v\d{1,3}$/)
  type!: string;
}
