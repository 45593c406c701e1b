export { CONNECTION_EVENTS, type ConnectionEvent } from "./connection-events";
export { ConnectionNotification, type ConnectionNotificationProps } from "./connection-notification";
export { emailProblem } from "./email";
export {
  notificationKeyStatement,
  notificationTopicStatement,
  type PolicyStatement,
  policyDocument,
} from "./policies";
