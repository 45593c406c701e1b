import { loadCustomers } from "../diagram/load-customers";
import { loadScene } from "../diagram/load-scene";
import { MOST_CHARACTERS, mermaidWithin } from "../diagram/mermaid/within-limits";
import { pictureOf } from "../diagram/picture/draw";
import type { Scene } from "../diagram/picture/scene";
import { svgOf } from "../diagram/svg/draw-svg";
import { UserError } from "../support/user-error";
import { writeReport } from "../support/write-report";
import type { DiagramOptions } from "./diagram/options";
import { EXIT } from "./exit-codes";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Draws environments.
 *
 * @throws UserError where a file is not what it should be; NoSuchName and CannotWrite as everywhere.
 */
export async function diagramCommand(
  { stacks: out, env, plans = [], policy, status = [], environments, format, theme, output }: DiagramOptions,
  streams: Pick<Streams, "out">,
  _called: Called,
  { signal, onProgress }: Work,
): Promise<number> {
  const sources = { out, environments: env, plans, policy, status };
  const scene = await orInterrupted(signal, "Interrupted. Nothing is drawn.", () =>
    loadScene(sources, { signal, onProgress }),
  );
  const named = { ...scene, customers: loadCustomers(environments, scene) };
  const text = format === "svg" ? await svgOf(pictureOf(named), theme) : mermaid(named);
  if (output === undefined) streams.out(text);
  else writeReport(output, text);
  return EXIT.clean;
}

function mermaid(scene: Scene): string {
  const text = mermaidWithin(scene, MOST_CHARACTERS);
  if (text === undefined)
    throw new UserError(
      `--format mermaid: expected at most ${MOST_CHARACTERS} characters, the most that GitHub draws; ` +
        "found more, also without details. Draw one environment with --env, or draw an SVG.",
    );
  return text;
}
