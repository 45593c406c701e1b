import { becauseOf } from "../policies/checker/report/words";
import type { Network } from "./basis-schema";
import { isLookedUp, type VpcFacts } from "./document-facts";
import type { JudgedVpc } from "./judged-vpc";
import { planFacts } from "./plan-facts";
import type { ReadDocuments } from "./read-documents";
import { stackFacts } from "./stack-facts";

/** What is known of a VPC: what its plan says, then what its stack says, then what the order of deployment says. */
export function networkOf(judged: JudgedVpc, documents: ReadDocuments): Network {
  const { address, stack, stackName } = judged;
  const facts = new Map(
    judged.judged.map(({ kind, document }): [string, VpcFacts] => {
      const { values } = documents.read(document.source);
      return [kind, kind === "plan" ? planFacts(values, address) : stackFacts(values, address)];
    }),
  );
  const [plan, declared] = [facts.get("plan"), facts.get("stack")];
  const ranges = plan ?? declared;
  return {
    address,
    name: plan?.name ?? declared?.name ?? null,
    id: plan?.id ?? declared?.id ?? null,
    account: plan?.account ?? declared?.account ?? stack?.account ?? null,
    region: plan?.region ?? declared?.region ?? stack?.region ?? null,
    ranges: [...new Set([...(plan?.ranges ?? []), ...(declared?.ranges ?? [])])],
    ranges_note: ranges?.note ?? null,
    existing: isLookedUp(address),
    environment: stack?.environment ?? null,
    consumer: stack?.consumer ?? null,
    stack: stackName,
    because: judged.judged[0] === undefined ? "" : becauseOf(judged.judged[0].vpc),
  };
}
