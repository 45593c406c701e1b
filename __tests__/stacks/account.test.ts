import { CONSUMER, ENVIRONMENT, edit, folderOf } from "../support/environments";
import { synthesizeFiles, synthesizeFolder } from "../support/stacks";

const FILES = {
  "dev/environment.yaml": edit(
    ENVIRONMENT,
    "services:\n",
    'accounts:\n  "222222222222": { role: deploy, blockPublicAccess: { preventDestroy: false } }\nservices:\n',
  ),
  "dev/consumers/web.yaml": CONSUMER,
};

test("an account's stack is deployed before what stands in the account, in the account and by its role", () => {
  const stacks = synthesizeFiles(FILES);
  expect(stacks.order[0]).toBe("dev-account-222222222222");
  const { json } = stacks.stack("dev-account-222222222222");
  expect(json.resource).toEqual({
    aws_vpc_block_public_access_options: {
      [Object.keys(json.resource.aws_vpc_block_public_access_options)[0] as string]: expect.objectContaining({
        internet_gateway_block_mode: "block-bidirectional",
      }),
    },
  });
  expect(json.provider.aws[0]).toMatchObject({
    allowed_account_ids: ["222222222222"],
    assume_role: [{ role_arn: "arn:aws:iam::222222222222:role/deploy" }],
  });
  const { stacks: named } = JSON.parse(stacks.files["manifest.json"] ?? "");
  expect(named["dev-consumer-web"].dependencies).toContain("dev-account-222222222222");
  expect(named["dev-service-orders"].dependencies).not.toContain("dev-account-222222222222");
});

test("it comes with the consumers of the account that are selected", () => {
  const other = CONSUMER.replace("222222222222", "333333333333").replace("10.20", "10.30");
  const folder = folderOf({ ...FILES, "dev/consumers/other.yaml": other });
  const of = (consumer: string) => synthesizeFolder(folder, { consumers: [consumer] }).order;
  expect(of("web")).toContain("dev-account-222222222222");
  expect(of("other")).not.toContain("dev-account-222222222222");
});
