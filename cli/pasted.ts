import { join, resolve } from "node:path";
import { ENGINE, type Engine } from "../pipeline/terraform/engine";
import { shellCommand, shellWord } from "../support/shell";
import { DEFAULT_OUT } from "./defaults";
import type { Invocation } from "./invocation";

/** A path of this process, in a command that is pasted where the user is. */
export function pastedPath(path: string, { folder }: Pick<Invocation, "folder">): string {
  return folder === process.cwd() ? path : resolve(path);
}

/**
 * A command of Terraform, or of OpenTofu, in the folder of a stack. In a fresh checkout nothing is initialized there,
 * and without it neither reads a state in S3.
 *
 * @param folder from the output folder.
 */
export function initialized(
  folder: string,
  words: readonly string[],
  invocation: Pick<Invocation, "folder">,
  engine: Engine,
): string {
  const terraform = [ENGINE[engine].program, `-chdir=${pastedPath(join(DEFAULT_OUT, folder), invocation)}`];
  return `${shellCommand([...terraform, "init"])} && ${shellCommand([...terraform, ...words])}`;
}

/** The command that takes the card of a deployed service, and the file that it writes, as this program reads it. */
export function takeCard(
  stack: string,
  service: string,
  invocation: Pick<Invocation, "folder">,
  engine: Engine,
): { readonly command: string; readonly file: string } {
  const file = `${service}.json`;
  const output = initialized(join("stacks", stack), ["output", "-raw", "service_card"], invocation, engine);
  const { folder } = invocation;
  return {
    command: `${output} > ${shellWord(file)}`,
    file: folder === process.cwd() ? file : resolve(folder, file),
  };
}
