import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

export interface PageFault {
  readonly page: string;
  readonly width: number;
  readonly fault: string;
}

/** Desk and telephone, in CSS pixels. */
const WIDTHS = [1280, 390] as const;
const BAD: readonly (string | null | undefined)[] = ['serious', 'critical'];

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious faults of the open page at desk and telephone width: axe, sideways scrolling, and the skip link. */
export async function checkPage(page: Page, name: string, folder?: string): Promise<readonly PageFault[]> {
  const faults: PageFault[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const found = [...(await axeFaults(page)), ...(await overflowFaults(page))];
    faults.push(...found.map((fault) => ({ page: name, width, fault })));
    if (folder !== undefined) await takePicture(page, folder, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

/** By evaluation rather than a script element, which the content security policy refuses. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axeSource);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => BAD.includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function overflowFaults(page: Page): Promise<readonly string[]> {
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  return wider > 0 ? [`scrolls sideways by ${wider} px`] : [];
}

/** On a page just loaded: the first Tab shows the skip link, and Enter goes to the content. Two fault sentences at most. */
export async function skipLinkFaults(page: Page): Promise<readonly string[]> {
  await page.reload();
  await page.keyboard.press('Tab');
  const focused = await page.evaluate<string>('document.activeElement?.className ?? ""');
  if (!focused.includes('govuk-skip-link')) return [`the first Tab goes to "${focused}"`];
  await page.keyboard.press('Enter');
  const target = await page.evaluate<string>('location.hash');
  return target === '#main-content' ? [] : ['the skip link does not lead to the content'];
}

async function takePicture(page: Page, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)');
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
