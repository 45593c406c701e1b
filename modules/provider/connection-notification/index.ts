export { CONNECTION_EVENTS, type ConnectionEvent } from "./connection-events";
export { ConnectionNotification, type ConnectionNotificationProps } from "./connection-notification";
export { emailProblem } from "./email";
export type { NotifiedTopicProps } from "./notify-topic";
export {
  notificationKeyStatement,
  notificationTopicStatement,
  type PolicyStatement,
  policyDocument,
} from "./policies";
