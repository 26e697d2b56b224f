import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKeycloak, type LocalKeycloak } from '../../../infra/keycloak-local/start-keycloak.mjs';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../../apps/workbench/testing/workbench-world.js';
import { StaffBrowser, type Page } from '../../hub/staff-browser.js';
import { Administration } from './administration.js';
import { startForwarder, type Forwarder } from './forwarder.js';

export interface KeycloakSite {
  readonly world: WorkbenchWorld;
  readonly keycloak: LocalKeycloak;
  readonly administration: Administration;
  readonly forwarder: Forwarder;
  close(): Promise<void>;
}

/** The workbench over every real engine, and the Keycloak of the compose file before it. */
export async function openKeycloakSite(): Promise<KeycloakSite> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-keycloak-'));
  const forwarder = await startForwarder();
  let keycloak: LocalKeycloak | undefined;
  const close = async (world?: WorkbenchWorld) => {
    await world?.close();
    await keycloak?.stop();
    forwarder.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const world = await openWorkbenchWorld({
      openProvider: async (workbenchUrl) => {
        keycloak = await startKeycloak({ folder, workbenchUrl, publicUrl: forwarder.url });
        forwarder.to(keycloak.url);
        const { issuer, clientId, clientSecret } = keycloak;
        return { provider: { issuer, clientId, clientSecret }, close: async () => undefined };
      },
    });
    if (!keycloak) throw new Error('The workbench asked for no provider');
    const administration = new Administration(keycloak);
    return { world, keycloak, administration, forwarder, close: () => close(world) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** At the form of Keycloak that `address` leads to. */
export async function giveName(
  address: string,
  who: { readonly username: string; readonly password: string },
  browser = new StaffBrowser(),
): Promise<{ readonly browser: StaffBrowser; readonly page: Page }> {
  const form = await browser.open(address);
  return { browser, page: await browser.submit(form, '/login-actions/authenticate', who) };
}

export const headingOf = ({ $ }: Page): string => $('h1').first().text().trim();
export const pathOf = ({ url }: Page): string => new URL(url).pathname;
