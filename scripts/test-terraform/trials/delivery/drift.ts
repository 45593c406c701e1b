import { cpSync } from "node:fs";
import { join } from "node:path";
import { at } from "../../../../pipeline/values";
import { mustSay } from "../../delivery/change";
import { inCloud } from "../../delivery/endpoints";
import type { Walk } from "../../delivery/walk";
import { CheckFailed } from "../../report";
import { changeInCloud } from "../../simulated-cloud";

const STACK = "demo-service-orders";

/**
 * A change behind Terraform's back is found, and corrected by a plan. A second apply of that plan is refused. What
 * nothing declares is found as well.
 */
export async function drift(walk: Walk): Promise<void> {
  const { report, repository, change, folder } = walk;
  await report.check("delivery: drift finds nothing where all is as declared", async () => {
    mustSay(await repository.expect(0, "drift"), "as declared");
  });
  await report.check(
    "delivery: drift finds a change behind Terraform's back, by stack, resource and attribute",
    async () => {
      changeInCloud(folder, "aws_vpc_endpoint_service", serviceOf("111111111111", folder), {
        acceptance_required: false,
      });
      mustSay(await repository.expect(1, "drift", "demo-*"), STACK, "acceptance_required");
    },
  );
  await report.check("delivery: a plan of that stack takes it back", async () => {
    await repository.expect(0, "plan", STACK);
    cpSync(join(repository.folder, "plans"), join(repository.folder, "plans-again"), { recursive: true });
    mustSay(await change.apply(), `${STACK}  1 updated`);
    await repository.expect(0, "drift", "demo-*");
  });
  await report.check("delivery: apply refuses a plan of a state that has moved on since", async () => {
    mustSay(await change.apply(1, "plans-again"), "nothing was applied", STACK, "serial");
  });
  await undeclared(walk);
}

/** Rules and a policy that nothing declares are changed: Terraform would leave them, and `drift` tells them. */
async function undeclared({ report, repository, folder }: Walk): Promise<void> {
  const group = inCloud(folder, "aws_security_group").find(({ attrs }) => attrs.name === "demo-web-client");
  const endpoint = inCloud(folder, "aws_vpc_endpoint").find(
    ({ attrs }) => at(attrs, "tags", "Name") === "demo-web-orders",
  );
  if (group === undefined || endpoint === undefined) throw new CheckFailed("no security group, or no endpoint, of web");
  const { ingress } = group.attrs;
  const { policy } = endpoint.attrs;
  await report.check(
    "delivery: drift finds a security group that was opened, and a policy that was replaced",
    async () => {
      const everybody = { cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 0, protocol: "-1", self: false };
      const none = { description: "", ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [] };
      changeInCloud(folder, "aws_security_group", group.id, { ingress: [{ ...everybody, ...none }] });
      changeInCloud(folder, "aws_vpc_endpoint", endpoint.id, { policy: '{"Statement":[]}' });
      const said = await repository.expect(1, "drift", "demo-consumer-web");
      mustSay(said, "1 finding of the policies", "narrow-security-groups", "      ingress", "      policy");
    },
  );
  await report.check("delivery: a consumer VPC with a finding that fails gets no certificate", async () => {
    await repository.expect(0, "plan", "demo-consumer-web", "--out", "plans-open");
    const out = join(folder, "certificates-open");
    const args = ["certificate", "--env", "demo", "--consumer", "web", "--plans", "plans-open", "--out", out];
    mustSay(await repository.expect(1, ...args), "0 certificates, 1 report");
    changeInCloud(folder, "aws_security_group", group.id, { ingress });
    changeInCloud(folder, "aws_vpc_endpoint", endpoint.id, { policy });
    await repository.expect(0, "drift", "demo-*");
  });
}

/** Id of the endpoint service of an account in the simulated cloud. */
function serviceOf(account: string, folder: string): string {
  const found = inCloud(folder, "aws_vpc_endpoint_service").find(({ attrs }) => String(attrs.arn).includes(account));
  if (found === undefined) throw new CheckFailed(`no endpoint service of ${account}`);
  return found.id;
}
