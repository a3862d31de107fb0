import type { Renderer } from './render.ts';

type Rendered = ReturnType<Renderer>;

/** The few dearest renderings while a million go by. */
export interface Costliest {
  add(rendering: Rendered): void;
  /** The costliest first; those that are alike in the order of the list. */
  list(): readonly Rendered[];
}

interface Weighed {
  readonly rendering: Rendered;
  /** 0 where no price is known. Of two currencies the amounts say little, but then the parts do not either. */
  readonly micros: number;
}

/** Keeps `most` of them: by cost, then by parts, then by length. */
export function createCostliest(most: number): Costliest {
  const kept: Weighed[] = [];
  return {
    add(rendering) {
      const price = rendering.sender?.priceOf(rendering.recipient)?.micros ?? 0;
      const weighed = { rendering, micros: price * rendering.parts };
      const last = kept[most - 1];
      // Nearly all of a million end here.
      if (last && compare(last, weighed) <= 0) return;
      const place = kept.findIndex((other) => compare(other, weighed) > 0);
      kept.splice(place < 0 ? kept.length : place, 0, weighed);
      kept.length = Math.min(kept.length, most);
    },
    list: () => kept.map(({ rendering }) => rendering),
  };
}

function compare(a: Weighed, b: Weighed): number {
  return (
    b.micros - a.micros || b.rendering.parts - a.rendering.parts || b.rendering.units - a.rendering.units
  );
}
