import { load, type CheerioAPI } from 'cheerio';

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly $: CheerioAPI;
}

/** A member of staff at a browser without scripts: follows redirects, keeps cookies, fills in forms. */
export class StaffBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  async open(url: string): Promise<Page> {
    return this.follow(url, { method: 'GET' });
  }

  /** Fills in the page's form whose action holds `action`, hidden fields included, and sends it. */
  async submit(page: Page, action: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const form = page.$(`form[action*="${action}"]`).first();
    if (form.length === 0) throw new Error(`${page.url} (${page.status}) has no form to ${action}`);
    const values = new URLSearchParams();
    form.find('input[type=hidden]').each((_, input) => {
      values.set(page.$(input).attr('name') ?? '', page.$(input).attr('value') ?? '');
    });
    for (const [name, value] of Object.entries(fields)) values.set(name, value);
    const target = new URL(form.attr('action') ?? '', page.url);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.follow(target.href, { method: 'POST', headers, body: values.toString() });
  }

  private async follow(url: string, init: RequestInit, hops = 15): Promise<Page> {
    // As browsers do: cookies belong to a host, whatever its port.
    const { hostname } = new URL(url);
    const headers = { ...(init.headers as Record<string, string>), cookie: this.cookieHeader(hostname) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.keep(hostname, answer.headers.getSetCookie());
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      if (hops === 0) throw new Error(`Too many redirects at ${url}`);
      await answer.body?.cancel();
      return this.follow(new URL(location, url).href, { method: 'GET' }, hops - 1);
    }
    const html = await answer.text();
    return { url, status: answer.status, html, $: load(html) };
  }

  private keep(host: string, lines: readonly string[]): void {
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }

  private cookieHeader(host: string): string {
    return [...(this.cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Signs in through the demonstration provider and states a purpose, as a person would. */
export async function signIn(
  baseUrl: string,
  who: { readonly staff: string; readonly purpose: string; readonly reference: string },
): Promise<{ browser: StaffBrowser; landing: Page }> {
  const browser = new StaffBrowser();
  const choose = await browser.open(`${baseUrl}/sign-in`);
  const purpose = await browser.submit(choose, '/choose/', { staff: who.staff });
  const landing = await browser.submit(purpose, '/sign-in/purpose', {
    purpose: who.purpose,
    reference: who.reference,
  });
  if (new URL(landing.url).pathname.startsWith('/sign-in'))
    throw new Error(
      `No sitting began: ${landing.url} (${landing.status}) ${landing.$('main').text().slice(0, 400)}`,
    );
  return { browser, landing };
}
