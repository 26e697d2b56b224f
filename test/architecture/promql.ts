/** What a Prometheus query asks for. Enough of the language for the queries of this project. */
export interface Asked {
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
}

const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const MATCHERS = /\{([^}]*)\}/g;
const RANGE = /\[[^\]]*\]|\boffset\s+\d+[a-z]+/g;
const NAME = /[a-zA-Z_:][\w:]*(?!\w)(?!\s*\()/g;
const WORDS = new Set(['and', 'or', 'unless', 'bool']);

/** Names of metrics, and labels that are matched or grouped by. */
export function askedBy(query: string): Asked {
  const plain = query.replace(/"[^"]*"/g, '').replace(RANGE, '');
  const inside = (pattern: RegExp) => [...plain.matchAll(pattern)].map(([, text = '']) => text).join(',');
  const bare = plain.replace(MATCHERS, ' ').replace(GROUPING, ' ');
  return {
    metrics: distinct(namesIn(bare).filter((name) => !WORDS.has(name))),
    labels: distinct(namesIn(`${inside(GROUPING)},${inside(MATCHERS)}`)),
  };
}

const namesIn = (text: string) => [...text.matchAll(NAME)].map(([name]) => name);
const distinct = (names: readonly string[]) => [...new Set(names)];
