import { join } from "node:path";
import { PACKAGE_ROOT } from "./package-root";

/** Source that the acceptor's function starts with, from the folder of the project. */
export const ACCEPTOR_ENTRY = "acceptor/handler.ts";

/** The acceptor as one file, with all that it imports: `npm run build` makes it of {@link ACCEPTOR_ENTRY}. */
export const ACCEPTOR_BUNDLE: string = join(PACKAGE_ROOT, "dist/acceptor/acceptor.mjs");
