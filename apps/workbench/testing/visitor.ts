import { load, type CheerioAPI } from 'cheerio';

/** One answer of the server, of which a redirect takes several. */
export interface Hop {
  readonly status: number;
  readonly path: string;
  readonly headers: Headers;
}

export interface Answer {
  readonly status: number;
  /** Address after any redirects. */
  readonly url: string;
  readonly html: string;
  readonly $: CheerioAPI;
  /** Every answer on the way, the last one being the page. */
  readonly hops: readonly Hop[];
}

/** By the name of the field; one of which there are several is sent as often. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** A browser without JavaScript: keeps cookies, follows redirects, sends the forms of the page it is on. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly baseUrl: string) {}

  get(path: string): Promise<Answer> {
    return this.request(new URL(path, this.baseUrl), {});
  }

  /** Sends the form of a page at its address with its own hidden fields and these answers. */
  async submit(page: Answer, answers: Answers, form = 'main form'): Promise<Answer> {
    const found = page.$(form).first();
    const body = new URLSearchParams();
    found.find('input[type=hidden]').each((_index, input) => {
      body.append(page.$(input).attr('name') ?? '', page.$(input).attr('value') ?? '');
    });
    for (const [name, value] of Object.entries(answers))
      for (const one of [value].flat()) body.append(name, one);
    return this.request(new URL(found.attr('action') ?? '', page.url), { method: 'POST', body });
  }

  /** The same for a form with a file, as a browser encodes it. */
  upload(
    page: Answer,
    answers: Readonly<Record<string, string | File>>,
    form = 'main form',
  ): Promise<Answer> {
    const found = page.$(form).first();
    const body = new FormData();
    body.append('_csrf', String(found.find('input[name=_csrf]').attr('value')));
    for (const [name, value] of Object.entries(answers)) body.append(name, value);
    return this.request(new URL(found.attr('action') ?? '', page.url), { method: 'POST', body });
  }

  post(path: string, body: URLSearchParams): Promise<Answer> {
    return this.request(new URL(path, this.baseUrl), { method: 'POST', body });
  }

  private async request(url: URL, options: RequestInit, before: readonly Hop[] = []): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...options,
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const { status, headers } = response;
    const hops = [...before, { status, path: url.pathname, headers }];
    const location = headers.get('location');
    if (location !== null) {
      // As browsers do: whatever else is to come is not waited for.
      await response.body?.cancel();
      return this.request(new URL(location, url), {}, hops);
    }
    const html = await response.text();
    return answerOf({ status, url: url.href, html, hops });
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    this.cookies.set(name, value);
  }
}

/** Parsed only when looked into, so that a benchmark measures the page and not its reader. */
function answerOf(answer: Omit<Answer, '$'>): Answer {
  let parsed: CheerioAPI | undefined;
  return {
    ...answer,
    get $() {
      return (parsed ??= load(answer.html));
    },
  };
}
