import { emphasisOf, isDashed } from "../picture/emphasis";
import type { Link, Picture, Place } from "../picture/picture";
import { shortened } from "../picture/words";
import { font } from "./cells";
import { headerLabel } from "./header";
import { placeLabel, thingLabel } from "./label";
import { light, PLACE_COLOURS } from "./palette";

/** Font of the layout: Graphviz knows the width of each letter. */
const FONT = "Helvetica";

/** Name of a node, by which the drawing is read again. @param index of the thing. */
export function nodeName(index: number): string {
  return `n${index}`;
}

/** A picture in the language of Graphviz. Names of the picture stand only in labels, in which they are escaped. */
export function dotOf(picture: Picture): string {
  const { places, things, links } = picture;
  const names = new Map(things.map(({ id }, index) => [id, nodeName(index)]));
  const within = (place: string | undefined): readonly string[] => [
    ...ordered(places)
      .filter((each) => each.within === place)
      .flatMap((each) => cluster(each, places.indexOf(each), within(each.id))),
    ...things
      .filter((each) => each.within === place)
      .map((each) => `${names.get(each.id)} [label=<${thingLabel(each)}>];`),
  ];
  return [
    "digraph {",
    `graph [rankdir=LR, nodesep=0.22, ranksep=0.75, pad=0.25, splines=spline, bgcolor="${light("paper")}",`,
    `fontname="${FONT}", labelloc=t, labeljust=l, label=<${headerLabel(picture)}>];`,
    `node [shape=plain, fontname="${FONT}"];`,
    `edge [tailport=e, headport=w, fontname="${FONT}", fontsize=9, arrowsize=0.75];`,
    ...within(undefined),
    ...links.map((link) => `${names.get(link.from)} -> ${names.get(link.to)} [${attributes(link)}];`),
    "}",
    "",
  ].join("\n");
}

/** Graphviz draws boxes that no arrow connects from the last to the first. */
function ordered(places: readonly Place[]): readonly Place[] {
  const environments = places.filter(({ kind }) => kind === "environment");
  return [...environments.reverse(), ...places.filter(({ kind }) => kind !== "environment")];
}

function cluster(place: Place, index: number, content: readonly string[]): readonly string[] {
  if (content.length === 0) return [];
  const { fill, line } = PLACE_COLOURS[place.kind];
  const emphasis = emphasisOf(place);
  const style = isDashed(emphasis) ? '"rounded,filled,dashed"' : '"rounded,filled"';
  const width = emphasis === undefined ? 1 : 2.4;
  const box = `style=${style}, fillcolor="${light(fill)}", color="${light(emphasis ?? line)}", penwidth=${width}`;
  return [`subgraph cluster_${index} {`, `graph [${box}, margin=12, label=<${placeLabel(place)}>];`, ...content, "}"];
}

function attributes({ label, sign, wayOut }: Link): string {
  const emphasis = wayOut ?? sign;
  const colour = emphasis ?? "arrow";
  return [
    `color="${light(colour)}"`,
    `penwidth=${wayOut !== undefined ? 2.6 : sign !== undefined ? 2 : 1.4}`,
    ...(isDashed(emphasis) ? ["style=dashed"] : []),
    ...(label === undefined ? [] : [`label=<${font(shortened(label, 40), 9, colour === "arrow" ? "muted" : colour)}>`]),
  ].join(", ");
}
