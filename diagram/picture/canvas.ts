import type { Link, Picture, Place, Thing } from "./picture";

/** Collects what a picture is made of. What is added again under the same id stays as it was first. */
export class Canvas {
  private readonly places = new Map<string, Place>();
  private readonly things = new Map<string, Thing>();
  private readonly links = new Map<string, Link>();

  /** @returns the id of the place. */
  place(place: Place): string {
    if (!this.places.has(place.id)) this.places.set(place.id, place);
    return place.id;
  }

  /** @returns the id of the thing. */
  thing(thing: Thing): string {
    if (!this.things.has(thing.id)) this.things.set(thing.id, thing);
    return thing.id;
  }

  /** Changes something of a thing that is there. */
  mark(id: string, marks: Partial<Pick<Thing, "wayOut" | "sign">>): void {
    const thing = this.things.get(id);
    if (thing !== undefined) this.things.set(id, { ...thing, ...marks });
  }

  link(link: Link): void {
    const id = `${link.from}\0${link.to}\0${link.wayOut ?? ""}`;
    if (link.from !== link.to && !this.links.has(id)) this.links.set(id, link);
  }

  thingAt(id: string): Thing | undefined {
    return this.things.get(id);
  }

  /** Things of a place, in the order in which they were added. */
  thingsWithin(place: string): readonly Thing[] {
    return [...this.things.values()].filter(({ within }) => within === place);
  }

  /** The picture. Arrows that lead from or to nothing are left out. */
  picture(title: string, subtitle: string): Picture {
    return {
      title,
      subtitle,
      places: [...this.places.values()],
      things: [...this.things.values()],
      links: [...this.links.values()].filter(({ from, to }) => this.things.has(from) && this.things.has(to)),
    };
  }
}
