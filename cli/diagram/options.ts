import type { Theme } from "../../diagram/svg/finish";

/** Formats of a picture. */
export const PICTURE_FORMATS = ["svg", "mermaid"] as const;

/** Themes of a picture as SVG. */
export const PICTURE_THEMES = ["auto", "light", "dark"] as const satisfies readonly Theme[];

/** Options of `privatelink diagram`. */
export interface DiagramOptions {
  /** Folder of the environments, which name the customers who run their own side. @default "environments" */
  readonly environments: string;
  /** Environments to draw. @default - all that have stacks */
  readonly env?: readonly string[];
  readonly format: (typeof PICTURE_FORMATS)[number];
  /** Folders of plans. @default - no change is drawn */
  readonly plans?: readonly string[];
  /** Report of the policies as JSON. @default - no verdict is drawn */
  readonly policy?: string;
  /** Reports of `privatelink status` as JSON. @default - nobody is drawn as connected */
  readonly status?: readonly string[];
  /** Output folder of the synthesis. @default "cdktf.out" */
  readonly stacks: string;
  readonly theme: Theme;
  /** File for the picture. @default - standard output */
  readonly output?: string;
}
