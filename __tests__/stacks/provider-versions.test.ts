import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const IN_S3 = edit(
  ENVIRONMENT,
  "backend:\n  type: local\n",
  "backend:\n  type: s3\n  bucket: example-states\n  region: us-east-1\n",
);

function versions(terraform: string, environment = ENVIRONMENT) {
  const { order, stack } = synthesizeFiles({
    "dev/environment.yaml": `${environment}${terraform}`,
    "dev/consumers/web.yaml": CONSUMER,
  });
  const found = order.map((name) => stack(name).json.terraform.required_providers.aws);
  expect(found.length).toBeGreaterThan(2);
  return [...new Set(found.map((each) => JSON.stringify(each)))].map((text) => JSON.parse(text));
}

test("without the key, every stack takes the version that is tested", () => {
  expect(versions("")).toEqual([{ source: "aws", version: "6.25.0" }]);
});

test("a range is in every stack, in one spelling", () => {
  const expected = [{ source: "aws", version: ">= 6.25.0, < 7.0.0" }];
  expect(versions('terraform: { awsProvider: ">= 6.25, < 7" }\n')).toEqual(expected);
  expect(versions('terraform: { awsProvider: "<7,>=6.25.0" }\n')).toEqual(expected);
});

test("a stack with several providers has the range too", () => {
  expect(versions('terraform: { awsProvider: "~> 6.25" }\n', IN_S3)).toEqual([{ source: "aws", version: "~> 6.25" }]);
});

test("the key changes nothing else in a stack", () => {
  const files = (terraform: string) => {
    const { order, stack } = synthesizeFiles({ "dev/environment.yaml": `${ENVIRONMENT}${terraform}` });
    return order.map((name) => JSON.stringify(stack(name).json).replace(/("source":"aws","version":)"[^"]*"/, "$1"));
  };
  expect(files('terraform: { awsProvider: "6.25" }\n')).toEqual(files(""));
  expect(files('terraform: { awsProvider: ">= 6.25, < 7" }\n')).toEqual(files(""));
});
