import type { Locator, Page } from 'playwright-core';

export interface SignIn {
  /** As the demonstration sign-in lists them, for example `Asha Rahman`. */
  readonly name: string;
  /** As the form words it. */
  readonly purpose: string;
  readonly reference: string;
}

/** From the start page to the first page of the role, as a member of staff would. */
export async function signIn(page: Page, baseUrl: string, staff: SignIn): Promise<void> {
  await chooseStaff(page, baseUrl, staff.name);
  await statePurpose(page, staff);
}

/** As far as those go who state no purpose. */
export async function chooseStaff(page: Page, baseUrl: string, name: string): Promise<void> {
  await page.goto(`${baseUrl}/`);
  await clickThrough(page, page.getByRole('button', { name: 'Sign in' }));
  await page.getByLabel(name).check();
  await clickThrough(page, page.getByRole('button', { name: 'Sign in' }));
}

export async function statePurpose(page: Page, { purpose, reference }: Omit<SignIn, 'name'>): Promise<void> {
  await page.getByLabel(purpose).check();
  await page.getByLabel('Contact or case reference').fill(reference);
  await clickThrough(page, page.getByRole('button', { name: 'Continue' }));
}

/** Clicks what leads to another page and waits for that page, redirects included; a click alone may return before it. */
export async function clickThrough(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), target.click()]);
  await page.waitForLoadState('load');
}
