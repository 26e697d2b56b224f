export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'cluster';

/** What a shape stands for, in the order of the legend. */
export const SHAPE_WORDS: readonly (readonly [Exclude<Shape, 'cluster'>, string])[] = [
  ['circle', 'Contact or help'],
  ['square', 'Assessment'],
  ['triangle', 'Police'],
  ['diamond', 'Health'],
  ['cross', 'School'],
];

/** The shape of an event kind such as `health.was-not-brought`. */
export function shapeOf(kind: string): Exclude<Shape, 'cluster'> {
  if (kind.startsWith('police.')) return 'triangle';
  if (kind.startsWith('health.')) return 'diamond';
  if (kind.startsWith('school.')) return 'cross';
  return kind.includes('assessment') ? 'square' : 'circle';
}

/** SVG path data about a middle point, in the drawing's own units. */
export function shapePath(shape: Shape, x: number, y: number): string {
  switch (shape) {
    case 'circle':
      return circle(x, y, 7);
    case 'cluster':
      return circle(x, y, 11);
    case 'square':
      return `M${x - 7} ${y - 7}h14v14h-14z`;
    case 'triangle':
      return `M${x} ${y - 8}l8 15h-16z`;
    case 'diamond':
      return `M${x} ${y - 9}l9 9l-9 9l-9 -9z`;
    case 'cross':
      return `M${x - 3} ${y - 8}h6v5h5v6h-5v5h-6v-5h-5v-6h5z`;
  }
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
