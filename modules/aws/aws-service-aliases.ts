import { AWS_SERVICES } from "./aws-service-names";

/**
 * What people call services of AWS, by the short names of their endpoints: names of the AWS CLI and SDKs, of the console, and of
 * products. A name in two lines stands for the endpoints of both. Names that differ from the endpoint's only by hyphens need no
 * line.
 *
 * Sources: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink", which lists products beside endpoints;
 * AWS CLI Command Reference, "Available services".
 */
const CALLED = `
  access-analyzer: iam-access-analyzer
  acm: certificate-manager certificates
  acm-pca: private-ca pca private-certificate-authority
  airflow.api: mwaa managed-airflow managed-workflows airflow apache-airflow
  airflow.env: mwaa managed-airflow managed-workflows airflow apache-airflow
  airflow.ops: mwaa managed-airflow managed-workflows airflow apache-airflow
  analytics-omics: omics healthomics
  applicationinsights: cloudwatch-application-insights
  application-signals: cloudwatch-application-signals
  appstream.api: appstream appstream2
  appstream.streaming: appstream appstream2
  appsync-api: appsync graphql
  aps: amp prometheus managed-prometheus managed-service-for-prometheus
  aps-workspaces: amp prometheus managed-prometheus managed-service-for-prometheus
  arsenal-discovery: discovery-agent application-discovery-agent
  autoscaling: asg ec2-autoscaling ec2-auto-scaling auto-scaling-groups
  autoscaling-plans: scaling-plans
  bedrock: bedrock-control-plane
  bedrock-runtime: bedrock-invoke bedrock-inference
  bedrock-agent: bedrock-agents bedrock-knowledge-bases
  bedrock-agentcore: agentcore
  cassandra: keyspaces amazon-keyspaces
  ce: cost-explorer costexplorer
  cloudcontrolapi: cloudcontrol cloud-control
  cloudformation: cfn
  cloudtrail: trail trails
  cloudhsmv2: cloudhsm hsm
  codeartifact.api: codeartifact
  codeartifact.repositories: codeartifact
  codeconnections.api: codeconnections
  codedeploy-commands-secure: codedeploy-agent
  codestar-connections.api: codestar-connections codestar
  cognito-idp: cognito user-pools cognito-user-pools
  cognito-identity: cognito identity-pools cognito-identity-pools
  config: awsconfig configservice
  data-servicediscovery: cloudmap-data
  databrew: glue-databrew
  deadline.management: deadline deadline-cloud
  deadline.scheduling: deadline deadline-cloud
  discovery: application-discovery
  dms: database-migration database-migration-service
  drs: elastic-disaster-recovery disaster-recovery
  ds: directory-service directoryservice
  dsql: aurora-dsql
  dynamodb: ddb dynamo
  dynamodb-streams: ddb-streams
  ebs: ebs-direct ebs-snapshots
  ec2: vpc
  ec2messages: ssm-agent
  ecr.api: ecr container-registry elastic-container-registry docker-registry
  ecr.dkr: ecr container-registry elastic-container-registry docker-registry docker dkr
  ecr-public.api: ecr-public
  ecs: fargate elastic-container-service
  eks: kube eks-api kubernetes elastic-kubernetes-service
  elasticache: elastic-cache memcached valkey redis
  elasticbeanstalk: beanstalk
  elasticfilesystem: efs
  elasticloadbalancing: elb elbv2 alb nlb gwlb load-balancing loadbalancing load-balancer
  elasticmapreduce: emr
  email: ses sesv2 simple-email-service ses-api email-ses
  email-smtp: ses sesv2 simple-email-service smtp ses-smtp
  emr-containers: emr-on-eks
  emrwal.prod: emr-wal emrwal
  events: eventbridge event-bridge cloudwatch-events cwe
  execute-api: apigateway api-gateway apigw apigatewayv2 rest-api
  fis: fault-injection fault-injection-simulator fault-injection-service
  git-codecommit: git codecommit-git
  geo.geofencing: location location-service
  geo.maps: location location-service
  geo.metadata: location location-service
  geo.places: location location-service
  geo.routes: location location-service
  geo.tracking: location location-service
  grafana: managed-grafana amg
  grafana-workspace: grafana-workspaces
  greengrass: greengrassv2 iot-greengrass
  inspector2: inspector
  iot.data: iot iot-core iotcore mqtt
  iotsitewise.api: iotsitewise sitewise
  iotsitewise.data: iotsitewise sitewise
  iottwinmaker.api: iottwinmaker twinmaker
  iottwinmaker.data: iottwinmaker twinmaker
  iotwireless.api: iotwireless
  kafka: msk managed-kafka managed-streaming-for-kafka
  kafkaconnect: msk-connect mskconnect
  kinesis-firehose: firehose data-firehose kinesis-data-firehose kdf
  kinesis-streams: kinesis kinesis-data-streams kds data-streams
  kinesisanalytics: kinesisanalyticsv2 managed-flink flink kda
  kms: key-management key-management-service
  lambda: lambda-functions
  logs: cloudwatch-logs cloudwatchlogs cwl cw-logs log-groups cwagent cloudwatch-agent
  lookoutequipment: lookout-for-equipment
  lookoutmetrics: lookout-for-metrics
  lookoutvision: lookout-for-vision
  m2: mainframe-modernization
  macie2: macie
  managedblockchain-query: blockchain-query
  medical-imaging: healthimaging
  mgn: application-migration application-migration-service
  models-v2-lex: lexv2-models lex-models
  runtime-v2-lex: lex lexv2 lexv2-runtime lex-runtime
  monitoring: cloudwatch cw cloudwatch-metrics cloudwatch-monitoring metrics cwagent cloudwatch-agent
  mq: amazonmq activemq rabbitmq
  neptune-graph: neptune-analytics
  organizations: orgs
  payment-cryptography.controlplane: payment-cryptography
  payment-cryptography.dataplane: payment-cryptography payment-cryptography-data
  pi: performance-insights
  pcs: parallel-computing-service
  pinpoint-sms-voice-v2: sms-voice end-user-messaging
  pricing.api: pricing price-list
  qldb.session: qldb
  quicksight-website: quicksight
  ram: resource-access-manager
  rbin: recycle-bin
  rds: aurora relational-database docdb documentdb neptune mysql mariadb postgres postgresql rds-proxy rds-api
  rds-data: data-api rdsdataservice rds-data-api aurora-data-api
  redshift-data: redshift-data-api
  repostspace: repost
  rolesanywhere: iam-roles-anywhere
  route53: r53
  s3: simple-storage-service bucket buckets
  s3-global.accesspoint: s3-multi-region-access-point mrap
  sagemaker.api: sagemaker
  sagemaker.runtime: sagemaker sagemaker-endpoints
  sagemaker.featurestore-runtime: feature-store featurestore sagemaker-feature-store
  scheduler: eventbridge-scheduler
  schemas: eventbridge-schemas schema-registry
  pipes: eventbridge-pipes
  scn: supply-chain supplychain
  secretsmanager: secrets
  serverlessrepo: serverless-application-repository sar
  servicecatalog-appregistry: appregistry
  servicediscovery: cloudmap cloud-map
  sms: server-migration server-migration-service
  sns: notification-service
  sqs: simple-queue simple-queue-service
  ssm: systems-manager parameter-store parameterstore parameters session-manager ssm-agent
  ssmmessages: session-manager ssm-session ssm-agent
  ssm-incidents: incident-manager
  ssm-contacts: incident-manager-contacts
  states: sfn stepfunctions step-functions stepfunction
  sync-states: sync-step-functions stepfunctions-sync
  sts: security-token-service
  synthetics: canaries cloudwatch-synthetics
  tagging: resourcegroupstaggingapi resource-groups-tagging tag-editor
  timestream-influxdb: influxdb timestream-for-influxdb
  transfer: transfer-family
  transfer.server: sftp transfer-family-server
  vpc-lattice: lattice
  wafv2: waf
  wellarchitected: well-architected-tool
  workspaces-web: workspaces-secure-browser
`;

