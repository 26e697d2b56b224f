import {
  constants,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { refuse, unavailable, type Trailers } from './refusals.js';

const { HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM } = constants;
const PASSED_ON = ['content-type', 'te', 'grpc-timeout', 'grpc-accept-encoding'];

/** One call that the log's server answers, until the node ends it otherwise. */
export class ForwardedCall {
  readonly #up: ClientHttp2Stream;
  #trailers: Trailers = { 'grpc-status': '0' };
  #ended = false;

  constructor(
    private readonly down: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    server: ClientHttp2Session,
    readonly path: string,
  ) {
    const passed = PASSED_ON.flatMap((name) => (headers[name] ? [[name, headers[name]] as const] : []));
    this.#up = server.request({
      [HTTP2_HEADER_METHOD]: 'POST',
      [HTTP2_HEADER_PATH]: path,
      ...Object.fromEntries(passed),
    });
    this.#join();
  }

  /** Ends the call with these trailers in place of the server's own; what was on its way is lost. */
  end(trailers: Trailers): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#up.unpipe(this.down);
    this.#up.close(NGHTTP2_CANCEL);
    if (!this.down.headersSent) return refuse(this.down, trailers);
    this.#trailers = trailers;
    this.down.end();
  }

  /** What was read of the call before it came here. */
  send(bytes: Buffer): void {
    this.#up.write(bytes);
  }

  /** Open, but nothing more comes. */
  fallSilent(): void {
    this.#up.unpipe(this.down).pause();
  }

  /** As `end`, once the client sends something more. */
  endAtNextMessage(trailers: Trailers): void {
    this.down.unpipe(this.#up);
    this.down.once('data', () => this.end(trailers)).resume();
  }

  #join(): void {
    const { down } = this;
    const up = this.#up;
    up.on('response', (headers: IncomingHttpHeaders, flags: number) => {
      if (this.#ended || down.destroyed || down.headersSent) return;
      const isWhole = (flags & NGHTTP2_FLAG_END_STREAM) !== 0;
      down.respond(headers, isWhole ? { endStream: true } : { waitForTrailers: true });
    });
    up.on('trailers', (trailers: IncomingHttpHeaders) => {
      if (!this.#ended) this.#trailers = trailers;
    });
    up.on('error', () => this.end(unavailable()));
    up.on('close', () => this.end(unavailable()));
    up.on('end', () => (this.#ended = true));
    down.removeAllListeners('wantTrailers').on('wantTrailers', () => down.sendTrailers(this.#trailers));
    down.on('error', () => undefined);
    down.on('close', () => up.close(NGHTTP2_CANCEL));
    down.pipe(up).pipe(down);
  }
}
