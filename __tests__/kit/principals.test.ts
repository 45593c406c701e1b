import { principalList, principalText, rootNote, signInText } from "../../kit/principals";

const ROOT = "arn:aws:iam::888888888888:root";
const ROLE = "arn:aws:iam::888888888888:role/connect";
const USER = "arn:aws-cn:iam::999999999999:user/ci";

test.each([
  [ROOT, "any user or role of account 888888888888 that may call `ec2:CreateVpcEndpoint`"],
  [ROLE, "only this role of account 888888888888"],
  [USER, "only this user of account 999999999999"],
])("%s is %s", (arn, expected) => {
  expect(principalText(arn)).toBe(expected);
});

test("who has to sign in is a role or a user, never `:root`", () => {
  expect(signInText([ROLE, USER])).toBe(`the role \`${ROLE}\`, or as the user \`${USER}\``);
  expect(signInText([ROOT])).not.toContain("root");
});

test("`:root` is explained only where a principal ends with it", () => {
  expect(rootNote([ROLE, USER])).toEqual([]);
  expect(rootNote([ROLE, ROOT]).join("")).toContain("stands for the whole account");
  expect(principalList([ROLE])).toHaveLength(1);
});
