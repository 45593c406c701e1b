import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CARD_FORMAT, renderCard, type ServiceCard } from "../modules/card";

/** Folder of the service cards within the output folder. */
export const CARDS = "cards";

/** Writes cards to a folder, a file each. @returns their paths from the folder. */
export function writeCards(folder: string, cards: readonly ServiceCard[]): string[] {
  return cards.map((card) => {
    const path = join(CARDS, card.environment, `${card.service}.json`);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${renderCard(card)}\n`);
    return path;
  });
}

/** Moves cards from one folder to another, in the place of those that are there. */
export function moveCards(from: string, to: string, paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    renameSync(join(from, path), join(to, path));
  }
}

/** Takes out the cards in a folder but some, and the folders that are empty then. Files that are no cards stay. */
export function removeCards(folder: string, keep: readonly string[]): void {
  for (const environment of subfolders(join(folder, CARDS))) {
    const own = join(folder, CARDS, environment);
    for (const name of readdirSync(own))
      if (!keep.includes(join(CARDS, environment, name)) && isCard(join(own, name))) rmSync(join(own, name));
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
