import { instance } from "@viz-js/viz";
import type { Picture } from "../picture/picture";
import { dotOf } from "./dot";
import { finished, type Theme } from "./finish";

/** Graphviz in WebAssembly, which is loaded once. */
let graphviz: ReturnType<typeof instance> | undefined;

/**
 * A picture as SVG: the same bytes for the same picture.
 *
 * @param theme auto: as whoever looks at it has set.
 */
export async function svgOf(picture: Picture, theme: Theme): Promise<string> {
  graphviz ??= instance();
  const dot = dotOf(picture);
  const result = (await graphviz).render(dot, { format: "svg", engine: "dot" });
  if (result.status === "failure")
    throw new Error(`Graphviz cannot draw this: ${result.errors.map(({ message }) => message).join("; ")}`);
  return finished(result.output, picture, theme);
}
