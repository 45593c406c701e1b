import { topicArnProblem } from "../../../modules/aws/topic-arn";

test.each(["arn:aws:sns:us-east-1:111111111111:pager", "arn:aws-cn:sns:cn-north-1:111111111111:pager_2-b"])(
  "%s is a topic",
  (text) => {
    expect(topicArnProblem(text)).toBeUndefined();
  },
);

test.each([
  "pager",
  "arn:aws:sns:us-east-1:111111111111:pager.fifo",
  "arn:aws:sns:us-east-1:111111111111:pager:0123",
  "arn:aws:sns:us-east-1:11111111111:pager",
  "arn:aws:sns:us-east-1::pager",
  "arn:aws:sns::111111111111:pager",
  "arn:aws:sqs:us-east-1:111111111111:pager",
])("fails on %s", (text) => {
  expect(topicArnProblem(text)).toBe(
    "the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>",
  );
});
