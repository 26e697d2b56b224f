/** The folder of the distribution, fetched and built where it is not there yet; bounded to seven minutes. */
export function resolveKeycloak(): Promise<string>;
