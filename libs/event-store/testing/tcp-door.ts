import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The address of a node: what comes in is passed on, and can be cut off or left unanswered as a network does. */
export class TcpDoor {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #state: 'open' | 'frozen' | 'shut' = 'open';

  port = 0;

  private constructor(private readonly behind: number) {
    this.#server = createServer((socket) => this.#take(socket));
  }

  static async open(behind: number): Promise<TcpDoor> {
    const door = new TcpDoor(behind);
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    door.port = (door.#server.address() as AddressInfo).port;
    return door;
  }

  /** Nothing passes either way any more, and nobody is told; as when a machine is suspended. */
  freeze(): void {
    this.#state = 'frozen';
    for (const [one, other] of this.#pairs) {
      one.unpipe().pause();
      other.unpipe().pause();
    }
  }

  /** Every connection breaks, and no new one is taken. */
  async shut(): Promise<void> {
    this.#state = 'shut';
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(outer: Socket): void {
    if (this.#state === 'shut') return void outer.destroy();
    const inner = connect(this.behind, '127.0.0.1');
    const pair = [outer, inner] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true).on('error', () => undefined);
      socket.on('close', () => {
        this.#pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    if (this.#state === 'frozen') return void outer.pause();
    outer.pipe(inner).pipe(outer);
  }
}
