const ADVICE = 'oidc-provider WARNING: Unsupported runtime';

/**
 * The demonstration sign-in's library advises Node 22 on every start. Node 20.19 is what this project supports and tests
 * it on, so that one line is left out; every other warning is printed as ever.
 */
export function leaveOutRuntimeAdvice(): void {
  const warn = console.warn.bind(console);
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes(ADVICE)) warn(...words);
  };
}
