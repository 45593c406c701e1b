/** Why a text is no instance type, as what was expected instead; undefined when it has the form of one. */
export function instanceTypeProblem(text: string): string | undefined {
  return /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(text) ? undefined : "an EC2 instance type, such as t4g.nano";
}

/** Processor architecture of an instance type, as the names of Amazon Linux images have it. */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

/** Public parameter of Systems Manager that has the id of the newest Amazon Linux image for an instance type. */
export function amazonLinuxParameter(instanceType: string): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architectureOf(instanceType)}`;
}
