import { IsString, Length } from 'class-validator';

export class ReceiptParams {
  /** The publisher's own event id. */
  @IsString()
  @Length(1, 256)
  id!: string;
}
