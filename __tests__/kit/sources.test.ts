import { Sources } from "../../kit/sources";

test("sources are numbered as they are cited, each once, and others are not listed", () => {
  const sources = new Sources();
  expect(sources.cite("dnsNames")).toBe("[1]");
  expect(sources.cite("concepts", "dnsNames")).toBe("[2] [1]");
  expect(sources.list()).toEqual([
    '1. AWS PrivateLink guide, "Manage DNS names for VPC endpoint services"',
    '2. AWS PrivateLink guide, "AWS PrivateLink concepts"',
  ]);
});
