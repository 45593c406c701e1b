import { existsSync } from "node:fs";
import { join } from "node:path";
import { ORDER_FILE, ORDER_FORMAT, orderSchema } from "../../pipeline/order-file";
import { bytesOf, parseChecked } from "../../pipeline/read-checked";
import { UserError } from "../../support/user-error";
import { STACK_FILE } from "./files-below";

const WHAT = "an order of deployment";

/** A stack that the order of deployment names, or why the order cannot be read. */
export interface OrderedFile {
  readonly source: string;
  readonly problem?: string;
}

/** Files of the stacks that the order of deployment in a folder names; none where there is no such order. */
export function orderedFiles(folder: string): readonly OrderedFile[] {
  const source = join(folder, ORDER_FILE);
  if (!existsSync(source)) return [];
  try {
    const text = bytesOf(source, WHAT).toString("utf8");
    // Any program may write a file of this name.
    if (!text.includes(ORDER_FORMAT.format)) return [];
    const { stacks } = parseChecked(text, source, orderSchema, WHAT);
    return stacks.map((stack) => ({ source: join(folder, stack.folder, STACK_FILE) }));
  } catch (error) {
    if (error instanceof UserError) return [{ source, problem: error.message }];
    throw error;
  }
}
