import type { ConsumerDraft } from "../draft";
import { foundTwice } from "../twice";
import type { Rule } from "./rule";

/** A consumer is in one place: a file of its own, or a row of a table. */
export const consumerOnceRule: Rule = ({ records }) => {
  const byName = new Map<string, ConsumerDraft[]>();
  // The VPCs of hubs have a rule of their own.
  for (const record of records) {
    if (record.hubVpc !== undefined) continue;
    const others = byName.get(record.name);
    if (others) others.push(record);
    else byName.set(record.name, [record]);
  }
  return [...byName].flatMap(([name, places]) => {
    const [, again] = places;
    if (again === undefined) return [];
    const found = foundTwice(
      name,
      places.map(({ file }) => ({ file, path: ["name"] })),
    );
    return [
      again.file.problemAt(
        ["name"],
        "each consumer once, in a file of its own or in a row",
        "delete all but one",
        found,
      ),
    ];
  });
};
