/** An environment file with private resources of each kind, in which nothing is wrong. */
export const RESOURCES = `backend:
  type: local
region: us-east-1
tags: { Owner: platform }
resources:
  search:
    account: "111111111111"
    role: deploy
    vpc: { cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2] }
    resource:
      dnsName: search.example.com
    ports: [443]
  ledger:
    account: "111111111111"
    vpc: { cidr: 10.12.0.0/20, zones: [use1-az1, use1-az2] }
    # A database by its ARN.
    resource:
      arn: arn:aws:rds:us-east-1:111111111111:cluster:ledger
    ports: [5432]
    sharing:
      principals: ["333333333333"]
  kafka:
    vpc: { cidr: 10.13.0.0/20, zones: [use1-az1, use1-az2] }
    account: "111111111111"
    resource:
      members:
        broker-1: { ipAddress: 10.13.0.4 }
        broker-2: { dnsName: b-2.kafka.example.com, ports: ["9092-9094"] }
    ports: [9092]
`;

/** The file of a consumer of them, in which nothing is wrong. */
export const RESOURCE_CONSUMER = `account: "222222222222"
vpc: { cidr: 10.20.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  search:
    resource: search
  ledger:
    resource: ledger
    privateDns: true
  kafka:
    resource: kafka
`;
