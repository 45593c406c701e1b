import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./cases";
import { consumerName, generateEnvironment } from "./generate-environment";
import type { Figures } from "./measure";

/** Folders of a generated estate. */
interface Estate {
  readonly environments: string;
  readonly out: string;
}

/** What the figures of a case are compared with. */
export interface Limit {
  readonly figure: "seconds" | "memory";
  /** Name of a case before it, whose figure this one is a multiple of. @default - none: the figure itself, in MiB */
  readonly of?: string;
  readonly atMost: number;
}

/** A case with what it is meant to keep to. */
export interface LimitedCase extends Case {
  readonly limits: readonly Limit[];
}

/** What became of the limits of a case, in words. @param figures of this case and those before it, by name. */
export function limitsText({ name, limits }: LimitedCase, figures: ReadonlyMap<string, Figures | undefined>): string {
  return limits
    .map(({ figure, of, atMost }) => {
      const own = figures.get(name)?.[figure];
      const other = of === undefined ? 1 : figures.get(of)?.[figure];
      if (own === undefined || other === undefined || Number.isNaN(own / other)) return `${figure}: not measured`;
      const unit = of === undefined ? " MiB" : ` x ${of}`;
      const found = own / other;
      return `${found.toFixed(of === undefined ? 0 : 2)}${unit} (at most ${atMost}${found > atMost ? ": MISSED" : ""})`;
    })
    .join("; ");
}

const CLI = ["node", "dist/cli/main.js"];
const BASELINE = "baseline: `App.synth`, 1,000 consumers";
const ALL = "all of 1,000 consumers";
const ONE = "an environment with one";
const ONE_THREAD = "policies, 1,005 stacks in one thread";

/**
 * The engine of the estate beside plain cdktf, with what it is meant to keep to.
 *
 * @param scratch folder to generate environments in.
 * @param sizes numbers of their consumers; the names of the cases are for the default. @default - 1, 1,000 and 10,000
 */
export function estateCases(
  scratch: string,
  sizes: readonly [one: number, thousand: number, tenThousand: number] = [1, 1_000, 10_000],
): LimitedCase[] {
  const [one, thousand, tenThousand] = sizes.map((count) => generate(scratch, count)) as [Estate, Estate, Estate];
  const synth = ({ environments, out }: Estate, ...options: string[]) => [
    ...CLI,
    "synth",
    "--environments",
    environments,
    "--out",
    out,
    ...options,
  ];
  const start = (estate: Estate, ...options: string[]) =>
    synth(estate, ...options).map((word) => (word === "synth" ? "start" : word));
  const consumer = consumerName(Math.floor(sizes[1] / 2));
  return [
    {
      name: BASELINE,
      command: ["node", "dist/benchmarks/baseline.js", thousand.environments, join(scratch, "baseline")],
      times: 3,
      prepare: () => rmSync(join(scratch, "baseline"), { recursive: true, force: true }),
      limits: [],
    },
    {
      name: ALL,
      command: synth(thousand),
      times: 3,
      prepare: () => rmSync(thousand.out, { recursive: true, force: true }),
      limits: [
        { figure: "seconds", of: BASELINE, atMost: 0.3 },
        { figure: "memory", atMost: 300 },
      ],
    },
    {
      name: "nothing changed, 1,000",
      command: synth(thousand),
      times: 5,
      limits: [{ figure: "seconds", of: BASELINE, atMost: 0.1 }],
    },
    {
      name: ONE_THREAD,
      command: ["node", "dist/benchmarks/judge.js", thousand.out],
      times: 3,
      limits: [],
    },
    {
      name: "policies, 1,005 stacks on all cores",
      command: [...CLI, "policy", thousand.out, "--force"],
      times: 3,
      limits: [{ figure: "seconds", of: ONE_THREAD, atMost: 1 }],
    },
    {
      name: "one of 1,000 changed, with policies",
      command: start(thousand),
      times: 5,
      prepare: () => changeOne(thousand, consumer),
      limits: [{ figure: "seconds", of: BASELINE, atMost: 0.12 }],
    },
    {
      name: "all of 10,000 consumers",
      command: synth(tenThousand),
      times: 1,
      prepare: () => rmSync(tenThousand.out, { recursive: true, force: true }),
      limits: [
        { figure: "seconds", of: ALL, atMost: 11 },
        { figure: "memory", of: ALL, atMost: 1.3 },
        { figure: "memory", atMost: 300 },
      ],
    },
    {
      name: ONE,
      command: synth(one),
      times: 5,
      prepare: () => removeStack(one, consumerName(0)),
      limits: [],
    },
    {
      name: "one selected of 10,000",
      command: synth(tenThousand, "--consumer", consumer),
      times: 5,
      prepare: () => removeStack(tenThousand, consumer),
      limits: [{ figure: "seconds", of: ONE, atMost: 2 }],
    },
  ];
}

function generate(scratch: string, count: number): Estate {
  const environments = join(scratch, `estate-${count}`, "environments");
  generateEnvironment(environments, count);
  return { environments, out: join(scratch, `estate-${count}`, "cdktf.out") };
}

/** Gives a consumer a tag that it did not have. */
function changeOne({ environments }: Estate, consumer: string): void {
  const file = join(environments, "load", "consumers", `${consumer}.yaml`);
  const text = readFileSync(file, "utf8").replace(/^tags:.*\n/m, "");
  writeFileSync(file, text);
  appendFileSync(file, `tags: { Run: "${performance.now()}" }\n`);
}

/** Removes the stack of a consumer from the output, so that it is built again. */
function removeStack({ out }: Estate, consumer: string): void {
  rmSync(join(out, "stacks", `load-consumer-${consumer}`), { recursive: true, force: true });
}
