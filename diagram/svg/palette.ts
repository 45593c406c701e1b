import type { Picture, Place, Sign, Thing, Verdict, WayOut } from "../picture/picture";

/** Colours of a picture: each of light is another text, so that those of dark can be put in its place. */
export const COLOURS = {
  paper: { light: "#fbfcfd", dark: "#0f141a" },
  ink: { light: "#1b2430", dark: "#e6ebf1" },
  muted: { light: "#566472", dark: "#a3b0bd" },
  badgeInk: { light: "#fffffe", dark: "#0e1319" },
  environment: { light: "#f5f7f9", dark: "#131920" },
  environmentLine: { light: "#c6cfd8", dark: "#35404b" },
  account: { light: "#eef2f6", dark: "#18202a" },
  accountLine: { light: "#b4c0cc", dark: "#445160" },
  vpc: { light: "#f9fbfe", dark: "#1f2a36" },
  vpcLine: { light: "#7f93a6", dark: "#66798c" },
  outsiders: { light: "#f6f3ee", dark: "#211f1b" },
  outsidersLine: { light: "#b8ad9a", dark: "#5f574a" },
  card: { light: "#fefefe", dark: "#273341" },
  chip: { light: "#e6ecf2", dark: "#35424f" },
  arrow: { light: "#6c7b8a", dark: "#8d9cab" },
  client: { light: "#52606e", dark: "#a9b6c3" },
  endpoint: { light: "#6b3fb5", dark: "#bb9cf5" },
  service: { light: "#1c5f9e", dark: "#7ab8f0" },
  target: { light: "#3f5b73", dark: "#9fb8ce" },
  aws: { light: "#a3520a", dark: "#f0ac66" },
  customer: { light: "#75613b", dark: "#d6c08f" },
  proven: { light: "#1a7a43", dark: "#4cc47d" },
  violated: { light: "#c4261d", dark: "#ff7a70" },
  violatedPaper: { light: "#fdeeec", dark: "#3a1f1f" },
  unproven: { light: "#946200", dark: "#e8b04b" },
  unprovenPaper: { light: "#fdf5e3", dark: "#352b18" },
  notJudged: { light: "#67727c", dark: "#95a1ac" },
  added: { light: "#0a5fc2", dark: "#69aeff" },
  changed: { light: "#0b7082", dark: "#55c7dc" },
  replaced: { light: "#7a38c8", dark: "#c29bf9" },
  removed: { light: "#8f2f74", dark: "#eb95d4" },
} as const;

/** Name of a colour. */
export type Colour = keyof typeof COLOURS;

/** A colour as the picture is laid out with. */
export function light(colour: Colour): string {
  return COLOURS[colour].light;
}

/** Grounds and lines of places. */
export const PLACE_COLOURS: Readonly<Record<Place["kind"], { readonly fill: Colour; readonly line: Colour }>> = {
  environment: { fill: "environment", line: "environmentLine" },
  account: { fill: "account", line: "accountLine" },
  vpc: { fill: "vpc", line: "vpcLine" },
  customer: { fill: "outsiders", line: "outsidersLine" },
  provider: { fill: "outsiders", line: "outsidersLine" },
};

/** Lines of things. */
export const THING_COLOURS: Readonly<Record<Thing["kind"], Colour>> = {
  client: "client",
  endpoint: "endpoint",
  service: "service",
  balancer: "target",
  target: "target",
  resource: "service",
  gateway: "client",
  group: "client",
  customer: "customer",
  aws: "aws",
  step: "client",
  outside: "client",
  note: "client",
};

/** What of the legend occurs in a picture. */
export function occurring({ places, things, links }: Picture): {
  readonly verdicts: ReadonlySet<Verdict>;
  readonly signs: ReadonlySet<Sign>;
  readonly waysOut: ReadonlySet<WayOut>;
} {
  const boxes = [...places, ...things];
  const signs = [...boxes, ...links, ...things.flatMap(({ rows }) => rows)].flatMap(({ sign }) => sign ?? []);
  return {
    verdicts: new Set(boxes.flatMap(({ verdict }) => verdict ?? [])),
    signs: new Set(signs),
    waysOut: new Set(links.flatMap(({ wayOut }) => wayOut ?? [])),
  };
}
