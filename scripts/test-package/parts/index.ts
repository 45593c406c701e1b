import type { Part } from "../context";
import { USER_PARTS } from "../users";
import { cdktn } from "./cdktn";
import { content } from "./content";
import { jestPart } from "./jest";
import { action } from "./policies-alone/action";
import { bundle } from "./policies-alone/bundle";
import { conftest } from "./policies-alone/conftest";
import { release } from "./release";
import { sbom } from "./sbom";
import { sizes } from "./sizes";
import { types } from "./types";

/** What is tried with the packed package, by name. */
export const PARTS: Readonly<Record<string, Part>> = {
  content,
  types,
  sizes,
  ...USER_PARTS,
  jest: jestPart,
  bundle,
  conftest,
  action,
  cdktn,
  sbom,
  release,
};
