import type { Renderer } from './render.ts';

type Rendered = ReturnType<Renderer>;

/** The few renderings that take the most parts, and of those the longest, while a million go by. */
export interface Costliest {
  add(rendering: Rendered): void;
  /** The costliest first; those that are alike in the order of the list. */
  list(): readonly Rendered[];
}

/** Keeps `most` of them. */
export function createCostliest(most: number): Costliest {
  const kept: Rendered[] = [];
  return {
    add(rendering) {
      const last = kept[most - 1];
      // Nearly all of a million end here.
      if (last && compare(last, rendering) <= 0) return;
      const place = kept.findIndex((other) => compare(other, rendering) > 0);
      kept.splice(place < 0 ? kept.length : place, 0, rendering);
      kept.length = Math.min(kept.length, most);
    },
    list: () => kept,
  };
}

function compare(a: Rendered, b: Rendered): number {
  return b.parts - a.parts || b.units - a.units;
}
