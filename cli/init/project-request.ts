import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SYSTEMS, type System } from "../../delivery/systems";
import { isRegion } from "../../modules/aws/region";
import { DOES, USERS, type User } from "../../starter/users";
import { gitPlace } from "../../support/git";
import { NoSuchName } from "../../support/no-such-name";
import { shown } from "../../support/shown";
import { DEFAULT_ENVIRONMENTS, ENVIRONMENTS_VARIABLE } from "../defaults";
import { type Ask, askText, askUsers } from "./ask";
import { type InitOptions, PROJECT_OPTIONS } from "./options";

/** What a new project is to be, as options and answers say. */
export interface ProjectRequest {
  readonly users: readonly User[];
  readonly account: string;
  readonly region: string;
  /** What CI it gets workflows for. @default - none */
  readonly system: System | undefined;
  /** What the user is to know of it. @default - nothing */
  readonly note?: string;
}

const ACCOUNT = "111111111111";
const REGION = "us-east-1";

/** What is expected instead of an account id. */
export function accountProblem(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? undefined : "an account id: 12 digits";
}

/** What is expected instead of a region. */
export function regionProblem(text: string): string | undefined {
  return isRegion(text) ? undefined : "a region of AWS, such as us-east-1";
}

/** Throws where options of a new project stand beside a system, or the other way round. */
export function refuseMixed(system: string | undefined, options: InitOptions): void {
  const given = PROJECT_OPTIONS.filter((name) => options[name] !== undefined);
  if (system !== undefined && given.length > 0)
    throw new NoSuchName(
      `--${given.join(", --")}: expected only without \`${system}\`, for a new project; found both. Leave one out.`,
    );
  if (system !== undefined) return;
  if (options.check === true)
    throw new NoSuchName(`--check: expected a system whose files are compared: ${SYSTEMS.join(", ")}; found none.`);
  if (options.environments !== DEFAULT_ENVIRONMENTS)
    throw new NoSuchName(
      `--environments or ${ENVIRONMENTS_VARIABLE}: expected \`${DEFAULT_ENVIRONMENTS}\`, where a new project has its ` +
        `environments; found \`${shown(options.environments)}\`. Leave it out, or unset the variable.`,
    );
}

/**
 * What the options say of a new project. What they leave open is asked, where somebody can be asked who chose no user
 * yet.
 *
 * @throws NoSuchName where nothing says for whom it is.
 */
export async function projectRequest(
  options: InitOptions,
  out: (text: string) => void,
  ask: Ask | undefined,
): Promise<ProjectRequest> {
  const chosen = USERS.filter((user) => options[user] === true);
  const asking = chosen.length === 0 ? ask : undefined;
  const users = asking === undefined ? chosen : await askUsers(asking, out);
  if (users.length === 0) throw nobody();
  const part = isPartOfRepository(options.dir);
  const text = async (given: string | undefined, what: Parameters<typeof askText>[2]) =>
    given ?? (asking === undefined ? what.proposal : await askText(asking, out, what));
  const account = await text(options.account, {
    question: "Account of its services, hub or consumer",
    proposal: ACCOUNT,
    problem: accountProblem,
  });
  const region = await text(options.region, { question: "Region", proposal: REGION, problem: regionProblem });
  const choices = [...SYSTEMS, "none"];
  const ci = await text(options.ci, {
    question: `CI: ${choices.join(", ")}`,
    proposal: part ? "none" : "github",
    problem: (answer) => (choices.includes(answer) ? undefined : `one of ${choices.join(", ")}`),
  });
  const system = SYSTEMS.find((each) => each === ci);
  if (system !== undefined && part)
    throw new NoSuchName(
      `--ci ${system}: expected the root of a git repository, where CI looks for workflows; ${shown(options.dir)} is a ` +
        "folder below it. Write the project there, or take --ci none.",
    );
  const isOwnChoice = options.ci !== undefined || asking !== undefined;
  return { users, account, region, system, ...(part && !isOwnChoice ? { note: PART_NOTE } : {}) };
}

const PART_NOTE =
  "this is a folder of a git repository: no workflows are written, and states are local files (--ci none). CI runs the " +
  "same commands in this folder.";

/** Whether a folder, which need not be there yet, is below the root of a git repository. */
function isPartOfRepository(dir: string): boolean {
  const full = resolve(dir);
  if (existsSync(full)) return (gitPlace(full)?.prefix ?? "") !== "";
  const above = dirname(full);
  return gitPlace(above) !== undefined || (!existsSync(above) && isPartOfRepository(above));
}

function nobody(): NoSuchName {
  return new NoSuchName(
    [
      "Expected for whom the project is, by one or more of these options; found none:",
      ...USERS.map((user) => `  --${user.padEnd(8)}  ${DOES[user]}`),
      `Or a system to write workflows for, in an existing project: ${SYSTEMS.join(", ")}.`,
    ].join("\n"),
  );
}
