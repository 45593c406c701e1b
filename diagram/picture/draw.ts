import { counted } from "../../support/counted";
import { listed } from "../../support/listed";
import { Canvas } from "./canvas";
import { drawConsumer, drawConsumers } from "./consumers";
import { drawCustomers } from "./customers";
import { thousands } from "./names";
import { drawOffers } from "./offers";
import type { Picture } from "./picture";
import { acceptanceSigns, type Drawing, type Scene } from "./scene";

/** Roles of stacks that are drawn as something of their own, or as an arrow. */
const DRAWN: ReadonlySet<string> = new Set(["service", "appliance", "resource", "hub", "consumer", "acceptance"]);

/** The picture of environments, from what is known of their stacks. */
export function pictureOf(scene: Scene): Picture {
  const canvas = new Canvas();
  const environments = [...new Set(scene.stacks.map(({ environment }) => environment))];
  for (const environment of environments) {
    const stacks = scene.stacks.filter((stack) => stack.environment === environment);
    const place = {
      id: `environment/${environment}`,
      kind: "environment",
      caption: "Environment",
      title: environment,
    } as const;
    const within = environments.length === 1 ? undefined : canvas.place({ ...place, chips: [] });
    drawEnvironment({
      ...scene,
      canvas,
      environment,
      within,
      stacks,
      acceptance: acceptanceSigns(scene, environment),
      hubs: stacks.filter(({ role }) => role === "hub"),
    });
  }
  return canvas.picture(listed(environments, 3), subtitleOf(scene));
}

function drawEnvironment(drawing: Drawing): void {
  for (const stack of drawing.stacks) drawOffers(drawing, stack);
  for (const stack of drawing.hubs) drawConsumer(drawing, stack);
  drawConsumers(drawing);
  drawCustomers(drawing);
  drawOtherChanges(drawing);
}

/** Stacks that change and are not drawn. */
function drawOtherChanges({ canvas, environment, within, changes, stacks }: Drawing): void {
  const others = stacks.flatMap(({ name, role }) => {
    const sign = DRAWN.has(role) ? undefined : changes.get(name)?.sign;
    return sign === undefined ? [] : [{ text: name, sign }];
  });
  if (others.length > 0)
    canvas.thing({
      ...{ id: `other changes/${environment}`, within, kind: "note", caption: "Stacks that change too", title: "" },
      ...{ rows: others, chips: [] },
    });
}

function subtitleOf({ stacks }: Scene): string {
  const regions = [...new Set(stacks.map(({ region }) => region))].filter((region) => region !== "").sort();
  const of = (...roles: readonly string[]) => stacks.filter(({ role }) => roles.includes(role)).length;
  const parts = [
    [of("service"), "service"],
    [of("resource"), "resource"],
    [of("appliance"), "appliance"],
    [of("hub"), "hub VPC"],
    [of("consumer"), "consumer"],
  ] as const;
  const counts = parts.flatMap(([count, noun]) =>
    count === 0 ? [] : [counted(count, noun).replace(/^\d+/, (digits) => thousands(Number(digits)))],
  );
  return [listed(regions, 3), ...counts].filter((part) => part !== "").join(", ");
}
