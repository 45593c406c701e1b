/**
 * What a cdktf app runs. The constructs are in `cdktf-privatelink/modules/*`, the rest in the other entries of the
 * package.
 *
 * @module cdktf-privatelink
 */
export { runApp } from "./cli/app";