/** Names that lead to no endpoint of {@link AWS_SERVICES}, and what there is instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  es: "domains of OpenSearch Service have endpoints of their own: aws opensearch create-vpc-endpoint",
  opensearch: "domains of OpenSearch Service have endpoints of their own: aws opensearch create-vpc-endpoint",
  opensearchservice: "domains of OpenSearch Service have endpoints of their own: aws opensearch create-vpc-endpoint",
  elasticsearch: "domains of OpenSearch Service have endpoints of their own: aws opensearch create-vpc-endpoint",
  aoss: "OpenSearch Serverless has endpoints of its own: aws opensearchserverless create-vpc-endpoint",
  opensearchserverless: "OpenSearch Serverless has endpoints of its own: aws opensearchserverless create-vpc-endpoint",
  s3express: "S3 Express One Zone has gateway endpoints only",
};

/** Services without an interface endpoint whose names are a letter or two from that of a service with one. */
const WITHOUT_ENDPOINT = ["mediaconvert"];

/** Whether a name is that of a service without an interface endpoint, and no misspelt one. */
export function hasNoEndpoint(text: string): boolean {
  return WITHOUT_ENDPOINT.includes(bare(text));
}

/** A name without what people write in different ways: case, spaces, hyphens, dots, and whose product it is. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(aws|amazon)[\s_.-]+/, "")
    .replace(/[\s_./-]+/g, "");
}

const SERVICES_BY_NAME = servicesByName();

function servicesByName(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of CALLED.trim().split("\n")) {
    const [service = "", names = ""] = line.trim().split(": ");
    // Some names differ in hyphens only: step-functions, stepfunctions.
    for (const name of new Set(names.split(" ").map(bare))) found.set(name, [...(found.get(name) ?? []), service]);
  }
  return found;
}

/** Short names of the services that people call so; none where nobody is known to. */
export function servicesCalled(text: string): readonly string[] {
  const written = AWS_SERVICES.filter((service) => bare(service) === bare(text));
  return written.length > 0 ? written : (SERVICES_BY_NAME.get(bare(text)) ?? []);
}

/** What there is in the place of an interface endpoint to a service that people call so; undefined where nothing is known. */
export function insteadOfService(text: string): string | undefined {
  const name = bare(text);
  return Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
}

/** Names that people call services, each with the short names of their endpoints, in the order of the table. */
export function serviceAliases(): readonly (readonly [name: string, services: readonly string[]])[] {
  return [...SERVICES_BY_NAME];
}
