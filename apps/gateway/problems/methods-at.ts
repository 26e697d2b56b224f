import { openApiDocument } from '#contracts';

const METHODS = ['get', 'post'] as const;

const addresses = Object.entries(openApiDocument().paths).map(([template, item]) => ({
  form: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
  methods: METHODS.filter((method) => item[method] !== undefined).map((method) => method.toUpperCase()),
}));

/** The methods that an address takes, as the published interface says; none where there is no such address. */
export const methodsAt = (path: string): readonly string[] =>
  addresses.find(({ form }) => form.test(path))?.methods ?? [];
