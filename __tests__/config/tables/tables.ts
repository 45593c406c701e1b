import { loadEnvironments } from "../../../config/load";
import type { Problem } from "../../../config/problem";
import { ENVIRONMENT, folderOf, problemsIn } from "../../support/environments";

/** What is wrong with a table beside a sound environment file. @param name of the table, such as `crm.csv`. */
export function tableProblems(name: string, text: string): readonly Problem[] {
  return problemsIn({ "dev/environment.yaml": ENVIRONMENT, [`dev/consumers/${name}`]: text });
}

/** The consumers that files beside a sound environment file stand for. */
export function consumersIn(files: Readonly<Record<string, string>>) {
  const named = Object.entries(files).map(([name, text]) => [`dev/consumers/${name}`, text]);
  const [environment] = loadEnvironments(
    folderOf({ "dev/environment.yaml": ENVIRONMENT, ...Object.fromEntries(named) }),
  );
  return environment?.consumers ?? {};
}
