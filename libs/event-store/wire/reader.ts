import { BYTES, FIXED32, FIXED64, VARINT } from './varint.js';

/** Walks the fields of one Protocol Buffers message; sub-messages are walked by a reader of their own. */
export class WireReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Number of the next field, or undefined at the end; then read or skip its value. */
  next(): { readonly field: number; readonly type: number } | undefined {
    if (this.#at >= this.bytes.length) return undefined;
    const tag = this.varint();
    return { field: Math.floor(tag / 8), type: tag % 8 };
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  /** For 64-bit values that may not fit a number. */
  varint64(): bigint {
    let value = 0n;
    let shift = 0n;
    for (;;) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
      shift += 7n;
    }
  }

  /** A view on the message, not a copy. */
  slice(): Buffer {
    const length = this.varint();
    const end = this.#at + length;
    if (end > this.bytes.length) throw new RangeError('Truncated message');
    const slice = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return slice;
  }

  string(): string {
    return this.slice().toString('utf8');
  }

  skip(type: number): void {
    switch (type) {
      case VARINT:
        this.varint64();
        return;
      case FIXED64:
        this.#at += 8;
        return;
      case BYTES:
        this.slice();
        return;
      case FIXED32:
        this.#at += 4;
        return;
      default:
        throw new RangeError(`Unknown wire type ${type}`);
    }
  }

  #byte(): number {
    const byte = this.bytes[this.#at];
    if (byte === undefined) throw new RangeError('Truncated message');
    this.#at += 1;
    return byte;
  }
}
