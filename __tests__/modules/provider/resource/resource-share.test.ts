import { TerraformOutput } from "cdktf";
import { ResourceShare, type ResourceShareProps } from "../../../../modules/provider";
import { ids, refusal, synth, unknownText } from "../../../support/synth";

const UNIT = "arn:aws:organizations::999999999999:ou/o-abcdefghij/ou-abcd-01234567";
const ORGANIZATION = "arn:aws:organizations::999999999999:organization/o-abcdefghij";
const RESOURCE = "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0";
const PROPS: ResourceShareProps = {
  name: "prod-ledger",
  resourceArns: { ledger: RESOURCE },
  principals: [UNIT, "222222222222", ORGANIZATION, "222222222222"],
};

function synthShare(props: Partial<ResourceShareProps> = {}) {
  return synth((scope) => {
    const share = new ResourceShare(scope, "share", { ...PROPS, ...props });
    new TerraformOutput(scope, "arn", { value: share.resourceShareArn, staticId: true });
  });
}

const refusalOf = (props: Partial<ResourceShareProps>) =>
  refusal((scope) => new ResourceShare(scope, "share", { ...PROPS, ...props }));

test("a share has its resources by name and its principals by id, each once", () => {
  const share = synthShare();
  expect(share.resource("aws_ram_resource_share")).toMatchObject({
    name: "prod-ledger",
    allow_external_principals: false,
  });
  expect(share.resource("aws_ram_resource_association")).toMatchObject({ resource_arn: RESOURCE });
  expect(ids(share, "aws_ram_resource_association")).toEqual([expect.stringMatching(/^share_resource-ledger_/)]);
  expect(ids(share, "aws_ram_principal_association")).toEqual([
    expect.stringMatching(/^share_principal-222222222222_/),
    expect.stringMatching(/^share_principal-o-abcdefghij_/),
    expect.stringMatching(/^share_principal-ou-abcd-01234567_/),
  ]);
  expect(share.resources("aws_ram_principal_association").map(({ principal }) => principal)).toEqual([
    "222222222222",
    ORGANIZATION,
    UNIT,
  ]);
  expect(share.json.output.arn.value).toBe(`\${aws_ram_resource_share.${ids(share, "aws_ram_resource_share")[0]}.arn}`);
});

test("a share can let in accounts outside the organization", () => {
  expect(synthShare({ allowExternalPrincipals: true }).resource("aws_ram_resource_share")).toMatchObject({
    allow_external_principals: true,
  });
});

const NO_PRINCIPAL =
  "an account id (12 digits), or the ARN of an organizational unit (arn:<partition>:organizations::<account>:ou/o-.../ou-...) or an organization (...:organization/o-...)";

test("fails with everything that is wrong at once", () => {
  expect(refusalOf({ name: "a b", resourceArns: { a_b: RESOURCE }, principals: ["*"] })).toBe(
    [
      "Invalid properties of ResourceShare at stack/share:",
      '  - `name`: expected letters, digits and hyphens, at most 100, beginning and ending with a letter or digit, and not with `internal-` or `sg-`; got "a b"',
      '  - `resourceArns.a_b`: expected letters, digits and hyphens, at most 100, beginning and ending with a letter or digit; got "a_b"',
      `  - \`principals\`: expected ${NO_PRINCIPAL}; got "*"`,
    ].join("\n"),
  );
  expect(refusalOf({ principals: [], resourceArns: {} })).toContain(
    "`principals`: expected at least one principal; got []",
  );
  expect(refusalOf({ principals: [], resourceArns: {} })).toContain(
    "`resourceArns`: expected at least one resource; got {}",
  );
  expect(refusalOf({ principals: [unknownText("local.account")] })).toContain(
    "`principals`: expected a principal that is known at synthesis",
  );
});
