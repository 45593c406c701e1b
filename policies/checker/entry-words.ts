import type { OutputOfState } from "../data-types";

/** An entry of a list of the policy data, in the words of the reports. */
export function entryWords(entry: string | { readonly type: string } | OutputOfState): string {
  if (typeof entry === "string") return entry;
  return "type" in entry ? entry.type : `output ${entry.output} of the state ${place(entry.remote_state)}`;
}

function place(state: OutputOfState["remote_state"]): string {
  return "path" in state ? state.path : `s3://${state.bucket}/${state.key}`;
}
