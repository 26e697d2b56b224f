export interface LocalKeycloak {
  /** Where it listens. */
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of every member of staff of the realm. */
  readonly staffPassword: string;
  /** Of the account `admin`. */
  readonly adminPassword: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface LocalKeycloakOptions {
  /** Data and log; emptied at each start. */
  readonly folder: string;
  /** Where staff come back to. */
  readonly workbenchUrl: string;
  /** A free one otherwise. */
  readonly port?: number;
  /** Where browsers find it, if something stands in front of it. */
  readonly publicUrl?: string;
}

/** Throws one plain sentence where Java 17 or Maven is missing. */
export function startKeycloak(options: LocalKeycloakOptions): Promise<LocalKeycloak>;
