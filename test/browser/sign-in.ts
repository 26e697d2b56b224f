import type { Page } from 'playwright-core';

export interface SignIn {
  /** As the demonstration sign-in lists them, for example `Asha Rahman`. */
  readonly name: string;
  /** As the form words it. */
  readonly purpose: string;
  readonly reference: string;
}

/** From the start page to the first page of the role, as a member of staff would. */
export async function signIn(page: Page, baseUrl: string, staff: SignIn): Promise<void> {
  await page.goto(`${baseUrl}/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel(staff.name).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await statePurpose(page, staff);
}

export async function statePurpose(page: Page, { purpose, reference }: Omit<SignIn, 'name'>): Promise<void> {
  await page.getByLabel(purpose).check();
  await page.getByLabel('Contact or case reference').fill(reference);
  await page.getByRole('button', { name: 'Continue' }).click();
}
