/** How much of the beginning and of the end of a text is looked at. */
const LOOKED_AT = 4096;

/** What Terraform and the tools around it print that is no document, each with what to do. */
const OUTPUTS: readonly { readonly isIt: (text: string) => boolean; readonly message: string }[] = [
  {
    // A line of JSON cannot begin in this way: a line break in a text is written as an escape.
    isIt: (text) => /^(?:\[command\]|::[a-z-]+(?: [^:]*)?::)/m.test(text),
    message:
      "there are lines of a wrapper of the terraform command around the JSON (`[command]`, `::debug::`): " +
      "set `terraform_wrapper: false` in hashicorp/setup-terraform, or call the program itself (terraform-bin)",
  },
  {
    isIt: (text) => /^\s*\{(?=[^\n]*"@level"\s*:)(?=[^\n]*"@message"\s*:)/.test(text),
    message:
      "this is the log that `terraform plan -json` or `apply -json` prints, and no plan: write the plan by " +
      "`terraform plan -out=FILE`, and print it by `terraform show -json FILE`",
  },
  {
    isIt: (text) => /^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"terraform_version"/.test(text),
    message:
      "this is a state file, which does not say what a change makes: judge a plan (`terraform plan -out=FILE`, " +
      "then `terraform show -json FILE`)",
  },
  {
    isIt: (text) => /^\s*\{\s*"format_version"\s*:[^{}]*"values"\s*:/.test(text),
    message:
      "this is a state as `terraform show -json` prints it, and no plan: name the file of the plan " +
      "(`terraform plan -out=FILE`, then `terraform show -json FILE`)",
  },
  {
    // Before each resource of a state, Terraform prints a comment with its address.
    isIt: (text) =>
      !/^# [\w.[\]"-]+:$/m.test(text) &&
      /^(?:terraform|provider|resource|data|variable|locals|module|output)\b[^\n:=]*\{/m.test(text),
    message:
      "this is a configuration in Terraform's own language: judge its plan (`terraform plan -out=FILE`, then " +
      "`terraform show -json FILE`)",
  },
  {
    isIt: (text) => /^(?:\s*(?:#[^\n]*)?\n)*(?:---\s|[\w-]+:(?:\s|$))/.test(text),
    message: "this looks like YAML, and a document is JSON. Name a file of policy data by `--data`",
  },
  {
    isIt: (text) => !/^\s*[[{]/.test(text) && /^\s*\{\s*"format_version"\s*:/m.test(text),
    message:
      "there are lines before the JSON, as a wrapper of the terraform command prints them: write to the file only what " +
      "`terraform show -json FILE` prints",
  },
  {
    isIt: (text) => !/^\s*[[{"]/.test(text) && /\b(?:Terraform|OpenTofu)\b|^\s*[#+~]/.test(text.replace(COLOUR, "")),
    message:
      "this is what Terraform prints for people: print the plan as JSON by `terraform show -json FILE` " +
      "(OpenTofu: `tofu show -json FILE`)",
  },
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals take them as colours.
const COLOUR = /\u001b\[[\d;]*m/g;

/**
 * What a text is that is no document, and what to do; undefined where it looks like none of the outputs that are known.
 *
 * @param content of the file.
 */
export function otherOutput(content: Buffer): string | undefined {
  if (content.toString("latin1", 0, 2) === "PK")
    return (
      "this is a plan in Terraform's own format: print it by `terraform show -json FILE` first " +
      "(OpenTofu: `tofu show -json FILE`)"
    );
  if (content.toString("latin1", 0, 2) === "\u001f\u008b")
    return "this is compressed by gzip: unpack it first (`gunzip FILE`)";
  if (content.length === 0) return "the file is empty: did the command that should write it fail?";
  const text = `${content.toString("utf8", 0, LOOKED_AT)}\n${content.toString("utf8", Math.max(LOOKED_AT, content.length - LOOKED_AT))}`;
  return OUTPUTS.find(({ isIt }) => isIt(text))?.message;
}
