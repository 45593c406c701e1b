import { cli } from "../../support/cli";
import { CONSUMER, ENVIRONMENT, edit, folderOf } from "../../support/environments";

const SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

/** The commands, without what initializes the folders, that destroy the stacks of a managed customer who is revoked. */
async function destructions(consumer: string): Promise<string[]> {
  const environments = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": consumer });
  const { out, error } = await cli(["consumer", "revoke", "web", "--reason", "x", "--environments", environments]);
  if (error !== "") throw new Error(error);
  return out
    .split("\n")
    .flatMap((line) => (line.startsWith("    terraform ") ? [line.split(" && ").at(-1) ?? ""] : []));
}

const DESTROY = "terraform -chdir=cdktf.out/removed/dev-consumer-web destroy";

test("a stack that looks a service up is destroyed without a refresh: AWS no longer shows it the service", async () => {
  const partner = `  partner:\n    serviceName: ${SERVICE}\n    ports: [443]\n`;
  expect(await destructions(`${CONSUMER}${partner}`)).toEqual([`${DESTROY} -refresh=false`]);
  const only = edit(CONSUMER, "    service: orders\n", `    serviceName: ${SERVICE}\n    ports: [443]\n`);
  expect(await destructions(only)).toEqual([`${DESTROY} -refresh=false`]);
});

test("a stack that looks none up is destroyed as usual", async () => {
  expect(await destructions(CONSUMER)).toEqual([DESTROY]);
  expect(await destructions(`${CONSUMER}  keys:\n    awsService: kms\n`)).toEqual([DESTROY]);
});
