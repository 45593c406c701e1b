export {
  CONNECTION_EVENTS,
  type ConnectionEvent,
  ConnectionNotification,
  type ConnectionNotificationProps,
  emailProblem,
} from "./connection-notification";
export {
  notificationKeyStatement,
  notificationTopicStatement,
  type PolicyStatement,
  policyDocument,
} from "./policies";
