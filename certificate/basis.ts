import { terraformDigest } from "../engine/stack-files";
import type { Basis } from "./basis-schema";
import type { PlanChanges } from "./document-facts";
import type { JudgedVpc } from "./judged-vpc";
import { changesOf } from "./plan-facts";
import type { ReadDocuments } from "./read-documents";

/** What a certificate rests on: the documents that were judged, and what became of the plan. */
export function basisOf({ judged, stack, plan }: JudgedVpc, documents: ReadDocuments): Basis {
  const planned = judged.find(({ kind }) => kind === "plan");
  const changes = planned === undefined ? null : changesOf(documents.read(planned.document.source).values);
  return {
    kind: kindOf(changes),
    documents: judged.map(({ kind, document, vpc }) => ({
      kind,
      name: (kind === "stack" ? stack?.name : plan?.name) ?? document.source,
      sha256: documents.read(document.source).sha256,
      result: vpc.result,
    })),
    stack_digest: stack === undefined ? null : terraformDigest(stack.folder),
    plan:
      plan === undefined
        ? null
        : {
            status: plan.entry?.result ?? "given",
            reason: plan.entry?.reason ?? null,
            made_at: plan.made?.at ?? null,
            commit: plan.made?.commit ?? null,
            sha256: plan.entry?.plan_digest ?? null,
            changes,
          },
  };
}

function kindOf(changes: PlanChanges | null): Basis["kind"] {
  if (changes === null) return "configuration";
  return Object.values(changes).every((count) => count === 0) ? "plan-without-changes" : "plan-with-changes";
}
