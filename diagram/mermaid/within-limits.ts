import { pictureOf } from "../picture/draw";
import type { Picture, Thing } from "../picture/picture";
import type { Scene } from "../picture/scene";
import { mermaidOf } from "./draw-mermaid";

/** Most characters that GitHub draws: `maxTextSize` of Mermaid, which counts the text as it is. */
export const MOST_CHARACTERS = 50_000;
/** Most arrows that GitHub draws: `maxEdges` of Mermaid. */
const MOST_LINKS = 500;
/** Most boxes that are still readable. */
const MOST_THINGS = 200;

/** How much is drawn one by one: the first that fits is taken. */
const LEVELS = [
  { mostConsumers: 12, isWhole: true },
  { mostConsumers: 6, isWhole: true },
  { mostConsumers: 6, isWhole: false },
  { mostConsumers: 2, isWhole: false },
  { mostConsumers: 0, isWhole: false },
] as const;

/**
 * A scene as Mermaid, as detailed as fits.
 *
 * @param limit most characters.
 * @returns undefined where nothing fits.
 */
export function mermaidWithin(scene: Scene, limit: number): string | undefined {
  for (const { mostConsumers, isWhole } of LEVELS) {
    const all = pictureOf({ ...scene, mostConsumers: Math.min(mostConsumers, scene.mostConsumers) });
    const picture = isWhole ? all : withoutInsides(all);
    if (picture.links.length >= MOST_LINKS || picture.things.length > MOST_THINGS) continue;
    const text = mermaidOf(picture);
    if (text.length <= Math.min(limit, MOST_CHARACTERS)) return text;
  }
  return undefined;
}

/** Kinds of things that a picture is understood without. */
const INSIDES: ReadonlySet<Thing["kind"]> = new Set(["client", "balancer", "target"]);

/** A picture without what stands behind services and before endpoints, unless there is something to see in it. */
export function withoutInsides(picture: Picture): Picture {
  const things = picture.things.filter(
    ({ kind, sign, wayOut, rows }) =>
      !INSIDES.has(kind) || sign !== undefined || wayOut !== undefined || rows.some((row) => row.sign !== undefined),
  );
  const kept = new Set(things.map(({ id }) => id));
  return { ...picture, things, links: picture.links.filter(({ from, to }) => kept.has(from) && kept.has(to)) };
}
