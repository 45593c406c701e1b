import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
// Not all of the module: its constructs load cdktf, and its schema loads zod.
import { CARD_FORMAT } from "../modules/card/format";
import { renderCard } from "../modules/card/render-card";
import type { ServiceCard } from "../modules/card/service-card";
import { makeFolder } from "../support/make-folder";

/** Folder of the service cards within the output folder. */
export const CARDS = "cards";

/** Path of a card from the output folder. */
export function cardPath({ environment, service }: Pick<ServiceCard, "environment" | "service">): string {
  return join(CARDS, environment, `${service}.json`);
}

/** Writes a card to a folder. @returns the path of its file. */
export function writeCard(folder: string, card: ServiceCard): string {
  const path = join(folder, cardPath(card));
  makeFolder(dirname(path));
  writeFileSync(path, `${renderCard(card)}\n`);
  return path;
}

/** Moves those of some cards that are in a folder to another, in the place of those that are there. */
export function moveCards(from: string, to: string, paths: readonly string[]): void {
  for (const path of paths) {
    if (!existsSync(join(from, path))) continue;
    makeFolder(dirname(join(to, path)));
    renameSync(join(from, path), join(to, path));
  }
}

/** Takes out the cards in a folder but some, and the folders that are empty then. Files that are no cards stay. */
export function removeCards(folder: string, keep: readonly string[]): void {
  const kept = new Set(keep);
  for (const environment of subfolders(join(folder, CARDS))) {
    const own = join(folder, CARDS, environment);
    for (const name of readdirSync(own))
      if (!kept.has(join(CARDS, environment, name)) && isCard(join(own, name))) rmSync(join(own, name));
    if (readdirSync(own).length === 0) rmSync(own, { recursive: true });
  }
}

function subfolders(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory()) : [];
}

function isCard(path: string): boolean {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { format?: unknown } | null)?.format === CARD_FORMAT;
  } catch {
    return false;
  }
}
