import { Fn } from "cdktf";

/** A statement of a policy document, of a topic or a key. */
export interface PolicyStatement {
  /** Name of the statement, each once in a document. */
  readonly Sid: string;
  /** What it does. */
  readonly Effect: "Allow";
  /** Who may, by the kind of principal: `Service`, `AWS`. */
  readonly Principal: Readonly<Record<string, string>>;
  /** What they may do. */
  readonly Action: string | readonly string[];
  /** With what. */
  readonly Resource: string;
  /** When: values by key, by operator. @default - always */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * What the policy of a topic must say, so that AWS PrivateLink can tell it about connections to a service, or of an
 * endpoint.
 *
 * Source of both statements: AWS PrivateLink Guide, "Receive alerts for endpoint service events" and "Receive alerts
 * for interface endpoint events". Their conditions keep AWS from being sent by somebody else's service or endpoint.
 *
 * @param serviceArn ARN of the endpoint service, or of the endpoint.
 */
export function notificationTopicStatement(topicArn: string, serviceArn: string): PolicyStatement {
  return { Sid: "PrivateLinkPublishes", ...byPrivateLink(serviceArn), Action: "sns:Publish", Resource: topicArn };
}

/**
 * What the policy of the key must say that such a topic is encrypted with: the key that AWS manages for SNS says it
 * not.
 *
 * @param serviceArn ARN of the endpoint service, or of the endpoint.
 */
export function notificationKeyStatement(serviceArn: string): PolicyStatement {
  return {
    Sid: "PrivateLinkEncrypts",
    ...byPrivateLink(serviceArn),
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
  };
}

/** Lets those who may administer an account do so with a key in it, by their own policies. */
export function keyOwnerStatement(sourceArn: string): PolicyStatement {
  return {
    Sid: "AccountAdministers",
    Effect: "Allow",
    Principal: { AWS: Fn.join("", ["arn:", partOf(sourceArn, 1), ":iam::", partOf(sourceArn, 4), ":root"]) },
    Action: "kms:*",
    Resource: "*",
  };
}

/** The document of some statements, as text. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return Fn.jsonencode({ Version: "2012-10-17", Statement: statements });
}

function byPrivateLink(sourceArn: string): Pick<PolicyStatement, "Effect" | "Principal" | "Condition"> {
  return {
    Effect: "Allow",
    Principal: { Service: "vpce.amazonaws.com" },
    Condition: {
      ArnLike: { "aws:SourceArn": sourceArn },
      StringEquals: { "aws:SourceAccount": partOf(sourceArn, 4) },
    },
  };
}

/** A part of an ARN that only Terraform may know: 1 is the partition, 4 the account. */
function partOf(arn: string, index: number): string {
  return Fn.element(Fn.split(":", arn), index);
}
