/** So many requests, and bytes of their bodies, may be in hand at once. */
export class Room {
  private requests = 0;
  private bytes = 0;

  constructor(
    private readonly mostRequests: number,
    private readonly mostBytes: number,
  ) {}

  /** How to give the place back; undefined where there is none. */
  take(size: number): (() => void) | undefined {
    if (this.requests >= this.mostRequests || this.bytes + size > this.mostBytes) return undefined;
    this.requests++;
    this.bytes += size;
    return () => {
      this.requests--;
      this.bytes -= size;
    };
  }
}
