import { cpSync } from "node:fs";
import { join } from "node:path";
import { mustSay } from "../../delivery/change";
import { inCloud } from "../../delivery/endpoints";
import type { Walk } from "../../delivery/walk";
import { CheckFailed } from "../../report";
import { changeInCloud } from "../../simulated-cloud";

const STACK = "demo-service-orders";

/** A change behind Terraform's back is found, and corrected by a plan. A second apply of that plan is refused. */
export async function drift({ report, repository, change, folder }: Walk): Promise<void> {
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
}

/** Id of the endpoint service of an account in the simulated cloud. */
function serviceOf(account: string, folder: string): string {
  const found = inCloud(folder, "aws_vpc_endpoint_service").find(({ attrs }) => String(attrs.arn).includes(account));
  if (found === undefined) throw new CheckFailed(`no endpoint service of ${account}`);
  return found.id;
}
