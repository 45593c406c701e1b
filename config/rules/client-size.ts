import { bytesOf, targetsSizeProblem } from "../../modules/consumer/client-application/checks";
import { clientTargetsOf } from "../connection/client-targets";
import { Offers } from "../connection/offers";
import type { ConsumerDraft, EnvironmentDraft } from "../draft";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** What the client application of a consumer checks fits into the environment of its function. */
export const clientSizeRule: Rule = (environment) => {
  const known = knownOf(environment);
  const offers = new Offers(known);
  return environment.consumers.flatMap((consumer) => sizeProblems(known, offers, consumer));
};

type Known = Parameters<typeof clientTargetsOf>[0];

/** The parts of an environment that could be read. Whatever else is wrong with the others is told already. */
function knownOf({ region = "", services, resources, cards }: EnvironmentDraft): Known {
  const read = <T>(all: Iterable<[string, { readonly spec: T | undefined }]>): Record<string, T> =>
    Object.fromEntries([...all].flatMap(([key, { spec }]) => (spec === undefined ? [] : [[key, spec]])));
  return {
    region,
    services: read(services ?? []),
    resources: read(resources ?? []),
    cards: Object.fromEntries([...cards].flatMap(([key, draft]) => (draft?.card ? [[key, draft.card]] : []))),
  };
}

function sizeProblems(known: Known, offers: Offers, { file, spec }: ConsumerDraft): Problem[] {
  if (spec === undefined || spec.external === true || spec.client === false) return [];
  let bytes = 0;
  let first: string | undefined;
  for (const [connection, targets] of clientTargetsOf(known, offers, spec)) {
    bytes += targets.reduce((sum, target) => sum + bytesOf(target), 0);
    if (targetsSizeProblem(bytes) !== undefined) first ??= connection;
  }
  const expected = targetsSizeProblem(bytes);
  if (expected === undefined || first === undefined) return [];
  return [
    file.problemAt(
      ["connections", first],
      `for the client application, ${expected}`,
      "write `client: false`, or reach fewer ports by `ports` of the connections",
      `${bytes} bytes for all connections; from here on there are too many`,
    ),
  ];
}
